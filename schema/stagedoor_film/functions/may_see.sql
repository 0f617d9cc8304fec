-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.may_see (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070100_film_schema.sql

comment on function "stagedoor_film"."may_see"(text, uuid, uuid) is
  'Whether a row exists for the caller (F86).

A null scope is a row that was not found.';

revoke all on function "stagedoor_film"."may_see"(text, uuid, uuid) from public;

grant execute on function "stagedoor_film"."may_see"(text, uuid, uuid) to "postgres";
