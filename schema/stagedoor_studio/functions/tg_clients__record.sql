-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_clients__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090400_studio_clients.sql

revoke all on function "stagedoor_studio"."tg_clients__record"() from public;

grant execute on function "stagedoor_studio"."tg_clients__record"() to "postgres";
