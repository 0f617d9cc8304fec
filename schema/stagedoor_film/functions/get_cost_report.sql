-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.get_cost_report (
  p_project_id uuid,
  p_as_of      date default null::date
)
  returns table (
    cost_code_id    uuid,
    code            text,
    name            text,
    is_header       boolean,
    budget          numeric,
    this_period     numeric,
    actual          numeric,
    committed       numeric,
    total           numeric,
    to_complete     numeric,
    final           numeric,
    variance        numeric,
    variance_change numeric,
    currency        text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071770_film_reporting.sql

comment on function "stagedoor_film"."get_cost_report"(uuid, date) is
  'Implementation of public.get_cost_report.';

revoke all on function "stagedoor_film"."get_cost_report"(uuid, date) from public;

grant execute
  on function "stagedoor_film"."get_cost_report"(uuid, date)
  to "authenticated", "postgres";
