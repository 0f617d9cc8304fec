-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.save_budget_line (
  p_budget_id      uuid,
  p_cost_code_id   uuid,
  p_amount         numeric,
  p_description    text    default null::text,
  p_is_contingency boolean default false,
  p_line_id        uuid    default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

comment on function
  "stagedoor_film"."save_budget_line"(uuid, uuid, numeric, text, boolean, uuid) is
  'Implementation of public.save_budget_line.';

revoke all
  on function "stagedoor_film"."save_budget_line"(uuid, uuid, numeric, text, boolean, uuid)
  from public;

grant execute
  on function "stagedoor_film"."save_budget_line"(uuid, uuid, numeric, text, boolean, uuid)
  to "authenticated", "postgres";
