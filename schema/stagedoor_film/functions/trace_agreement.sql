-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.trace_agreement (
  p_cost_code          public.cost_codes,
  p_union_agreement_id uuid
)
  returns table (
    outcome  text,
    expected text,
    actual   text,
    remedy   text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071600_film_asking.sql

comment on function "stagedoor_film"."trace_agreement"(public.cost_codes, uuid) is
  'The checkpoint union_jurisdiction of a trace (F45).';

revoke all
  on function "stagedoor_film"."trace_agreement"(public.cost_codes, uuid)
  from public;

grant execute
  on function "stagedoor_film"."trace_agreement"(public.cost_codes, uuid)
  to "postgres";
