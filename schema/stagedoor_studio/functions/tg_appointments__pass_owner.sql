-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_appointments__pass_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090600_studio_client_records.sql

comment on function "stagedoor_studio"."tg_appointments__pass_owner"() is
  'Hand notes and consents over with an appointment (F49).';

revoke all on function "stagedoor_studio"."tg_appointments__pass_owner"() from public;

grant execute on function "stagedoor_studio"."tg_appointments__pass_owner"() to "postgres";
