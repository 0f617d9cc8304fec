-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.give_role (
  p_scope       stagedoor.scopes,
  p_user_id     uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091100_studio_studios.sql

revoke all
  on function "stagedoor_studio"."give_role"(stagedoor.scopes, uuid, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor_studio"."give_role"(stagedoor.scopes, uuid, text, timestamp
    with time zone)
  to "postgres";
