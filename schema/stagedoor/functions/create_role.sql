-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_role (
  p_scope_id    uuid,
  p_role_key    text,
  p_name        text,
  p_description text default ''::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030600_operations_roles.sql

comment on function "stagedoor"."create_role"(uuid, text, text, text) is
  'Implementation of public.create_role.';

revoke all on function "stagedoor"."create_role"(uuid, text, text, text) from public;

grant execute
  on function "stagedoor"."create_role"(uuid, text, text, text)
  to "authenticated", "postgres";
