-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_settings__check_master_code_cost()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

comment on function "stagedoor_studio"."tg_settings__check_master_code_cost"() is
  'Keep the cost of a master code between 10 and 15 (P6).

Raises 22023.';

revoke all
  on function "stagedoor_studio"."tg_settings__check_master_code_cost"()
  from public;

grant execute
  on function "stagedoor_studio"."tg_settings__check_master_code_cost"()
  to "postgres";
