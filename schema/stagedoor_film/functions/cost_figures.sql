-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.cost_figures (
  p_project_id uuid,
  p_after      date,
  p_until      date
)
  returns table (
    cost_code_id uuid,
    currency     text,
    budget       numeric,
    this_period  numeric,
    actual       numeric,
    committed    numeric,
    to_complete  numeric
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071750_film_closing.sql

comment on function "stagedoor_film"."cost_figures"(uuid, date, date) is
  'What each code has cost up to a day, in each of its currencies (F120).

p_after: the day after which this_period begins, null for the beginning. actual: posted, and
not voided in an open period; committed: what is left of orders that are signed;
to_complete: what lines are estimated at, and of lines without an estimate what remains.';

revoke all on function "stagedoor_film"."cost_figures"(uuid, date, date) from public;

grant execute on function "stagedoor_film"."cost_figures"(uuid, date, date) to "postgres";
