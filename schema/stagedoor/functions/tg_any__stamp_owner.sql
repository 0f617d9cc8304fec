-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__stamp_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030957_operations_protection_undo.sql

revoke all on function "stagedoor"."tg_any__stamp_owner"() from public;

grant execute on function "stagedoor"."tg_any__stamp_owner"() to "postgres";
