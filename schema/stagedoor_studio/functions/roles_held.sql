-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.roles_held (
  p_user_id  uuid,
  p_scope_id uuid,
  p_window   tstzrange
)
  returns text[]
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091000_studio_roles.sql

comment on function "stagedoor_studio"."roles_held"(uuid, uuid, tstzrange) is
  'The studio roles of a user at a scope, above it and below it.

Those held at some time of a window.';

revoke all on function "stagedoor_studio"."roles_held"(uuid, uuid, tstzrange) from public;

grant execute
  on function "stagedoor_studio"."roles_held"(uuid, uuid, tstzrange)
  to "postgres";
