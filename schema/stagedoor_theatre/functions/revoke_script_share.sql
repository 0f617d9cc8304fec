-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.revoke_script_share (
  p_share_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081300_theatre_sharing.sql

comment on function "stagedoor_theatre"."revoke_script_share"(uuid) is
  'Implementation of public.revoke_script_share.';

revoke all on function "stagedoor_theatre"."revoke_script_share"(uuid) from public;

grant execute
  on function "stagedoor_theatre"."revoke_script_share"(uuid)
  to "authenticated", "postgres";
