-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.export_override_evidence (
  p_override_id uuid
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075950_api_film_overrides.sql

revoke all on function "public"."export_override_evidence"(uuid) from public;

grant execute
  on function "public"."export_override_evidence"(uuid)
  to "authenticated", "postgres";
