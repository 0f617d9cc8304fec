-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.apply_review_item (
  p_item    stagedoor.review_items,
  p_default text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122040510_answers_review_decisions.sql

comment on function "stagedoor"."apply_review_item"(stagedoor.review_items, text) is
  'Keep or revoke one access as it was decided, and note what came of it.

Under the guards of revoke_access. Raises 42501 and 23514 as it does.';

revoke all
  on function "stagedoor"."apply_review_item"(stagedoor.review_items, text)
  from public;

grant execute
  on function "stagedoor"."apply_review_item"(stagedoor.review_items, text)
  to "postgres";
