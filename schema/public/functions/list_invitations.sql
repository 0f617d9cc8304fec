-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_invitations (
  p_scope_id uuid
)
  returns table (
    access_id   uuid,
    email       text,
    scope_id    uuid,
    role_key    text,
    state       text,
    invited_by  uuid,
    created_at  timestamp with time zone,
    expires_at  timestamp with time zone,
    valid_until timestamp with time zone
  )
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.list_invitations(p_scope_id);
end;
$function$;

comment on function "public"."list_invitations"(uuid) is 'Invitations to a scope that are not accepted yet, newest first.

Those to departments of a project are included, but for departments that are archived or in
which the caller does not hold access:view. Never a token. state: invited, or expired where
the token no longer works. Needs access:view.

Raises:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."list_invitations"(uuid) from public;

grant execute on function "public"."list_invitations"(uuid) to "authenticated", "postgres";
