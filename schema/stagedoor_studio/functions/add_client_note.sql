-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.add_client_note (
  p_appointment_id uuid,
  p_text           text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091210_studio_visits.sql

comment on function "stagedoor_studio"."add_client_note"(uuid, text) is
  'Implementation of public.add_client_note.';

revoke all on function "stagedoor_studio"."add_client_note"(uuid, text) from public;

grant execute
  on function "stagedoor_studio"."add_client_note"(uuid, text)
  to "authenticated", "postgres";
