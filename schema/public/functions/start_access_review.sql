-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.start_access_review (
  p_scope_id     uuid,
  p_reviewer_ids uuid[],
  p_due_at       timestamp with time zone,
  p_default      text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122045500_api_reviews.sql

revoke all
  on function "public"."start_access_review"(uuid, uuid[], timestamp with time zone, text)
  from public;

grant execute
  on function "public"."start_access_review"(uuid, uuid[], timestamp with time zone, text)
  to "authenticated", "postgres";
