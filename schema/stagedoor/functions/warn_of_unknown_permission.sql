-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.warn_of_unknown_permission (
  p_key text
)
  returns void
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

comment on function "stagedoor"."warn_of_unknown_permission"(text) is
  'Warn of a permission key that does not exist (F1).

For questions that answer no instead of raising: a mistyped key would be a silent no.';

revoke all on function "stagedoor"."warn_of_unknown_permission"(text) from public;

grant execute
  on function "stagedoor"."warn_of_unknown_permission"(text)
  to "authenticated", "postgres";
