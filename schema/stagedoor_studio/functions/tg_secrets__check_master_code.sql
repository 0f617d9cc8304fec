-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_secrets__check_master_code()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

comment on function "stagedoor_studio"."tg_secrets__check_master_code"() is
  'Normalize the hash of a master code, and refuse other values.

Raises 22023. Binds an import in SQL as well as set_master_code.';

revoke all on function "stagedoor_studio"."tg_secrets__check_master_code"() from public;

grant execute on function "stagedoor_studio"."tg_secrets__check_master_code"() to "postgres";
