-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.my_access_scopes()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses of any status, so that an ended one can still be looked up.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_only    pg_catalog.uuid := stagedoor.narrowed_project();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;
  return array(
    select distinct a.scope_id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = v_user_id and (v_only is null or s.project_id = v_only)
  );
end;
$function$;

comment on function "stagedoor"."my_access_scopes"() is 'Where the caller has or had an access.

Narrowed to the project of the request.';

revoke all on function "stagedoor"."my_access_scopes"() from public;

grant execute on function "stagedoor"."my_access_scopes"() to "authenticated", "postgres";
