-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_references (
  p_cost           public.cost_transactions,
  p_permission_key text,
  p_owner_id       uuid                     default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

comment on function
  "stagedoor_film"."check_references"(public.cost_transactions, text, uuid) is
  'Refuse a cost that refers to what is not there for the caller.

A line, an agreement, an order or the cost that a credit gives back. Raises PT404; 22023 for
an amount that is none.';

revoke all
  on function "stagedoor_film"."check_references"(public.cost_transactions, text, uuid)
  from public;

grant execute
  on function "stagedoor_film"."check_references"(public.cost_transactions, text, uuid)
  to "postgres";
