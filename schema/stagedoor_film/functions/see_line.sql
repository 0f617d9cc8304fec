-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.see_line (
  p_budget_line_id uuid,
  OUT              line public.budget_lines,
  OUT              code public.cost_codes,
  OUT              scope_id uuid
)
  returns record
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071705_film_moving.sql

revoke all on function "stagedoor_film"."see_line"(uuid) from public;

grant execute on function "stagedoor_film"."see_line"(uuid) to "postgres";
