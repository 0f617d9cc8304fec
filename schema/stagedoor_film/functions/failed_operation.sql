-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.failed_operation (
  p_override_id uuid,
  p_number      integer,
  p_operation   jsonb,
  p_sqlstate    text,
  p_message     text,
  p_detail      text,
  p_hint        text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071775_film_override_runs.sql

comment on function
  "stagedoor_film"."failed_operation"(uuid, integer, jsonb, text, text, text, text) is
  'The outcome of work that failed under an override, with its HTTP status.

It has to commit, so that the failure stays recorded (F42).';

revoke all
  on function
    "stagedoor_film"."failed_operation"(uuid, integer, jsonb, text, text, text, text)
  from public;

grant execute
  on function
    "stagedoor_film"."failed_operation"(uuid, integer, jsonb, text, text, text, text)
  to "postgres";
