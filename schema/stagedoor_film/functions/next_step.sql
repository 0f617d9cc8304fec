-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.next_step (
  p_cost public.cost_transactions,
  p_code public.cost_codes,
  OUT    "position" smallint,
  OUT    permission_key text,
  OUT    role_key text,
  OUT    posts boolean,
  OUT    is_last_sign_off boolean
)
  returns record
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function
  "stagedoor_film"."next_step"(public.cost_transactions, public.cost_codes) is
  'The step of the chain that a cost waits for.

posts: it is the last one; is_last_sign_off: with it, all sign-offs are given.';

revoke all
  on function "stagedoor_film"."next_step"(public.cost_transactions, public.cost_codes)
  from public;

grant execute
  on function "stagedoor_film"."next_step"(public.cost_transactions, public.cost_codes)
  to "postgres";
