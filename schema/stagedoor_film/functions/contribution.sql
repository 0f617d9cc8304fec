-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.contribution (
  p_agreement_id uuid,
  p_rate_kind    text,
  p_currency     text,
  p_day          date,
  p_bearing      numeric,
  p_running      numeric,
  p_hours        numeric
)
  returns numeric
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071780_film_guilds.sql

comment on function
  "stagedoor_film"."contribution"(uuid, text, text, date, numeric, numeric, numeric) is
  'What is due on one cost by a rate of its day, up to the ceiling (F120).

Null: there is no such rate.';

revoke all
  on function
    "stagedoor_film"."contribution"(uuid, text, text, date, numeric, numeric, numeric)
  from public;

grant execute
  on function
    "stagedoor_film"."contribution"(uuid, text, text, date, numeric, numeric, numeric)
  to "postgres";
