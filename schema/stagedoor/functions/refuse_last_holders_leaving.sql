-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_last_holders_leaving (
  p_at_stake text[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

comment on function "stagedoor"."refuse_last_holders_leaving"(text[]) is
  'Raise 23514 where one of several places would be left without a holder.

p_at_stake: as holders_at_stake says it.';

revoke all on function "stagedoor"."refuse_last_holders_leaving"(text[]) from public;

grant execute on function "stagedoor"."refuse_last_holders_leaving"(text[]) to "postgres";
