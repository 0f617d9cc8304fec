-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.bucket_of (
  p_project_id uuid,
  p_path       uuid[],
  p_prefix     text
)
  returns public.department_prefixes
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122070600_film_cost_codes.sql

comment on function "stagedoor_film"."bucket_of"(uuid, uuid[], text) is
  'The entry of department_prefixes that a code falls into (F44).

That of its own prefix, else of its nearest ancestor''s; a production''s own before one that
ships. Null: there is none.';

revoke all on function "stagedoor_film"."bucket_of"(uuid, uuid[], text) from public;

grant execute on function "stagedoor_film"."bucket_of"(uuid, uuid[], text) to "postgres";
