-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_department (
  p_project_id uuid,
  p_name       text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.create_department(p_project_id, p_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."create_department"(uuid, text) is 'Start a department in a project. Returns its scope id.

Needs project:edit:assigned in the project.

Raises:
- 22023, 23514: a name that is empty or too long; a parent that is no project.
- 42501: may not change the project.
- PT404: no such project, or the caller is no member of it.';

revoke all on function "public"."create_department"(uuid, text) from public;

grant execute
  on function "public"."create_department"(uuid, text)
  to "authenticated", "postgres";
