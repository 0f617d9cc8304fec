-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_scripts__keep_to_delegation()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080600_theatre_scripts.sql

comment on function "stagedoor_theatre"."tg_scripts__keep_to_delegation"() is
  'Refuse crew who change more of a script than is delegated (F71).

Raises 42501.';

revoke all on function "stagedoor_theatre"."tg_scripts__keep_to_delegation"() from public;

grant execute
  on function "stagedoor_theatre"."tg_scripts__keep_to_delegation"()
  to "postgres";
