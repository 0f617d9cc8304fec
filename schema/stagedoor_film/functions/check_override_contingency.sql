-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_override_contingency (
  p_project_id uuid
)
  returns table (
    override_id         uuid,
    contingency_line_id uuid,
    max_amount          numeric,
    spent               numeric,
    line_amount         numeric,
    matches             boolean,
    why                 text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071775_film_override_runs.sql

comment on function "stagedoor_film"."check_override_contingency"(uuid) is
  'Implementation of public.check_override_contingency.';

revoke all on function "stagedoor_film"."check_override_contingency"(uuid) from public;

grant execute
  on function "stagedoor_film"."check_override_contingency"(uuid)
  to "authenticated", "postgres";
