-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.restore_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.restore_scope(p_scope_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."restore_scope"(uuid) is 'Open an archived scope again, with the accesses that it had.

Needs project:delete there. Returns whether anything changed; calling again changes nothing.

Raises:
- 42501: may not restore it.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."restore_scope"(uuid) from public;

grant execute on function "public"."restore_scope"(uuid) to "authenticated", "postgres";
