-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.grant_spending_authority (
  p_project_id          uuid,
  p_user_id             uuid,
  p_cost_code_id        uuid,
  p_currency            text,
  p_per_transaction     numeric,
  p_cumulative          numeric,
  p_phases              text[]                   default null::text[],
  p_union_agreement_ids uuid[]                   default null::uuid[],
  p_valid_from          timestamp with time zone default null::timestamp with time zone,
  p_valid_until         timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071740_film_spending.sql

comment on function
  "stagedoor_film"."grant_spending_authority"(uuid, uuid, uuid, text, numeric, numeric,
  text[],
  uuid[], timestamp with time zone, timestamp with time zone) is 'Implementation of public.grant_spending_authority.';

revoke all
  on function
    "stagedoor_film"."grant_spending_authority"(uuid, uuid, uuid, text, numeric, numeric,
    text[], uuid[], timestamp with time zone, timestamp with time zone)
  from public;

grant execute
  on function
    "stagedoor_film"."grant_spending_authority"(uuid, uuid, uuid, text, numeric, numeric,
    text[], uuid[], timestamp with time zone, timestamp with time zone)
  to "authenticated", "postgres";
