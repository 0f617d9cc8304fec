-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_escalation (
  p_scope_id    uuid,
  p_grant_id    uuid,
  p_for_user_id uuid,
  p_until       timestamp with time zone default null::timestamp with time zone
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

revoke all
  on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid, timestamp with time zone)
  to "postgres";
