-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.issue_claim (
  p_user_id uuid,
  p_email   text
)
  returns text
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081000_theatre_guests.sql

comment on function "stagedoor_theatre"."issue_claim"(uuid, text) is
  'Make the one token by which a guest claims their account. Shown once.';

revoke all on function "stagedoor_theatre"."issue_claim"(uuid, text) from public;

grant execute on function "stagedoor_theatre"."issue_claim"(uuid, text) to "postgres";
