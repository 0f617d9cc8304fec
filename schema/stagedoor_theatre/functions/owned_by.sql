-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.owned_by (
  p_user_id uuid
)
  returns table (
    resource_type text,
    resource_id   uuid,
    name          text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

revoke all on function "stagedoor_theatre"."owned_by"(uuid) from public;

grant execute on function "stagedoor_theatre"."owned_by"(uuid) to "postgres";
