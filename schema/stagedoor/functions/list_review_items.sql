-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_review_items (
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
  security definer
  set search_path to '';
-- Its body: migrations/20261122040500_answers_reviews.sql

comment on function "stagedoor"."list_review_items"(uuid, integer, uuid) is
  'Implementation of public.list_review_items.';

revoke all on function "stagedoor"."list_review_items"(uuid, integer, uuid) from public;

grant execute
  on function "stagedoor"."list_review_items"(uuid, integer, uuid)
  to "authenticated", "postgres";
