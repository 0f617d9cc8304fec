-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_secrets__end_elevations()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

comment on function "stagedoor_studio"."tg_secrets__end_elevations"() is
  'End the elevations of a studio with its old master code (F61).

Queues master_code.rotated or master_code.removed.';

revoke all on function "stagedoor_studio"."tg_secrets__end_elevations"() from public;

grant execute on function "stagedoor_studio"."tg_secrets__end_elevations"() to "postgres";
