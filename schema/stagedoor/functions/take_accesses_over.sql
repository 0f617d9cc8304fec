-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.take_accesses_over (
  p_guest_id uuid,
  p_user_id  uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030420_operations_claiming.sql

comment on function "stagedoor"."take_accesses_over"(uuid, uuid) is
  'Make room for a guest''s accesses where the account holds the same (F82).';

revoke all on function "stagedoor"."take_accesses_over"(uuid, uuid) from public;

grant execute on function "stagedoor"."take_accesses_over"(uuid, uuid) to "postgres";
