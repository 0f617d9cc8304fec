-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_last_holder_leaving (
  p_scope_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

comment on function "stagedoor"."refuse_last_holder_leaving"(uuid) is
  'Raise 23514 where no user would be left who can give access.';

revoke all on function "stagedoor"."refuse_last_holder_leaving"(uuid) from public;

grant execute on function "stagedoor"."refuse_last_holder_leaving"(uuid) to "postgres";
