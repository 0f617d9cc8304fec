-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.guild_fringes (
  p_project_id     uuid,
  p_agreement_code text,
  p_from           date,
  p_until          date
)
  returns table (
    payee    text,
    currency text,
    posted   numeric
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071780_film_guilds.sql

comment on function "stagedoor_film"."guild_fringes"(uuid, text, date, date) is
  'What was posted as fringes of an agreement, by payee (F120).

By the agreement that a fringe names, else by the one under which the payee earned in the
department of its account, where it was one alone.';

revoke all on function "stagedoor_film"."guild_fringes"(uuid, text, date, date) from public;

grant execute
  on function "stagedoor_film"."guild_fringes"(uuid, text, date, date)
  to "postgres";
