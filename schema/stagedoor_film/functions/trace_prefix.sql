-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.trace_prefix (
  p_user_id   uuid,
  p_cost_code public.cost_codes
)
  returns table (
    outcome  text,
    expected text,
    actual   text,
    remedy   text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071600_film_asking.sql

comment on function "stagedoor_film"."trace_prefix"(uuid, public.cost_codes) is
  'The checkpoint cost_code_prefix of a trace (F44).';

revoke all on function "stagedoor_film"."trace_prefix"(uuid, public.cost_codes) from public;

grant execute
  on function "stagedoor_film"."trace_prefix"(uuid, public.cost_codes)
  to "postgres";
