-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unreadable_departments (
  p_sequence_id uuid
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads scopes, which the caller may not. Asked by definers only.
declare
  v_scopes pg_catalog.uuid[] := stagedoor.scopes_listed('audit:view', p_sequence_id);
begin
  if stagedoor.is_service() then
    return '{}';
  end if;
  return array(
    select s.id
    from stagedoor.scopes as s
    where s.project_id = p_sequence_id and s.id <> all (v_scopes)
  );
end;
$function$;

comment on function "stagedoor"."unreadable_departments"(uuid) is 'Departments whose events in a sequence the caller may not read.

Those in which audit:view is denied to a caller who holds it at the project. None for the
service. Events of a department that is gone stay with the project.';

revoke all on function "stagedoor"."unreadable_departments"(uuid) from public;

grant execute on function "stagedoor"."unreadable_departments"(uuid) to "postgres";
