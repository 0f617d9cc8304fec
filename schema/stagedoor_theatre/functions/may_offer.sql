-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.may_offer (
  p_user_id         uuid,
  p_owner_id        uuid,
  p_organization_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

comment on function "stagedoor_theatre"."may_offer"(uuid, uuid, uuid) is
  'Whether somebody may offer a thing to another owner (F68).

Its owner, or a holder of access:escalate where it was made.';

revoke all on function "stagedoor_theatre"."may_offer"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor_theatre"."may_offer"(uuid, uuid, uuid) to "postgres";
