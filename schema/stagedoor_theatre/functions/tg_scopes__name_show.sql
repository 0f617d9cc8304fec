-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_scopes__name_show()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080500_theatre_shows.sql

comment on function "stagedoor_theatre"."tg_scopes__name_show"() is
  'Let a show be called like its project.';

revoke all on function "stagedoor_theatre"."tg_scopes__name_show"() from public;

grant execute on function "stagedoor_theatre"."tg_scopes__name_show"() to "postgres";
