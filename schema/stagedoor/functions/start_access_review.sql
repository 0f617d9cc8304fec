-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.start_access_review (
  p_scope_id     uuid,
  p_reviewer_ids uuid[],
  p_due_at       timestamp with time zone,
  p_default      text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122040500_answers_reviews.sql

revoke all
  on function "stagedoor"."start_access_review"(uuid, uuid[], timestamp
    with time zone, text)
  from public;

grant execute
  on function "stagedoor"."start_access_review"(uuid, uuid[], timestamp
    with time zone, text)
  to "authenticated", "postgres";
