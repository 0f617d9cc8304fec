-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_decide (
  p_review_id uuid,
  p_access_id uuid,
  p_user_id   uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040500_answers_reviews.sql

revoke all on function "stagedoor"."may_decide"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."may_decide"(uuid, uuid, uuid) to "postgres";
