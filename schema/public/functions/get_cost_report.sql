-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_cost_report (
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
  set search_path to '';
-- Its body: migrations/20261122075900_api_film_reports.sql

revoke all on function "public"."get_cost_report"(uuid, date) from public;

grant execute
  on function "public"."get_cost_report"(uuid, date)
  to "authenticated", "postgres";
