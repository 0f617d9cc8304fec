-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.version()
  returns text
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122059000_release_version.sql

revoke all on function "stagedoor"."version"() from public;

grant execute on function "stagedoor"."version"() to "postgres";
