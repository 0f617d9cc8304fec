-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.may_be_elevated (
  p_user_id    uuid,
  p_project_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091600_studio_attempts.sql

comment on function "stagedoor_studio"."may_be_elevated"(uuid, uuid) is
  'Whether a user works in a studio that is not archived (F55).

Only then is its code compared; for other users the same work is done in vain.';

revoke all on function "stagedoor_studio"."may_be_elevated"(uuid, uuid) from public;

grant execute on function "stagedoor_studio"."may_be_elevated"(uuid, uuid) to "postgres";
