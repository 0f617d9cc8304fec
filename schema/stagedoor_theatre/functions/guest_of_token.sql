-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.guest_of_token (
  p_token text
)
  returns table (
    user_id uuid,
    is_live boolean
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

revoke all on function "stagedoor_theatre"."guest_of_token"(text) from public;

grant execute on function "stagedoor_theatre"."guest_of_token"(text) to "postgres";
