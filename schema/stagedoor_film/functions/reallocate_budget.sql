-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.reallocate_budget (
  p_from_line_id    uuid,
  p_to_line_id      uuid,
  p_amount          numeric,
  p_reason          text,
  p_idempotency_key text    default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071705_film_moving.sql

comment on function "stagedoor_film"."reallocate_budget"(uuid, uuid, numeric, text, text) is
  'Implementation of public.reallocate_budget.';

revoke all
  on function "stagedoor_film"."reallocate_budget"(uuid, uuid, numeric, text, text)
  from public;

grant execute
  on function "stagedoor_film"."reallocate_budget"(uuid, uuid, numeric, text, text)
  to "authenticated", "postgres";
