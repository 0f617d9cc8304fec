-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.forget_owner (
  p_script_id uuid,
  p_owner_id  uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

comment on function "stagedoor_theatre"."forget_owner"(uuid, uuid) is
  'End shares and delegations of a script whose owner changes (F78).';

revoke all on function "stagedoor_theatre"."forget_owner"(uuid, uuid) from public;

grant execute on function "stagedoor_theatre"."forget_owner"(uuid, uuid) to "postgres";
