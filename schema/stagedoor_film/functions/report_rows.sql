-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.report_rows (
  p_project_id uuid,
  p_until      date,
  p_known_at   timestamp with time zone,
  p_after      date,
  p_is_closed  boolean
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
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071770_film_reporting.sql

revoke all
  on function "stagedoor_film"."report_rows"(uuid, date, timestamp
    with time zone, date, boolean)
  from public;

grant execute
  on function "stagedoor_film"."report_rows"(uuid, date, timestamp
    with time zone, date, boolean)
  to "postgres";
