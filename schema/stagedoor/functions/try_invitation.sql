-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.try_invitation (
  p_token text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030410_operations_accepting.sql

revoke all on function "stagedoor"."try_invitation"(text) from public;

grant execute on function "stagedoor"."try_invitation"(text) to "postgres";
