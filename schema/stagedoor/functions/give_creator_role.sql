-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.give_creator_role (
  p_user_id     uuid,
  p_scope       stagedoor.scopes,
  p_grant_id    uuid,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language sql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030200_operations_scopes.sql

revoke all
  on function "stagedoor"."give_creator_role"(uuid, stagedoor.scopes, uuid, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."give_creator_role"(uuid, stagedoor.scopes, uuid, timestamp
    with time zone)
  to "postgres";
