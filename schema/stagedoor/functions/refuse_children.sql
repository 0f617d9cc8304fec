-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_children (
  p_table regclass
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

revoke all on function "stagedoor"."refuse_children"(regclass) from public;

grant execute on function "stagedoor"."refuse_children"(regclass) to "postgres";
