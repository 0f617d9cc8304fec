-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_grant_targets__stay_true()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020200_engine_roles.sql

revoke all on function "stagedoor"."tg_grant_targets__stay_true"() from public;

grant execute on function "stagedoor"."tg_grant_targets__stay_true"() to "postgres";
