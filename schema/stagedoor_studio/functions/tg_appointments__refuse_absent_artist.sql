-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_appointments__refuse_absent_artist()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090500_studio_appointments.sql

comment on function "stagedoor_studio"."tg_appointments__refuse_absent_artist"() is
  'Refuse to book an artist who is switched off or whose login is gone.

Raises 23514 (F52).';

revoke all
  on function "stagedoor_studio"."tg_appointments__refuse_absent_artist"()
  from public;

grant execute
  on function "stagedoor_studio"."tg_appointments__refuse_absent_artist"()
  to "postgres";
