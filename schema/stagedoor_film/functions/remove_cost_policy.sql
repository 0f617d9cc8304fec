-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.remove_cost_policy (
  p_cost_policy_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071410_film_chart_rules.sql

revoke all on function "stagedoor_film"."remove_cost_policy"(uuid) from public;

grant execute
  on function "stagedoor_film"."remove_cost_policy"(uuid)
  to "authenticated", "postgres";
