-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.give_to_heir (
  p_scope_id uuid,
  p_user_id  uuid,
  p_heir_id  uuid
)
  returns uuid[]
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030320_operations_closing.sql

comment on function "stagedoor"."give_to_heir"(uuid, uuid, uuid) is
  'Grant an heir the accesses that confer access:grant at a scope.

Raises 42501 where the leaver may not grant them (F94).';

revoke all on function "stagedoor"."give_to_heir"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."give_to_heir"(uuid, uuid, uuid) to "postgres";
