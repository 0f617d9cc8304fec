-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.may_ask (
  p_user_id   uuid,
  p_cost_code public.cost_codes
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071600_film_asking.sql

comment on function "stagedoor_film"."may_ask"(uuid, public.cost_codes) is
  'Whether a code exists for the caller, who asks about somebody.

Raises 42501 for whoever works there, asks about another and may not.';

revoke all on function "stagedoor_film"."may_ask"(uuid, public.cost_codes) from public;

grant execute on function "stagedoor_film"."may_ask"(uuid, public.cost_codes) to "postgres";
