-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_settings__same_setting()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122090750_studio_settings.sql

comment on function "stagedoor_studio"."tg_studio_settings__same_setting"() is
  'Refuse a change of studio or key. Raises 23514.';

revoke all on function "stagedoor_studio"."tg_studio_settings__same_setting"() from public;

grant execute
  on function "stagedoor_studio"."tg_studio_settings__same_setting"()
  to "postgres";
