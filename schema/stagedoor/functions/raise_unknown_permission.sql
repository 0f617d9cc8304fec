-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_unknown_permission (
  p_key text
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

comment on function "stagedoor"."raise_unknown_permission"(text) is
  'Refuse a permission key that does not exist (F86). Raises PT404.';

revoke all on function "stagedoor"."raise_unknown_permission"(text) from public;

grant execute on function "stagedoor"."raise_unknown_permission"(text) to "postgres";
