-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.trace_override (
  p_user_id   uuid,
  p_cost_code public.cost_codes
)
  returns table (
    checkpoint text,
    outcome    text,
    expected   text,
    actual     text,
    remedy     text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071600_film_asking.sql

comment on function "stagedoor_film"."trace_override"(uuid, public.cost_codes) is
  'The checkpoints of a trace that an override answers (F40).

None where no override lifts the code.';

revoke all
  on function "stagedoor_film"."trace_override"(uuid, public.cost_codes)
  from public;

grant execute
  on function "stagedoor_film"."trace_override"(uuid, public.cost_codes)
  to "postgres";
