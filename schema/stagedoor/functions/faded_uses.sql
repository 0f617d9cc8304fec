-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.faded_uses (
  p_uses      double precision,
  p_used_at   timestamp with time zone,
  p_at        timestamp with time zone,
  p_half_life double precision
)
  returns double precision
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122030970_operations_habits.sql

revoke all
  on function "stagedoor"."faded_uses"(double precision, timestamp with time zone, timestamp
    with time zone, double precision)
  from public;

grant execute
  on function "stagedoor"."faded_uses"(double precision, timestamp with time zone, timestamp
    with time zone, double precision)
  to "postgres";
