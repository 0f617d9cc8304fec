-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_last_holders_leaving (
  p_scope_ids uuid[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

comment on function "stagedoor"."refuse_last_holders_leaving"(uuid[]) is
  'Raise 23514 where one of several scopes would be left without a holder.';

revoke all on function "stagedoor"."refuse_last_holders_leaving"(uuid[]) from public;

grant execute on function "stagedoor"."refuse_last_holders_leaving"(uuid[]) to "postgres";
