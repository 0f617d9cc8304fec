-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.holds_role (
  p_user_id  uuid,
  p_role_key text,
  p_scope_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function "stagedoor_film"."holds_role"(uuid, text, uuid) is
  'Whether somebody holds a role at a scope or above it, now.

Itself, or by a role that includes it.';

revoke all on function "stagedoor_film"."holds_role"(uuid, text, uuid) from public;

grant execute on function "stagedoor_film"."holds_role"(uuid, text, uuid) to "postgres";
