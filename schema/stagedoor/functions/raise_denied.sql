-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_denied (
  p_required text,
  p_hint     text default null::text
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

revoke all on function "stagedoor"."raise_denied"(text, text) from public;

grant execute on function "stagedoor"."raise_denied"(text, text) to "postgres";
