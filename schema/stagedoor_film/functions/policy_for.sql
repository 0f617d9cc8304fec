-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.policy_for (
  p_cost_code          public.cost_codes,
  p_role_id            uuid,
  p_union_agreement_id uuid,
  p_phase              text
)
  returns public.cost_policies
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070800_film_cost_access.sql

comment on function "stagedoor_film"."policy_for"(public.cost_codes, uuid, uuid, text) is
  'The policy of a role for a code, an agreement and a phase (F31).

The most specific one: a production''s own, then the nearest prefix, then the agreement,
then the phase. Null: there is none, and the code is denied.';

revoke all
  on function "stagedoor_film"."policy_for"(public.cost_codes, uuid, uuid, text)
  from public;

grant execute
  on function "stagedoor_film"."policy_for"(public.cost_codes, uuid, uuid, text)
  to "postgres";
