-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.guild_reconciliation (
  p_project_id         uuid,
  p_union_agreement_id uuid,
  p_from               date,
  p_to                 date
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
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071780_film_guilds.sql

comment on function "stagedoor_film"."guild_reconciliation"(uuid, uuid, date, date) is
  'Implementation of public.guild_reconciliation.';

revoke all
  on function "stagedoor_film"."guild_reconciliation"(uuid, uuid, date, date)
  from public;

grant execute
  on function "stagedoor_film"."guild_reconciliation"(uuid, uuid, date, date)
  to "authenticated", "postgres";
