-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.settle_assignments (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080520_theatre_assignments.sql

comment on function "stagedoor_theatre"."settle_assignments"(uuid, uuid) is
  'Let the accesses of a person at a place be what assignments say (F91).

Raises as grant_access does.';

revoke all on function "stagedoor_theatre"."settle_assignments"(uuid, uuid) from public;

grant execute on function "stagedoor_theatre"."settle_assignments"(uuid, uuid) to "postgres";
