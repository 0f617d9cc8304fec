-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_listed (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020810_engine_reading_sets.sql

comment on function "stagedoor"."scopes_listed"(text, uuid, uuid) is
  'The scopes whose rows a list of a scope shows to the caller (F24, F93).

The scope itself, and of a project the departments at any depth: each if can() allows it.
A key that is held at a project may be denied, or its department archived, below. The list
of an organization is its own.';

revoke all on function "stagedoor"."scopes_listed"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."scopes_listed"(text, uuid, uuid) to "postgres";
