-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.request_key (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns table (
    allowed     boolean,
    valid_until timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

revoke all on function "stagedoor_film"."request_key"(uuid, uuid) from public;

grant execute on function "stagedoor_film"."request_key"(uuid, uuid) to "postgres";
