-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_any__take_owner_of_appointment()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090600_studio_client_records.sql

comment on function "stagedoor_studio"."tg_any__take_owner_of_appointment"() is
  'Set the owner of a client record to the artist of its appointment (F49).';

revoke all on function "stagedoor_studio"."tg_any__take_owner_of_appointment"() from public;

grant execute
  on function "stagedoor_studio"."tg_any__take_owner_of_appointment"()
  to "postgres";
