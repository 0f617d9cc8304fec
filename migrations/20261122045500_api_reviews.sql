-- API: reviews of accesses.

create function public.start_access_review(
  p_scope_id uuid, p_reviewer_ids uuid[], p_due_at timestamptz, p_default text
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.start_access_review(p_scope_id, p_reviewer_ids, p_due_at, p_default);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.start_access_review is
$$Start a review of the accesses of a scope; its id (F24, F100).

Every active access at the scope becomes an item, and of a project those at its departments
in which the caller holds access:review. p_default: keep or revoke, for what nobody has
decided when it is closed. A scope has one open review. Needs access:review.

Raises:
- 22023: no reviewers, one who does not hold access:review there, a due date that is not in
  the coming 366 days, another default, more than 10000 accesses.
- 23505: a review of the scope is open.
- 42501: the caller does not hold access:review there; an archived scope.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.list_access_reviews(p_scope_id uuid)
returns table (
  review_id uuid, scope_id uuid, default_decision text, due_at timestamptz, started_by uuid,
  started_at timestamptz, closed_by uuid, closed_at timestamptz, reviewer_ids uuid[],
  items bigint, decided bigint
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_access_reviews(p_scope_id);
end;
$$;

comment on function public.list_access_reviews is
$$The reviews of a scope: open ones first, newest first (F100).

At most 1000. Needs access:review.

Raises:
- 42501: the caller does not hold access:review there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.list_review_items(
  p_review_id uuid, p_limit integer default 100, p_after uuid default null
)
returns table (
  item_id uuid, access_id uuid, user_id uuid, email text, fullname_first text,
  fullname_last text, scope_id uuid, scope_name text, grant_type text, grant_key text,
  granted_by uuid, granted_at timestamptz, reason text, delegated_from uuid,
  valid_from timestamptz, valid_until timestamptz, state text, last_used_on date,
  decision text, decision_reason text, decided_by uuid, decided_at timestamptz,
  outcome text, may_decide boolean
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_review_items(p_review_id, p_limit, p_after);
end;
$$;

comment on function public.list_review_items is
$$The accesses of a review: why each exists, when it was last used (F100).

granted_by, granted_at, reason and delegated_from say why. last_used_on is the day on which
authorize or a call last relied on it, null for never; reading through policies is not
counted. may_decide: whether the caller decides on it. p_after: the item_id to go on after.
Needs access:review.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller sees accesses there and does not hold access:review.
- PT404: no such review, or the caller may not know of it.$$;

create function public.decide_review_item(p_item_id uuid, p_decision text, p_reason text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.decide_review_item(p_item_id, p_decision, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.decide_review_item is
$$Decide whether an access under review stays (F100).

Returns whether the decision is new. p_decision: keep, or revoke with a reason. Nothing
happens to the access until the review is closed, and a reviewer may decide anew until then;
nobody decides on their own. Needs to be a reviewer who holds access:review there.

Raises:
- 22023: another decision, revoke without a reason, a reason of more than 1000 characters.
- 23514: the review is closed.
- 42501: no reviewer, or an access of one's own.
- PT404: no such item, or the caller may not know of it.$$;

create function public.close_access_review(p_review_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.close_access_review(p_review_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.close_access_review is
$$Close a review and apply its decisions, all or none (F100).

Returns {kept, revoked, gone, by_default}: gone had ended already. What nobody has decided
takes the default of the review, but for an access on which no reviewer may decide, which
stays. Access is revoked under the guards of revoke_access: where one of them refuses,
nothing is closed, and the item is to be decided anew. Closing it again answers the same.
Needs access:review and access:revoke.

Raises:
- 23514: it would take the last user away who can give access there.
- 42501: not permitted; it would lift a denial of the caller.
- PT404: no such review, or the caller may not know of it.$$;

-- Privileges.

revoke all on function
  public.start_access_review,
  public.list_access_reviews,
  public.list_review_items,
  public.decide_review_item,
  public.close_access_review
from public, anon, authenticated, service_role;
grant execute on function
  public.start_access_review,
  public.list_access_reviews,
  public.list_review_items,
  public.decide_review_item,
  public.close_access_review
to authenticated;

notify pgrst, 'reload schema';
