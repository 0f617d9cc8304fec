-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_settings__check_value()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122090750_studio_settings.sql

comment on function "stagedoor_studio"."tg_studio_settings__check_value"() is
  'Refuse a time zone that does not exist, and a setting that moves.

Raises 22023, 23514.';

revoke all on function "stagedoor_studio"."tg_studio_settings__check_value"() from public;

grant execute
  on function "stagedoor_studio"."tg_studio_settings__check_value"()
  to "postgres";
