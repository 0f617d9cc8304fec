-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_in_question (
  p_scope_ids uuid[],
  p_user_ids  uuid[]
)
  returns uuid[]
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020890_engine_holders.sql

comment on function "stagedoor"."scopes_in_question"(uuid[], uuid[]) is
  'The scopes in which a change may remove or add a holder.

Organizations and projects. p_scope_ids: the scopes of the change; p_user_ids: its users.';

revoke all on function "stagedoor"."scopes_in_question"(uuid[], uuid[]) from public;

grant execute on function "stagedoor"."scopes_in_question"(uuid[], uuid[]) to "postgres";
