-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.sees_code (
  p_cost_code      public.cost_codes,
  p_permission_key text,
  p_owner_id       uuid              default null::uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

comment on function "stagedoor_film"."sees_code"(public.cost_codes, text, uuid) is
  'Whether a code exists for the caller, who would use it by a key.';

revoke all
  on function "stagedoor_film"."sees_code"(public.cost_codes, text, uuid)
  from public;

grant execute
  on function "stagedoor_film"."sees_code"(public.cost_codes, text, uuid)
  to "postgres";
