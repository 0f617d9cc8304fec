-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.decide_review_item (
  p_item_id  uuid,
  p_decision text,
  p_reason   text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122045500_api_reviews.sql

comment on function "public"."decide_review_item"(uuid, text, text) is
  'Decide whether an access under review stays (F100).

Returns whether the decision is new. p_decision: keep, or revoke with a reason. Nothing
happens to the access until the review is closed, and a reviewer may decide anew until then;
nobody decides on their own. Needs to be a reviewer who holds access:review there.

Raises:
- 22023: another decision, revoke without a reason, a reason of more than 1000 characters.
- 23514: the review is closed.
- 42501: no reviewer, or an access of one''s own.
- PT404: no such item, or the caller may not know of it.';

revoke all on function "public"."decide_review_item"(uuid, text, text) from public;

grant execute
  on function "public"."decide_review_item"(uuid, text, text)
  to "authenticated", "postgres";
