-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_transactions__enter()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090800_studio_transactions.sql

comment on function "stagedoor_studio"."tg_studio_transactions__enter"() is
  'Put a transaction into the till of a day that is open.

Raises 23514 for a closed one.';

revoke all on function "stagedoor_studio"."tg_studio_transactions__enter"() from public;

grant execute on function "stagedoor_studio"."tg_studio_transactions__enter"() to "postgres";
