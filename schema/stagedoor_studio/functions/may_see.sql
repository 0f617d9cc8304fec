-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.may_see (
  p_permission_key text,
  p_project_id     uuid,
  p_owner_id       uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122090100_studio_schema.sql

comment on function "stagedoor_studio"."may_see"(text, uuid, uuid) is
  'Whether a row exists for the caller (F86).

A null project is a row that was not found.';

revoke all on function "stagedoor_studio"."may_see"(text, uuid, uuid) from public;

grant execute on function "stagedoor_studio"."may_see"(text, uuid, uuid) to "postgres";
