-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.save_cost_policy (
  p_project_id uuid,
  p_row        jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071410_film_chart_rules.sql

comment on function "stagedoor_film"."save_cost_policy"(uuid, jsonb) is
  'Implementation of public.save_cost_policy.';

revoke all on function "stagedoor_film"."save_cost_policy"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_film"."save_cost_policy"(uuid, jsonb)
  to "authenticated", "postgres";
