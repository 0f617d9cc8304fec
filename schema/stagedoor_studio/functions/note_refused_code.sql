-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.note_refused_code (
  p_outcome    jsonb,
  p_user_id    uuid,
  p_project_id uuid,
  p_client_ip  text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091600_studio_attempts.sql

comment on function "stagedoor_studio"."note_refused_code"(jsonb, uuid, uuid, text) is
  'Note a refused attempt at a master code (F88). Never raises.';

revoke all
  on function "stagedoor_studio"."note_refused_code"(jsonb, uuid, uuid, text)
  from public;

grant execute
  on function "stagedoor_studio"."note_refused_code"(jsonb, uuid, uuid, text)
  to "postgres";
