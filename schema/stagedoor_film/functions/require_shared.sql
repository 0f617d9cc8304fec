-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.require_shared (
  p_permission_key text,
  p_scope_id       uuid,
  p_project_id     uuid,
  p_owner_id       uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

comment on function "stagedoor_film"."require_shared"(text, uuid, uuid, uuid) is
  'Guard a change in a production: enforce, share it, require.

p_scope_id is the production or a department of it. Returns the elevation that opened it, or
null. Raises 42501 or PT404.';

revoke all on function "stagedoor_film"."require_shared"(text, uuid, uuid, uuid) from public;

grant execute
  on function "stagedoor_film"."require_shared"(text, uuid, uuid, uuid)
  to "postgres";
