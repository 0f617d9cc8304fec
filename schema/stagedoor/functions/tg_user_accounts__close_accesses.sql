-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accounts__close_accesses()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020305_engine_access_ends.sql

comment on function "stagedoor"."tg_user_accounts__close_accesses"() is
  'Revoke the accesses of a deleted account.

Raises the alert last_holder_lost where nobody can give access any more, or, in an
organization, nobody what they do not hold.';

revoke all on function "stagedoor"."tg_user_accounts__close_accesses"() from public;

grant execute on function "stagedoor"."tg_user_accounts__close_accesses"() to "postgres";
