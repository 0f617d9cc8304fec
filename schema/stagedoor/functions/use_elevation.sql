-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.use_elevation (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020750_engine_elevation_use.sql

comment on function "stagedoor"."use_elevation"(text, uuid, uuid) is
  'Note that the caller acts by an elevation; its id, or null.

A definer of a part calls it after its guard. The transaction then commits before the
elevation ends or not at all, and the use is an event (F60, F118).';

revoke all on function "stagedoor"."use_elevation"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."use_elevation"(text, uuid, uuid) to "postgres";
