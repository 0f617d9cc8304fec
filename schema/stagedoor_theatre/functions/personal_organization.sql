-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.personal_organization (
  p_user_id uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080400_theatre_places.sql

comment on function "stagedoor_theatre"."personal_organization"(uuid) is
  'The organization of somebody who works for themselves.

Made when first needed.';

revoke all on function "stagedoor_theatre"."personal_organization"(uuid) from public;

grant execute on function "stagedoor_theatre"."personal_organization"(uuid) to "postgres";
