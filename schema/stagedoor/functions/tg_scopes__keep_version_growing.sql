-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__keep_version_growing()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes the counters, which no request role may.
declare
  v_fall bigint := stagedoor.access_version(old.path) - stagedoor.access_version(new.path);
begin
  -- A path with smaller counters must not make a remembered version look new.
  if v_fall >= 0 then
    insert into stagedoor.scope_versions as v (scope_id, version)
    values (new.id, v_fall + 1)
    on conflict on constraint scope_versions_pkey
    do update set version = v.version + excluded.version;
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_scopes__keep_version_growing"() is
  'Let no version fall when a scope moves below another parent.';

revoke all on function "stagedoor"."tg_scopes__keep_version_growing"() from public;

grant execute on function "stagedoor"."tg_scopes__keep_version_growing"() to "postgres";
