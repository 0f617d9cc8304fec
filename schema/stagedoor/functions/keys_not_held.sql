-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_not_held (
  p_user_id   uuid,
  p_scope_id  uuid,
  p_grant_id  uuid,
  p_aal       text                     default null::text,
  p_must_last boolean                  default false,
  p_until     timestamp with time zone default null::timestamp with time zone
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020900_engine_guards.sql

revoke all
  on function "stagedoor"."keys_not_held"(uuid, uuid, uuid, text, boolean, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."keys_not_held"(uuid, uuid, uuid, text, boolean, timestamp
    with time zone)
  to "postgres";
