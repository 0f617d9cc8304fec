-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.override_may_become (
  p_from text,
  p_to   text
)
  returns boolean
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122071225_film_overrides.sql

comment on function "stagedoor_film"."override_may_become"(text, text) is
  'Whether an override may go from one state to another (F41).

Ten pairs of 49 may. Requested to Revoked is a request that was declined, withdrawn or
lapsed; Granted to Revoked one that was taken back, or was over before it began.';

revoke all on function "stagedoor_film"."override_may_become"(text, text) from public;

grant execute on function "stagedoor_film"."override_may_become"(text, text) to "postgres";
