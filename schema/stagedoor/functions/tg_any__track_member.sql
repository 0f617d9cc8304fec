-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__track_member()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

revoke all on function "stagedoor"."tg_any__track_member"() from public;

grant execute on function "stagedoor"."tg_any__track_member"() to "postgres";
