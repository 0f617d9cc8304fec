-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.try_guest_profile (
  p_token     text,
  p_user_data jsonb default null::jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

comment on function "stagedoor_theatre"."try_guest_profile"(text, jsonb) is
  'Compare a token, change the profile of its guest; the outcome.';

revoke all on function "stagedoor_theatre"."try_guest_profile"(text, jsonb) from public;

grant execute on function "stagedoor_theatre"."try_guest_profile"(text, jsonb) to "postgres";
