-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.operation_sql (
  p_operation jsonb,
  p_number    bigint
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071775_film_override_runs.sql

comment on function "stagedoor_film"."operation_sql"(jsonb, bigint) is
  'The statement that performs an operation, its arguments being $1 (F42).

Raises 22023: OPERATION for a call, or an argument, that there is none of; a value of
another type.';

revoke all on function "stagedoor_film"."operation_sql"(jsonb, bigint) from public;

grant execute on function "stagedoor_film"."operation_sql"(jsonb, bigint) to "postgres";
