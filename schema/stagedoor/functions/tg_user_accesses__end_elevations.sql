-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accesses__end_elevations()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020500_engine_windows.sql

comment on function "stagedoor"."tg_user_accesses__end_elevations"() is
  'End the elevations of a user whose roles change (F55).

Those at the scope of the changed access, above it and below it.';

revoke all on function "stagedoor"."tg_user_accesses__end_elevations"() from public;

grant execute on function "stagedoor"."tg_user_accesses__end_elevations"() to "postgres";
