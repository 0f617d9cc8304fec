-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_scope (
  p_permission_key text,
  p_scope_id       uuid,
  p_scope_type     text                   default null::text,
  p_removes        boolean                default false,
  OUT              scope stagedoor.scopes,
  OUT              elevation_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

comment on function "stagedoor"."require_scope"(text, uuid, text, boolean) is
  'Guard a change of a scope: enforce, lock it, require.

p_scope_type: the required type, null for any; p_removes: whether the change may remove a
holder of access:grant, which locks the tree. Returns the scope and the elevation that
opened it. Raises 42501 or PT404.';

revoke all on function "stagedoor"."require_scope"(text, uuid, text, boolean) from public;

grant execute
  on function "stagedoor"."require_scope"(text, uuid, text, boolean)
  to "postgres";
