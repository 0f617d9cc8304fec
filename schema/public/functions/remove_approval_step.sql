-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.remove_approval_step (
  p_approval_step_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075600_api_film_costs.sql

revoke all on function "public"."remove_approval_step"(uuid) from public;

grant execute
  on function "public"."remove_approval_step"(uuid)
  to "authenticated", "postgres";
