-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accesses__insert_and_close()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020300_engine_accesses.sql

comment on function "stagedoor"."tg_user_accesses__insert_and_close"() is
  'Keep an access as it was granted. Raises 23514.';

revoke all on function "stagedoor"."tg_user_accesses__insert_and_close"() from public;

grant execute on function "stagedoor"."tg_user_accesses__insert_and_close"() to "postgres";
