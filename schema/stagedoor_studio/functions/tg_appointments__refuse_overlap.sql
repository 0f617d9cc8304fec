-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_appointments__refuse_overlap()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090500_studio_appointments.sql

comment on function "stagedoor_studio"."tg_appointments__refuse_overlap"() is
  'Say that an artist is not free, before the constraint says it raw.

Raises 23514, to those who may write the appointment.';

revoke all on function "stagedoor_studio"."tg_appointments__refuse_overlap"() from public;

grant execute
  on function "stagedoor_studio"."tg_appointments__refuse_overlap"()
  to "postgres";
