-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.guild_costs (
  p_project_id     uuid,
  p_agreement_code text,
  p_until          date
)
  returns table (
    id            uuid,
    payee         text,
    earning       text,
    currency      text,
    amount        numeric,
    bearing       numeric,
    running       numeric,
    hours         numeric,
    day           date,
    department_id uuid
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071780_film_guilds.sql

comment on function "stagedoor_film"."guild_costs"(uuid, text, date) is
  'What was paid to members of an agreement, posted and up to a day.

bearing: what contributions are due on; running: that of the payee up to this cost, in the
whole picture, by which a ceiling is met.';

revoke all on function "stagedoor_film"."guild_costs"(uuid, text, date) from public;

grant execute on function "stagedoor_film"."guild_costs"(uuid, text, date) to "postgres";
