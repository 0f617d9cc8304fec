-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.covering_overrides (
  p_user_id      uuid,
  p_project_id   uuid,
  p_cost_code_id uuid default null::uuid
)
  returns table (
    cost_code_id uuid,
    override_id  uuid,
    place        bigint,
    valid_until  timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

comment on function "stagedoor_film"."covering_overrides"(uuid, uuid, uuid) is
  'Overrides under which somebody may write against codes, best first.

Of one code or of all of a production. Active, inside the window, at the code or above it,
with the guild''s approval above the line, and while override:request is held at the code of
the override and at this one. The deepest subtree, then the one that ends first.';

revoke all on function "stagedoor_film"."covering_overrides"(uuid, uuid, uuid) from public;

grant execute
  on function "stagedoor_film"."covering_overrides"(uuid, uuid, uuid)
  to "postgres";
