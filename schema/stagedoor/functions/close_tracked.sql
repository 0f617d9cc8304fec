-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.close_tracked (
  p_tracked     stagedoor.tracked_tables,
  p_access_id   uuid,
  p_is_replaced boolean
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

comment on function "stagedoor"."close_tracked"(stagedoor.tracked_tables, uuid, boolean) is
  'End what a row of a membership table gave, as whoever changed it.

Raises 42501 without access:revoke, but for one''s own, and for a denial that the caller may
not lift. The last holder goes: see follow_member.';

revoke all
  on function "stagedoor"."close_tracked"(stagedoor.tracked_tables, uuid, boolean)
  from public;

grant execute
  on function "stagedoor"."close_tracked"(stagedoor.tracked_tables, uuid, boolean)
  to "postgres";
