-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.holders_denied_by (
  p_grant_id uuid,
  p_scope_id uuid,
  p_user_id  uuid
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030300_operations_grants.sql

comment on function "stagedoor"."holders_denied_by"(uuid, uuid, uuid) is
  'Where granting a denial could remove the last holder.

As holders_at_stake says it.';

revoke all on function "stagedoor"."holders_denied_by"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."holders_denied_by"(uuid, uuid, uuid) to "postgres";
