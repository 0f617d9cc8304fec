-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.lock_relationship (
  p_relationship_id uuid
)
  returns public.crew_relationships
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

comment on function "stagedoor_theatre"."lock_relationship"(uuid) is
  'Lock a relationship of the caller. Raises PT404.';

revoke all on function "stagedoor_theatre"."lock_relationship"(uuid) from public;

grant execute on function "stagedoor_theatre"."lock_relationship"(uuid) to "postgres";
