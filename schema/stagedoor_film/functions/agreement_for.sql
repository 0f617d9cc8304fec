-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.agreement_for (
  p_project_id         uuid,
  p_union_agreement_id uuid
)
  returns public.union_agreements
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122070500_film_union_agreements.sql

comment on function "stagedoor_film"."agreement_for"(uuid, uuid) is
  'The agreement that an id stands for in a production.

Null for a foreign one. Its own row with that code, else the one that ships (F45).';

revoke all on function "stagedoor_film"."agreement_for"(uuid, uuid) from public;

grant execute on function "stagedoor_film"."agreement_for"(uuid, uuid) to "postgres";
