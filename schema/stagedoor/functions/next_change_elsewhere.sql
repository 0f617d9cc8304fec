-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.next_change_elsewhere (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns timestamp with time zone
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020690_engine_applicable_grants.sql

comment on function "stagedoor"."next_change_elsewhere"(uuid, text, uuid) is
  'When accesses without the key itself could change a decision about it.

Those of its delegators, and the user''s own in a project that an :assigned key reaches from
above. The earliest moment; a null key asks for all keys (F114).';

revoke all on function "stagedoor"."next_change_elsewhere"(uuid, text, uuid) from public;

grant execute
  on function "stagedoor"."next_change_elsewhere"(uuid, text, uuid)
  to "postgres";
