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
  'Whether something is locked for somebody in a studio that is open (F55).

Its code is compared for them alone, and their wrong codes alone are the studio''s.';

revoke all on function "stagedoor_studio"."may_be_elevated"(uuid, uuid) from public;

grant execute on function "stagedoor_studio"."may_be_elevated"(uuid, uuid) to "postgres";
