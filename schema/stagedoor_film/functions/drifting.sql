-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.drifting (
  p_project_id uuid
)
  returns table (
    kind     text,
    id       uuid,
    user_id  uuid,
    scope_id uuid,
    since    timestamp with time zone,
    why      text,
    remedy   text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071795_film_drift.sql

revoke all on function "stagedoor_film"."drifting"(uuid) from public;

grant execute on function "stagedoor_film"."drifting"(uuid) to "postgres";
