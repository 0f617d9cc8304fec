-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.said (
  p_cost public.cost_transactions
)
  returns jsonb
  language sql
  immutable
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

comment on function "stagedoor_film"."said"(public.cost_transactions) is
  'What a cost says, without its states and who brought it into them.';

revoke all on function "stagedoor_film"."said"(public.cost_transactions) from public;

grant execute on function "stagedoor_film"."said"(public.cost_transactions) to "postgres";
