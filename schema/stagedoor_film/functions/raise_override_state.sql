-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.raise_override_state (
  p_message  text,
  p_expected text,
  p_actual   text
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071225_film_overrides.sql

comment on function "stagedoor_film"."raise_override_state"(text, text, text) is
  'Refuse what the state of an override does not let be done.

Raises 23514, OVERRIDE_STATE.';

revoke all on function "stagedoor_film"."raise_override_state"(text, text, text) from public;

grant execute
  on function "stagedoor_film"."raise_override_state"(text, text, text)
  to "postgres";
