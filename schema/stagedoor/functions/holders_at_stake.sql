-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.holders_at_stake (
  p_scope_ids uuid[],
  p_user_ids  uuid[]
)
  returns text[]
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

comment on function "stagedoor"."holders_at_stake"(uuid[], uuid[]) is
  'Where a change could remove the last holder of a key that needs one.

Entries "key scope": access:grant in organizations and projects, access:escalate in
organizations, of those scopes_in_question that have a holder now.';

revoke all on function "stagedoor"."holders_at_stake"(uuid[], uuid[]) from public;

grant execute on function "stagedoor"."holders_at_stake"(uuid[], uuid[]) to "postgres";
