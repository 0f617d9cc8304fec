-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.code_levels (
  p_user_id      uuid,
  p_project_id   uuid,
  p_cost_code_id uuid default null::uuid
)
  returns table (
    cost_code_id uuid,
    level        text,
    valid_until  timestamp with time zone,
    override_id  uuid
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

comment on function "stagedoor_film"."code_levels"(uuid, uuid, uuid) is
  'What somebody may do with codes of a production, or with one.

level: approve, read or denied (F29, F32). override_id: the override that lifted it to
approve; null where none had to. Policies and resolve_cost_access ask it alike.';

revoke all on function "stagedoor_film"."code_levels"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor_film"."code_levels"(uuid, uuid, uuid) to "postgres";
