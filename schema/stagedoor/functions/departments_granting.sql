-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.departments_granting (
  p_permission_key text,
  p_project_id     uuid,
  p_is_own         boolean
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
begin
  return array(
    select s.id
    from stagedoor.scopes as s
    where s.project_id = p_project_id
      and s.id <> p_project_id
      and exists (
        select from stagedoor.user_accesses as a
        where a.user_id = v_user_id and a.scope_id = any (s.path)
      )
      and stagedoor.can(p_permission_key, s.id, case when p_is_own then v_user_id end)
      and not (p_is_own and stagedoor.can(p_permission_key, s.id))
  );
end;
$function$;

comment on function "stagedoor"."departments_granting"(text, uuid, boolean) is
  'Departments of a project in which the caller holds a key.';

revoke all on function "stagedoor"."departments_granting"(text, uuid, boolean) from public;

grant execute
  on function "stagedoor"."departments_granting"(text, uuid, boolean)
  to "postgres";
