-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_role_includes__refuse_depth()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020200_engine_roles.sql

comment on function "stagedoor"."tg_role_includes__refuse_depth"() is
  'Refuse inclusion deeper than one level or across tenants. Raises 23514.';

revoke all on function "stagedoor"."tg_role_includes__refuse_depth"() from public;

grant execute on function "stagedoor"."tg_role_includes__refuse_depth"() to "postgres";
