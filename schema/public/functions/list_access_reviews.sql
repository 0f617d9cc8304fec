-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_access_reviews (
  p_scope_id uuid
)
  returns table (
    review_id        uuid,
    scope_id         uuid,
    default_decision text,
    due_at           timestamp with time zone,
    started_by       uuid,
    started_at       timestamp with time zone,
    closed_by        uuid,
    closed_at        timestamp with time zone,
    reviewer_ids     uuid[],
    items            bigint,
    decided          bigint
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122045500_api_reviews.sql

revoke all on function "public"."list_access_reviews"(uuid) from public;

grant execute
  on function "public"."list_access_reviews"(uuid)
  to "authenticated", "postgres";
