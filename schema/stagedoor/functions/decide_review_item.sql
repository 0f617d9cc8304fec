-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.decide_review_item (
  p_item_id  uuid,
  p_decision text,
  p_reason   text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122040510_answers_review_decisions.sql

comment on function "stagedoor"."decide_review_item"(uuid, text, text) is
  'Implementation of public.decide_review_item.';

revoke all on function "stagedoor"."decide_review_item"(uuid, text, text) from public;

grant execute
  on function "stagedoor"."decide_review_item"(uuid, text, text)
  to "authenticated", "postgres";
