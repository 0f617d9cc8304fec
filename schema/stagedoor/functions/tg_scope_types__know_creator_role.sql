-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scope_types__know_creator_role()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020200_engine_roles.sql

comment on function "stagedoor"."tg_scope_types__know_creator_role"() is
  'Refuse a creator role that is no built-in role. Raises 23514.';

revoke all on function "stagedoor"."tg_scope_types__know_creator_role"() from public;

grant execute on function "stagedoor"."tg_scope_types__know_creator_role"() to "postgres";
