-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.bound_level (
  p_cost_code          public.cost_codes,
  p_role_ids           uuid[],
  p_union_agreement_id uuid,
  p_phase              text
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070800_film_cost_access.sql

comment on function "stagedoor_film"."bound_level"(public.cost_codes, uuid[], uuid, text) is
  'What the policies of bound roles say about a code (F32).

The best of them; denied where there is none.';

revoke all
  on function "stagedoor_film"."bound_level"(public.cost_codes, uuid[], uuid, text)
  from public;

grant execute
  on function "stagedoor_film"."bound_level"(public.cost_codes, uuid[], uuid, text)
  to "postgres";
