-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_probe.read_rows (
  p_table    regclass,
  p_match    jsonb,
  p_order_by name     default null::name,
  p_limit    integer  default null::integer
)
  returns SETOF jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122021300_engine_probe.sql

alter function "stagedoor_probe"."read_rows"(regclass, jsonb, name, integer) owner to
  "stagedoor_probe";

comment on function "stagedoor_probe"."read_rows"(regclass, jsonb, name, integer) is
  'The rows of a table that row-level security shows, as JSON (F115).

Under the claims of the moment. p_match: columns and values that the rows have. Executable
by the owner only: for definers that answer what their caller could read.';

revoke all
  on function "stagedoor_probe"."read_rows"(regclass, jsonb, name, integer)
  from public;

grant execute
  on function "stagedoor_probe"."read_rows"(regclass, jsonb, name, integer)
  to "postgres";
