-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accounts__lose_login()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122010600_foundation_accounts.sql

comment on function "stagedoor"."tg_user_accounts__lose_login"() is
  'Mark the account of a deleted login as deleted.';

revoke all on function "stagedoor"."tg_user_accounts__lose_login"() from public;

grant execute on function "stagedoor"."tg_user_accounts__lose_login"() to "postgres";
