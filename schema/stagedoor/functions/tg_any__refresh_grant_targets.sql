-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__refresh_grant_targets()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020200_engine_roles.sql

comment on function "stagedoor"."tg_any__refresh_grant_targets"() is
  'Keep the closed key sets true after a change.

Of roles, links, inclusions, keys and implications.';

revoke all on function "stagedoor"."tg_any__refresh_grant_targets"() from public;

grant execute on function "stagedoor"."tg_any__refresh_grant_targets"() to "postgres";
