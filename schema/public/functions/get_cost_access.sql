-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_cost_access (
  p_cost_code_id uuid,
  p_user_id      uuid default null::uuid
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122075400_api_film_access.sql

revoke all on function "public"."get_cost_access"(uuid, uuid) from public;

grant execute
  on function "public"."get_cost_access"(uuid, uuid)
  to "authenticated", "postgres";
