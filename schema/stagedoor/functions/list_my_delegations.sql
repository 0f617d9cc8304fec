-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_my_delegations()
  returns table (
    access_id      uuid,
    direction      text,
    user_id        uuid,
    fullname_first text,
    fullname_last  text,
    scope_id       uuid,
    scope_name     text,
    permission_key text,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    state          text,
    reason         text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030500_operations_delegations.sql

revoke all on function "stagedoor"."list_my_delegations"() from public;

grant execute on function "stagedoor"."list_my_delegations"() to "authenticated", "postgres";
