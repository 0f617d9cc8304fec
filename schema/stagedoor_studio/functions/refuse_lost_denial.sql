-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.refuse_lost_denial (
  p_grant_id uuid,
  p_role_id  uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091100_studio_studios.sql

comment on function "stagedoor_studio"."refuse_lost_denial"(uuid, uuid) is
  'Refuse to exchange a role whose denials the new one does not have.

Raises 23514.';

revoke all on function "stagedoor_studio"."refuse_lost_denial"(uuid, uuid) from public;

grant execute on function "stagedoor_studio"."refuse_lost_denial"(uuid, uuid) to "postgres";
