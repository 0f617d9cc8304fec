-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.cancel_invitation (
  p_access_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.cancel_invitation(p_access_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."cancel_invitation"(uuid) is 'Take an invitation back before it is accepted.

Returns whether anything changed.

Raises:
- 22023: it is accepted already.
- 42501: the caller does not hold access:grant there.
- PT404: no such invitation, or the caller may not know of it.';

revoke all on function "public"."cancel_invitation"(uuid) from public;

grant execute on function "public"."cancel_invitation"(uuid) to "authenticated", "postgres";
