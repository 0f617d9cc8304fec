-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.plain_levels (
  p_user_id      uuid,
  p_project_id   uuid,
  p_cost_code_id uuid default null::uuid
)
  returns table (
    cost_code_id uuid,
    level        text,
    valid_until  timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070800_film_cost_access.sql

comment on function "stagedoor_film"."plain_levels"(uuid, uuid, uuid) is
  'What somebody may do with codes by what they hold.

Of a production, or of one code. level: approve, read or denied (F29, F32). An emergency
override lifts it: code_levels.';

revoke all on function "stagedoor_film"."plain_levels"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor_film"."plain_levels"(uuid, uuid, uuid) to "postgres";
