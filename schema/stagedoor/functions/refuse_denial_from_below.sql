-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_denial_from_below (
  p_user_id  uuid,
  p_scope_id uuid,
  p_grant_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

comment on function "stagedoor"."refuse_denial_from_below"(uuid, uuid, uuid) is
  'Refuse to deny a user keys that they hold from above.

Raises 42501 unless the caller holds access:grant wherever above the person holds something
(F50).';

revoke all on function "stagedoor"."refuse_denial_from_below"(uuid, uuid, uuid) from public;

grant execute
  on function "stagedoor"."refuse_denial_from_below"(uuid, uuid, uuid)
  to "postgres";
