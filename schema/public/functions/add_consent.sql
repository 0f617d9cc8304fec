-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.add_consent (
  p_appointment_id uuid,
  p_form           jsonb
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095200_api_studio_agenda.sql

revoke all on function "public"."add_consent"(uuid, jsonb) from public;

grant execute on function "public"."add_consent"(uuid, jsonb) to "authenticated", "postgres";
