-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_share_contexts__end()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080700_theatre_shares.sql

comment on function "stagedoor_theatre"."tg_share_contexts__end"() is
  'Forget at commit which share a transaction has opened (F115).';

revoke all on function "stagedoor_theatre"."tg_share_contexts__end"() from public;

grant execute on function "stagedoor_theatre"."tg_share_contexts__end"() to "postgres";
