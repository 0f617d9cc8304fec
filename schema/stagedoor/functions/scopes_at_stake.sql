-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_at_stake (
  p_scope_ids uuid[],
  p_user_ids  uuid[]
)
  returns uuid[]
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

comment on function "stagedoor"."scopes_at_stake"(uuid[], uuid[]) is
  'Organizations and projects that a change could leave without a holder.

Those of scopes_in_question that have one now.';

revoke all on function "stagedoor"."scopes_at_stake"(uuid[], uuid[]) from public;

grant execute on function "stagedoor"."scopes_at_stake"(uuid[], uuid[]) to "postgres";
