-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.find_resource (
  p_kind text,
  p_id   uuid
)
  returns table (
    owner_id        uuid,
    organization_id uuid,
    is_readable     boolean
  )
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

comment on function "stagedoor_theatre"."find_resource"(text, uuid) is
  'Lock what has an owner: whose it is, where, and if one sees it.

Raises 22023 for another kind.';

revoke all on function "stagedoor_theatre"."find_resource"(text, uuid) from public;

grant execute on function "stagedoor_theatre"."find_resource"(text, uuid) to "postgres";
