-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.require_visit (
  p_permission_key text,
  p_appointment_id uuid,
  OUT              appointment public.appointments,
  OUT              elevation_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091210_studio_visits.sql

comment on function "stagedoor_studio"."require_visit"(text, uuid) is
  'Lock an appointment with a client, to enter a record at it.

Returns it, and the elevation that opened it. Raises 23514 for one without a client,
42501, PT404.';

revoke all on function "stagedoor_studio"."require_visit"(text, uuid) from public;

grant execute on function "stagedoor_studio"."require_visit"(text, uuid) to "postgres";
