-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_protected_tables__check_columns()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020830_engine_protected_tables.sql

comment on function "stagedoor"."tg_protected_tables__check_columns"() is
  'Refuse a table that is not protected, and a column that is not there.

Raises 23514, and 22023 for a way that leads nowhere.';

revoke all on function "stagedoor"."tg_protected_tables__check_columns"() from public;

grant execute on function "stagedoor"."tg_protected_tables__check_columns"() to "postgres";
