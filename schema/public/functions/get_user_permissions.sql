-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_user_permissions (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns table (
    permission_key text,
    policy         text,
    via            text,
    valid_until    timestamp with time zone
  )
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.get_user_permissions(p_user_id, p_scope_id);
end;
$function$;

comment on function "public"."get_user_permissions"(uuid, uuid) is 'The keys that somebody holds at a scope now (F13, F97).

Each by the strongest access behind it. policy: allow, own, or locked while elevated. via:
role:<key>, permission or delegation. valid_until: the earliest end of an access behind
it. Sorted by key (F13, F97). About oneself an unknown scope gives no row.

Raises for somebody else:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."get_user_permissions"(uuid, uuid) from public;

grant execute
  on function "public"."get_user_permissions"(uuid, uuid)
  to "authenticated", "postgres";
