-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__keep_version_growing()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020400_engine_versions.sql

comment on function "stagedoor"."tg_scopes__keep_version_growing"() is
  'Let no version fall when a scope moves below another parent.';

revoke all on function "stagedoor"."tg_scopes__keep_version_growing"() from public;

grant execute on function "stagedoor"."tg_scopes__keep_version_growing"() to "postgres";
