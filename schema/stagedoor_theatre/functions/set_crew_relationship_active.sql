-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.set_crew_relationship_active (
  p_relationship_id uuid,
  p_is_active       boolean
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

comment on function "stagedoor_theatre"."set_crew_relationship_active"(uuid, boolean) is
  'Implementation of public.set_crew_relationship_active.';

revoke all
  on function "stagedoor_theatre"."set_crew_relationship_active"(uuid, boolean)
  from public;

grant execute
  on function "stagedoor_theatre"."set_crew_relationship_active"(uuid, boolean)
  to "authenticated", "postgres";
