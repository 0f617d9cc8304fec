-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.refuse_beyond_delegation (
  p_table         text,
  p_script_id     uuid,
  p_department_id uuid,
  p_before        jsonb,
  p_after         jsonb
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122080550_theatre_script_sets.sql

comment on function
  "stagedoor_theatre"."refuse_beyond_delegation"(text, uuid, uuid, jsonb, jsonb) is
  'Refuse a change of columns that are not delegated to the caller (F71).

Raises 42501.';

revoke all
  on function "stagedoor_theatre"."refuse_beyond_delegation"(text, uuid, uuid, jsonb, jsonb)
  from public;

grant execute
  on function "stagedoor_theatre"."refuse_beyond_delegation"(text, uuid, uuid, jsonb, jsonb)
  to "postgres";
