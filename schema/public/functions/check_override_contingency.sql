-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.check_override_contingency (
  p_project_id uuid
)
  returns table (
    override_id         uuid,
    contingency_line_id uuid,
    max_amount          numeric,
    spent               numeric,
    line_amount         numeric,
    matches             boolean,
    why                 text
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122075950_api_film_overrides.sql

revoke all on function "public"."check_override_contingency"(uuid) from public;

grant execute
  on function "public"."check_override_contingency"(uuid)
  to "authenticated", "postgres";
