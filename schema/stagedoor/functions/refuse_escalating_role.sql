-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_escalating_role (
  p_grant_id uuid,
  p_role_key text
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

comment on function "stagedoor"."refuse_escalating_role"(uuid, text) is
  'Refuse a role with access:escalate for a membership table.

Raises 23514. Asked at every grant: a role may have got it since (F130).';

revoke all on function "stagedoor"."refuse_escalating_role"(uuid, text) from public;

grant execute on function "stagedoor"."refuse_escalating_role"(uuid, text) to "postgres";
