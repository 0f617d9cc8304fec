-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_any__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090100_studio_schema.sql

revoke all on function "stagedoor_studio"."tg_any__record"() from public;

grant execute on function "stagedoor_studio"."tg_any__record"() to "postgres";
