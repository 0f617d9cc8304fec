-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.try_master_code (
  p_user_id    uuid,
  p_session_id uuid,
  p_project_id uuid,
  p_code       text,
  p_client_ip  text,
  p_minutes    integer default 5
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091600_studio_attempts.sql

comment on function
  "stagedoor_studio"."try_master_code"(uuid, uuid, uuid, text, text, integer) is
  'Count an attempt at a master code, compare it, and answer the outcome.';

revoke all
  on function "stagedoor_studio"."try_master_code"(uuid, uuid, uuid, text, text, integer)
  from public;

grant execute
  on function "stagedoor_studio"."try_master_code"(uuid, uuid, uuid, text, text, integer)
  to "postgres";
