-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.accept_crew_relationship (
  p_relationship_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081100_theatre_managing.sql

comment on function "stagedoor_theatre"."accept_crew_relationship"(uuid) is
  'Implementation of public.accept_crew_relationship.';

revoke all on function "stagedoor_theatre"."accept_crew_relationship"(uuid) from public;

grant execute
  on function "stagedoor_theatre"."accept_crew_relationship"(uuid)
  to "authenticated", "postgres";
