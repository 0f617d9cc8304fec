-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.client_address (
  p_client_ip text
)
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

revoke all on function "stagedoor_theatre"."client_address"(text) from public;

grant execute on function "stagedoor_theatre"."client_address"(text) to "postgres";
