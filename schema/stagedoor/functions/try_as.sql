-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.try_as (
  p_user_id    uuid,
  p_table      regclass,
  p_operation  text,
  p_row        jsonb,
  p_aal        text     default 'aal1'::text,
  p_session_id uuid     default null::uuid
)
  returns text
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122021300_engine_probe.sql

comment on function "stagedoor"."try_as"(uuid, regclass, text, jsonb, text, uuid) is
  'The answer of row-level security to another user (F108, F109).

The operation is tried and rolled back. p_operation: select, insert, update or delete.
Returns allowed, invisible or refused. Triggers run and are undone too; a constraint that
the row violates is raised.';

revoke all
  on function "stagedoor"."try_as"(uuid, regclass, text, jsonb, text, uuid)
  from public;

grant execute
  on function "stagedoor"."try_as"(uuid, regclass, text, jsonb, text, uuid)
  to "postgres";
