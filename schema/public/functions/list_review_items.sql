-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_review_items (
  p_review_id uuid,
  p_limit     integer default 100,
  p_after     uuid    default null::uuid
)
  returns table (
    item_id         uuid,
    access_id       uuid,
    user_id         uuid,
    email           text,
    fullname_first  text,
    fullname_last   text,
    scope_id        uuid,
    scope_name      text,
    grant_type      text,
    grant_key       text,
    granted_by      uuid,
    granted_at      timestamp with time zone,
    reason          text,
    delegated_from  uuid,
    valid_from      timestamp with time zone,
    valid_until     timestamp with time zone,
    state           text,
    last_used_on    date,
    decision        text,
    decision_reason text,
    decided_by      uuid,
    decided_at      timestamp with time zone,
    outcome         text,
    may_decide      boolean
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122045500_api_reviews.sql

comment on function "public"."list_review_items"(uuid, integer, uuid) is
  'The accesses of a review: why each exists, when it was last used (F100).

granted_by, granted_at, reason and delegated_from say why. last_used_on is the day on which
authorize or a call last relied on it, null for never; reading through policies is not
counted. may_decide: whether the caller decides on it. p_after: the item_id to go on after.
Needs access:review.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller sees accesses there and does not hold access:review.
- PT404: no such review, or the caller may not know of it.';

revoke all on function "public"."list_review_items"(uuid, integer, uuid) from public;

grant execute
  on function "public"."list_review_items"(uuid, integer, uuid)
  to "authenticated", "postgres";
