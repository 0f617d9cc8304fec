-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_ownership_transfers__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080800_theatre_transfers.sql

comment on function "stagedoor_theatre"."tg_ownership_transfers__record"() is
  'Record that something was offered, or handed over (F88).

without_owner: whether somebody else than the owner offered it.';

revoke all on function "stagedoor_theatre"."tg_ownership_transfers__record"() from public;

grant execute
  on function "stagedoor_theatre"."tg_ownership_transfers__record"()
  to "postgres";
