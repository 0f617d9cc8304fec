-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_user_accounts__void_claim()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080310_theatre_claims.sql

comment on function "stagedoor_theatre"."tg_user_accounts__void_claim"() is
  'Void the claim token of a guest whose address changed, or who is gone.

Those of the guests of whoever is gone, too.';

revoke all on function "stagedoor_theatre"."tg_user_accounts__void_claim"() from public;

grant execute on function "stagedoor_theatre"."tg_user_accounts__void_claim"() to "postgres";
