-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_departments__name_scopes()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080500_theatre_shows.sql

comment on function "stagedoor_theatre"."tg_departments__name_scopes"() is
  'Let a department be called alike in every show.';

revoke all on function "stagedoor_theatre"."tg_departments__name_scopes"() from public;

grant execute on function "stagedoor_theatre"."tg_departments__name_scopes"() to "postgres";
