-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.close_access_review (
  p_review_id uuid
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122045500_api_reviews.sql

revoke all on function "public"."close_access_review"(uuid) from public;

grant execute
  on function "public"."close_access_review"(uuid)
  to "authenticated", "postgres";
