-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.follow_member (
  p_tracked  stagedoor.tracked_tables,
  p_user_id  uuid,
  p_scope_id uuid
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

comment on function "stagedoor"."follow_member"(stagedoor.tracked_tables, uuid, uuid) is
  'Let a user hold at a scope what rows say; how much changed.

A changed role is a new access and a closed one. Where nobody is left who can give access,
the alert last_holder_lost is raised (F89, F130).';

revoke all
  on function "stagedoor"."follow_member"(stagedoor.tracked_tables, uuid, uuid)
  from public;

grant execute
  on function "stagedoor"."follow_member"(stagedoor.tracked_tables, uuid, uuid)
  to "postgres";
