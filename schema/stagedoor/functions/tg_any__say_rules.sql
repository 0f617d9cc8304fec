-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__say_rules()
  returns trigger
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

revoke all on function "stagedoor"."tg_any__say_rules"() from public;

grant execute on function "stagedoor"."tg_any__say_rules"() to "postgres";
