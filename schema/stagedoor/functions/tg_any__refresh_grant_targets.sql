-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__refresh_grant_targets()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes grant_targets through refresh_grant_targets.
declare
  v_row     pg_catalog.jsonb := to_jsonb(coalesce(new, old));
  v_role_id pg_catalog.uuid := (v_row ->> 'permission_role_id')::pg_catalog.uuid;
begin
  if v_role_id is null and tg_table_name = 'permission_roles' then
    v_role_id := (v_row ->> 'id')::pg_catalog.uuid;
  end if;

  if v_role_id is not null then
    perform stagedoor.refresh_grant_targets(array(
      select v_role_id
      union
      select i.permission_role_id
      from stagedoor.role_includes as i
      where i.included_role_id = v_role_id
    ));
  elsif tg_table_name = 'permissions' and tg_op = 'INSERT' then
    perform stagedoor.refresh_grant_targets(array[(v_row ->> 'id')::pg_catalog.uuid]);
  else
    perform stagedoor.refresh_grant_targets();
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_any__refresh_grant_targets"() is
  'Keep the closed key sets true after a change.

Of roles, links, inclusions, keys and implications.';

revoke all on function "stagedoor"."tg_any__refresh_grant_targets"() from public;

grant execute on function "stagedoor"."tg_any__refresh_grant_targets"() to "postgres";
