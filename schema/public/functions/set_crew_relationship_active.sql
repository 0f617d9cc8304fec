-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_crew_relationship_active (
  p_relationship_id uuid,
  p_is_active       boolean
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085200_api_theatre_crew.sql

comment on function "public"."set_crew_relationship_active"(uuid, boolean) is
  'Switch a relationship off or on. Returns whether anything changed (F67).

Either side switches off, a request that was not accepted included. On again only the side
that switched off: the manager never what was not accepted, or what the crew has left.

Raises:
- 22023: p_is_active is null.
- 23514: the other side has not agreed, or has switched it off (SWITCHED_OFF).
- 42501: no live session.
- PT404: no such relationship of the caller.';

revoke all on function "public"."set_crew_relationship_active"(uuid, boolean) from public;

grant execute
  on function "public"."set_crew_relationship_active"(uuid, boolean)
  to "authenticated", "postgres";
