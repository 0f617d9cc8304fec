-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.archive_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.archive_scope(p_scope_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."archive_scope"(uuid) is 'Close a scope and all that stands below it.

Nothing counts there but reading its log. Needs project:delete there. Returns whether
anything changed; calling again changes nothing.

Raises:
- 42501: may not archive it.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."archive_scope"(uuid) from public;

grant execute on function "public"."archive_scope"(uuid) to "authenticated", "postgres";
