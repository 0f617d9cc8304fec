-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.raise_operation (
  p_number  bigint,
  p_message text,
  p_more    jsonb  default '{}'::jsonb
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071775_film_override_runs.sql

comment on function "stagedoor_film"."raise_operation"(bigint, text, jsonb) is
  'Refuse an operation that is none. Raises 22023, OPERATION.';

revoke all on function "stagedoor_film"."raise_operation"(bigint, text, jsonb) from public;

grant execute
  on function "stagedoor_film"."raise_operation"(bigint, text, jsonb)
  to "postgres";
