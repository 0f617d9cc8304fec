-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.count_use (
  p_subject  text,
  p_endpoint text,
  p_uses     integer
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020610_engine_endpoint_limits.sql

comment on function "stagedoor"."count_use"(text, text, integer) is
  'Count what somebody did, as often as their transaction did it (F92).

Asked by the flush of the queue, at commit, and by the access log. Raises PT429 beyond a row
of endpoint_limits, which undoes the transaction and its count: a refusal counts for
nothing.';

revoke all on function "stagedoor"."count_use"(text, text, integer) from public;

grant execute on function "stagedoor"."count_use"(text, text, integer) to "postgres";
