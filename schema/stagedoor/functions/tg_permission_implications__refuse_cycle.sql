-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_permission_implications__refuse_cycle()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020100_engine_permissions.sql

comment on function "stagedoor"."tg_permission_implications__refuse_cycle"() is
  'Refuse an implication that closes a cycle. Raises 23514.';

revoke all on function "stagedoor"."tg_permission_implications__refuse_cycle"() from public;

grant execute
  on function "stagedoor"."tg_permission_implications__refuse_cycle"()
  to "postgres";
