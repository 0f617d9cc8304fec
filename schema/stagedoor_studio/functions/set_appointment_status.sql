-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.set_appointment_status (
  p_appointment_id uuid,
  p_status         text,
  p_amount         numeric default null::numeric,
  p_method         text    default 'cash'::text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091200_studio_agenda.sql

revoke all
  on function "stagedoor_studio"."set_appointment_status"(uuid, text, numeric, text)
  from public;

grant execute
  on function "stagedoor_studio"."set_appointment_status"(uuid, text, numeric, text)
  to "authenticated", "postgres";
