-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.enforce (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035100_api_questions.sql

revoke all on function "public"."enforce"(text, uuid, uuid) from public;

grant execute
  on function "public"."enforce"(text, uuid, uuid)
  to "authenticated", "postgres";
