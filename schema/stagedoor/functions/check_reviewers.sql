-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_reviewers (
  p_scope_id     uuid,
  p_reviewer_ids uuid[],
  p_due_at       timestamp with time zone,
  p_default      text
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040500_answers_reviews.sql

revoke all
  on function "stagedoor"."check_reviewers"(uuid, uuid[], timestamp with time zone, text)
  from public;

grant execute
  on function "stagedoor"."check_reviewers"(uuid, uuid[], timestamp with time zone, text)
  to "postgres";
