-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.my_scopes()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses and the scopes around them, more than a request may see.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_only    pg_catalog.uuid := stagedoor.narrowed_project();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;

  return array(
    with mine as (
      select s.id, s.path, s.project_id
      from stagedoor.live_accesses as a
      join stagedoor.scopes as s on s.id = a.scope_id
      where a.user_id = v_user_id
    ),
    seen as (
      select unnest(m.path) as id from mine as m
      union
      select s.id from mine as m join stagedoor.scopes as s on s.project_id = m.project_id
      union
      select unnest(stagedoor.every_scope_with('project:view:assigned'))
    )
    select s.id
    from seen
    join stagedoor.scopes as s on s.id = seen.id
    where v_only is null
      or s.project_id = v_only
      or s.id in (
        select unnest(p.path) from stagedoor.scopes as p where p.id = v_only)
  );
end;
$function$;

comment on function "stagedoor"."my_scopes"() is 'The scopes that the caller may see.

Those they work in, those above them, and what they oversee.';

revoke all on function "stagedoor"."my_scopes"() from public;

grant execute on function "stagedoor"."my_scopes"() to "authenticated", "postgres";
