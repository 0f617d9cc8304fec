-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.store_master_code (
  p_project_id uuid,
  p_hash       text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091500_studio_master_code.sql

comment on function "stagedoor_studio"."store_master_code"(uuid, text) is
  'Replace the hash of a master code, which ends the studio''s elevations.';

revoke all on function "stagedoor_studio"."store_master_code"(uuid, text) from public;

grant execute on function "stagedoor_studio"."store_master_code"(uuid, text) to "postgres";
