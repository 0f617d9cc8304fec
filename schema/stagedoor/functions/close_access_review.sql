-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.close_access_review (
  p_review_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122040510_answers_review_decisions.sql

revoke all on function "stagedoor"."close_access_review"(uuid) from public;

grant execute
  on function "stagedoor"."close_access_review"(uuid)
  to "authenticated", "postgres";
