-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_settings__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090750_studio_settings.sql

comment on function "stagedoor_studio"."tg_studio_settings__record"() is
  'Queue studio_setting.created, changed and deleted.';

revoke all on function "stagedoor_studio"."tg_studio_settings__record"() from public;

grant execute on function "stagedoor_studio"."tg_studio_settings__record"() to "postgres";
