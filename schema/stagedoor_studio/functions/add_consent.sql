-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.add_consent (
  p_appointment_id uuid,
  p_form           jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091210_studio_visits.sql

comment on function "stagedoor_studio"."add_consent"(uuid, jsonb) is
  'Implementation of public.add_consent.';

revoke all on function "stagedoor_studio"."add_consent"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_studio"."add_consent"(uuid, jsonb)
  to "authenticated", "postgres";
