-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.fitting_authorities (
  p_user_id            uuid,
  p_cost_code          public.cost_codes,
  p_union_agreement_id uuid,
  p_currency           text,
  p_phase              text
)
  returns SETOF public.spending_authorities
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071000_film_authorities.sql

comment on function
  "stagedoor_film"."fitting_authorities"(uuid, public.cost_codes, uuid, text, text) is
  'Authorities of somebody that a cost may be signed under, best first.

The deepest subtree, then the one that ends first. What is left of them is not asked here:
whoever debits one locks it and looks.';

revoke all
  on function
    "stagedoor_film"."fitting_authorities"(uuid, public.cost_codes, uuid, text, text)
  from public;

grant execute
  on function
    "stagedoor_film"."fitting_authorities"(uuid, public.cost_codes, uuid, text, text)
  to "postgres";
