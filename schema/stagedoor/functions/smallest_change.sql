-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.smallest_change (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_is_owner       boolean,
  p_reason         text,
  p_accesses       jsonb
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040110_answers_decisions.sql

comment on function "stagedoor"."smallest_change"(uuid, text, uuid, boolean, text, jsonb) is
  'The least that turns a no into a yes.

{sentence, changes: [{call, args}]}: calls of the API with their arguments; none where no
call of the engine does it.';

revoke all
  on function "stagedoor"."smallest_change"(uuid, text, uuid, boolean, text, jsonb)
  from public;

grant execute
  on function "stagedoor"."smallest_change"(uuid, text, uuid, boolean, text, jsonb)
  to "postgres";
