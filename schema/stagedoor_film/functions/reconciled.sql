-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.reconciled (
  p_project_id uuid,
  p_agreement  public.union_agreements,
  p_from       date,
  p_until      date
)
  returns table (
    payee        text,
    earning      text,
    gross        numeric,
    pension      numeric,
    health       numeric,
    other_fringe numeric,
    posted       numeric,
    expected     numeric,
    difference   numeric,
    currency     text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071780_film_guilds.sql

revoke all
  on function "stagedoor_film"."reconciled"(uuid, public.union_agreements, date, date)
  from public;

grant execute
  on function "stagedoor_film"."reconciled"(uuid, public.union_agreements, date, date)
  to "postgres";
