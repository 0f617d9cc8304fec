-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.claim_account (
  p_guest_id uuid,
  p_user_id  uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030420_operations_claiming.sql

revoke all on function "stagedoor"."claim_account"(uuid, uuid) from public;

grant execute on function "stagedoor"."claim_account"(uuid, uuid) to "postgres";
