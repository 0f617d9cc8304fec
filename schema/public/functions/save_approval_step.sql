-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.save_approval_step (
  p_project_id uuid,
  p_row        jsonb
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075600_api_film_costs.sql

revoke all on function "public"."save_approval_step"(uuid, jsonb) from public;

grant execute
  on function "public"."save_approval_step"(uuid, jsonb)
  to "authenticated", "postgres";
