-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_alert_rules__check_function()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020650_engine_alerts.sql

comment on function "stagedoor"."tg_alert_rules__check_function"() is
  'Refuse a function that sweep_alerts cannot ask. Raises 23514.';

revoke all on function "stagedoor"."tg_alert_rules__check_function"() from public;

grant execute on function "stagedoor"."tg_alert_rules__check_function"() to "postgres";
