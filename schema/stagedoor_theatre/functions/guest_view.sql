-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.guest_view (
  p_user_id uuid
)
  returns jsonb
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122081010_theatre_claiming.sql

revoke all on function "stagedoor_theatre"."guest_view"(uuid) from public;

grant execute on function "stagedoor_theatre"."guest_view"(uuid) to "postgres";
