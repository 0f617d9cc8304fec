-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unprotect (
  table_name regclass,
  dry_run    boolean  default false
)
  returns table (
    step    text,
    sql     text,
    warning text
  )
  language plpgsql
  set search_path to ''
  set lock_timeout to '5s';
-- Its body: migrations/20261122030965_operations_protecting.sql

revoke all on function "stagedoor"."unprotect"(regclass, boolean) from public;

grant execute on function "stagedoor"."unprotect"(regclass, boolean) to "postgres";
