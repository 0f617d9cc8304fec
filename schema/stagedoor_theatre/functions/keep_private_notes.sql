-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.keep_private_notes (
  p_script_id       uuid,
  p_owner_id        uuid,
  p_organization_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

comment on function "stagedoor_theatre"."keep_private_notes"(uuid, uuid, uuid) is
  'Keep the private elements of a script for its former owner (F71).

They move into a script of their own, which nobody else reads.';

revoke all
  on function "stagedoor_theatre"."keep_private_notes"(uuid, uuid, uuid)
  from public;

grant execute
  on function "stagedoor_theatre"."keep_private_notes"(uuid, uuid, uuid)
  to "postgres";
