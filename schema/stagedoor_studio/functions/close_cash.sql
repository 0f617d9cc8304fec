-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.close_cash (
  p_project_id uuid,
  p_day        date,
  p_counted    numeric
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091300_studio_money.sql

comment on function "stagedoor_studio"."close_cash"(uuid, date, numeric) is
  'Implementation of public.close_cash.';

revoke all on function "stagedoor_studio"."close_cash"(uuid, date, numeric) from public;

grant execute
  on function "stagedoor_studio"."close_cash"(uuid, date, numeric)
  to "authenticated", "postgres";
