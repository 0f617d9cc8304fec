-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.try_claim (
  p_token text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

revoke all on function "stagedoor_theatre"."try_claim"(text) from public;

grant execute on function "stagedoor_theatre"."try_claim"(text) to "postgres";
