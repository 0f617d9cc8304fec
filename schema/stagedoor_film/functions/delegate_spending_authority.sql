-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.delegate_spending_authority (
  p_authority_id    uuid,
  p_user_id         uuid,
  p_per_transaction numeric,
  p_cumulative      numeric,
  p_cost_code_id    uuid                     default null::uuid,
  p_valid_until     timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071740_film_spending.sql

comment on function
  "stagedoor_film"."delegate_spending_authority"(uuid, uuid, numeric, numeric, uuid,
  timestamp with time zone) is 'Implementation of public.delegate_spending_authority.';

revoke all
  on function
    "stagedoor_film"."delegate_spending_authority"(uuid, uuid, numeric, numeric, uuid,
    timestamp with time zone)
  from public;

grant execute
  on function
    "stagedoor_film"."delegate_spending_authority"(uuid, uuid, numeric, numeric, uuid,
    timestamp with time zone)
  to "authenticated", "postgres";
