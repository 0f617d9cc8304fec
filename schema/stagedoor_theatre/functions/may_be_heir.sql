-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.may_be_heir (
  p_from_user_id uuid,
  p_to_user_id   uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

comment on function "stagedoor_theatre"."may_be_heir"(uuid, uuid) is
  'Whether an heir is active crew of whoever leaves (F73).';

revoke all on function "stagedoor_theatre"."may_be_heir"(uuid, uuid) from public;

grant execute on function "stagedoor_theatre"."may_be_heir"(uuid, uuid) to "postgres";
