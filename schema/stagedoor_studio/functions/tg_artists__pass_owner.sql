-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_artists__pass_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091000_studio_roles.sql

comment on function "stagedoor_studio"."tg_artists__pass_owner"() is
  'Hand the work of a profile to the account that it is linked to (F49).';

revoke all on function "stagedoor_studio"."tg_artists__pass_owner"() from public;

grant execute on function "stagedoor_studio"."tg_artists__pass_owner"() to "postgres";
