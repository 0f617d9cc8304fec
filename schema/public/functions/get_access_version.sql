-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_access_version (
  p_scope_id uuid
)
  returns bigint
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035100_api_questions.sql

revoke all on function "public"."get_access_version"(uuid) from public;

grant execute on function "public"."get_access_version"(uuid) to "authenticated", "postgres";
