-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.every_scope_with (
  key text
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
  v_below   pg_catalog.uuid[] := stagedoor.scopes_with(key);
begin
  return array(
    -- Below a project one may be denied, or whoever delegates, and a department be
    -- archived.
    select s.id
    from stagedoor.scopes as s
    where s.project_id = any (v_below) and stagedoor.can(key, s.id)
    union
    select s.id from stagedoor.scopes as s where s.id = any (v_below)
    union
    -- Organizations, which the other sets leave out; narrowed requests see none.
    select s.id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = v_user_id
      and a.status = 'Active'
      and s.project_id is null
      and stagedoor.narrowed_project() is null
      and stagedoor.can(key, s.id)
  );
end;
$function$;

comment on function "stagedoor"."every_scope_with"(text) is 'Every scope, of any type, in which the caller holds a key.

For the policies of the engine''s own tables.';

revoke all on function "stagedoor"."every_scope_with"(text) from public;

grant execute
  on function "stagedoor"."every_scope_with"(text)
  to "authenticated", "postgres";
