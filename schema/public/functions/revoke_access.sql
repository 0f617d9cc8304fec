-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.revoke_access (
  p_access_id uuid,
  p_reason    text default null::text
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.revoke_access(p_access_id, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."revoke_access"(uuid, text) is 'Take an access away, or give one''s own back.

Returns whether anything changed. Holds at the next statement of anybody (F95). What was
delegated from it ends with it; either side ends a delegation. Needs access:revoke there,
except for one''s own and what one has delegated.

Raises:
- 23514: nobody would be left who can give access.
- 42501: may not revoke it; or it denies something that would come back to the caller, or
  to somebody else by a caller who does not hold it there (F94).
- PT404: no such access, or the caller may not know of it.';

revoke all on function "public"."revoke_access"(uuid, text) from public;

grant execute
  on function "public"."revoke_access"(uuid, text)
  to "authenticated", "postgres", "service_role";
