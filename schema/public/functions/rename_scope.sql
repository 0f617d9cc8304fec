-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.rename_scope (
  p_scope_id uuid,
  p_name     text
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.rename_scope(p_scope_id, p_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."rename_scope"(uuid, text) is 'Rename an organization, project or department.

Returns whether anything changed. Needs project:edit:assigned there.

Raises:
- 22023: a name that is empty or longer than 200 characters.
- 42501: may not change the scope.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."rename_scope"(uuid, text) from public;

grant execute on function "public"."rename_scope"(uuid, text) to "authenticated", "postgres";
