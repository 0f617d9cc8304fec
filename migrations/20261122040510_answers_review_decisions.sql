-- Deciding in a review, and closing it: its decisions are applied at once (F100).

create function stagedoor.decide_review_item(
  p_item_id uuid, p_decision text, p_reason text
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes items of a review, which no request role may.
declare
  v_item   stagedoor.review_items;
  v_review stagedoor.access_reviews;
  v_access stagedoor.user_accesses;
begin
  select i.* into v_item from stagedoor.review_items as i where i.id = p_item_id;
  select a.* into v_access
  from stagedoor.user_accesses as a where a.id = v_item.access_id;
  perform stagedoor.enforce_row(
    'Review item', 'access:view', 'access:review', v_access.scope_id);

  if p_decision is null or p_decision not in ('keep', 'revoke') then
    raise invalid_parameter_value using
      message = 'A decision is keep or revoke',
      detail = json_build_object('p_decision', left(p_decision, 100));
  end if;
  perform stagedoor.check_reason(p_reason);
  if p_decision = 'revoke' and (p_reason ~ '\S') is not true then
    raise invalid_parameter_value using message = 'Say why it is revoked';
  end if;

  -- Against whoever closes it: they wait for decisions, and the next finds it closed.
  select r.* into v_review
  from stagedoor.access_reviews as r where r.id = v_item.review_id for share;
  perform stagedoor.require('access:review', v_access.scope_id);
  if v_review.closed_at is not null then
    raise check_violation using
      message = 'The review is closed',
      detail = '{"error_code":"REVIEW_CLOSED"}';
  end if;
  if not stagedoor.may_decide(v_review.id, v_access.id, stagedoor.caller_id()) then
    perform stagedoor.raise_denied(
      'access:review', 'A reviewer of this review decides, never on what they hold.');
  end if;

  update stagedoor.review_items as i
  set decision = p_decision, reason = p_reason, decided_by = stagedoor.caller_id(),
      decided_at = stagedoor.instant()
  where i.id = v_item.id
    and (i.decision, i.reason, i.decided_by)
      is distinct from (p_decision, p_reason, stagedoor.caller_id());
  if not found then
    return false;
  end if;
  perform stagedoor.record_event(
    p_event => 'review.decided', p_scope_id => v_access.scope_id,
    p_subject_id => v_access.user_id, p_object_type => 'review_items',
    p_object_id => v_item.id::pg_catalog.text,
    p_after => jsonb_build_object(
      'review_id', v_review.id, 'access_id', v_access.id, 'decision', p_decision),
    p_reason => p_reason);
  return true;
end;
$$;

comment on function stagedoor.decide_review_item is
'Implementation of public.decide_review_item.';

create function stagedoor.apply_review_item(
  p_item stagedoor.review_items, p_default text
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accesses and items, which no request role may. The caller has locked the review
-- and the trees of its scopes.
declare
  v_access     stagedoor.user_accesses;
  v_is_silent  boolean := p_item.decision is null;
  v_is_revoked boolean := coalesce(p_item.decision, p_default) = 'revoke';
  v_outcome    pg_catalog.text;
begin
  v_access := stagedoor.lock_access(p_item.access_id);
  -- Silence takes nothing from whom no reviewer may decide on: the only one, say.
  if v_is_silent and not exists (
    select from stagedoor.review_reviewers as r
    where r.review_id = p_item.review_id
      and stagedoor.may_decide(p_item.review_id, p_item.access_id, r.user_id)
  ) then
    v_is_revoked := false;
  end if;

  if v_access.status <> 'Active' or v_access.valid_until <= stagedoor.instant() then
    v_outcome := 'gone';
  elsif v_is_revoked then
    if v_access.user_id is distinct from stagedoor.caller_id() then
      perform stagedoor.require('access:revoke', v_access.scope_id);
    end if;
    perform stagedoor.close_access(
      v_access, coalesce(p_item.reason, 'not confirmed in a review'));
    if v_access.delegated_from is null then
      perform stagedoor.close_ways_back(v_access.user_id, v_access.scope_id);
    end if;
    v_outcome := 'revoked';
  else
    v_outcome := 'kept';
  end if;

  update stagedoor.review_items as i set outcome = v_outcome where i.id = p_item.id;
  perform stagedoor.record_event(
    p_event => 'review.applied', p_scope_id => v_access.scope_id,
    p_subject_id => v_access.user_id, p_object_type => 'review_items',
    p_object_id => p_item.id::pg_catalog.text,
    p_after => jsonb_build_object(
      'review_id', p_item.review_id, 'access_id', v_access.id, 'outcome', v_outcome,
      'decided_by', p_item.decided_by, 'by_default', v_is_silent),
    p_reason => p_item.reason);
end;
$$;

comment on function stagedoor.apply_review_item is
'Keep or revoke one access as it was decided, and note what came of it.

Under the guards of revoke_access. Raises 42501 and 23514 as it does.';

create function stagedoor.close_access_review(p_review_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes reviews and accesses, which no request role may.
declare
  v_review  stagedoor.access_reviews;
  v_item    stagedoor.review_items;
  v_counts  pg_catalog.jsonb;
begin
  select r.* into v_review from stagedoor.access_reviews as r where r.id = p_review_id;
  perform stagedoor.enforce_row(
    'Review', 'access:view', 'access:review', v_review.scope_id);
  perform stagedoor.enforce('access:revoke', v_review.scope_id);

  select r.* into v_review
  from stagedoor.access_reviews as r where r.id = p_review_id for update;
  perform stagedoor.require('access:review', v_review.scope_id);
  perform stagedoor.require('access:revoke', v_review.scope_id);

  if v_review.closed_at is null then
    -- Scopes before accesses, as everywhere.
    perform stagedoor.lock_trees(array(
      select distinct a.scope_id
      from stagedoor.review_items as i
      join stagedoor.user_accesses as a on a.id = i.access_id
      where i.review_id = v_review.id));
    for v_item in
      select i.*
      from stagedoor.review_items as i
      join stagedoor.user_accesses as a on a.id = i.access_id
      join stagedoor.grant_targets as t on t.id = a.grant_id
      where i.review_id = v_review.id
      -- Denials are closed last: until then they still apply to grants from above.
      order by t.deny_keys <> '{}', a.id
    loop
      perform stagedoor.apply_review_item(v_item, v_review.default_decision);
    end loop;
    update stagedoor.access_reviews as r
    set closed_at = stagedoor.instant(), closed_by = stagedoor.caller_id()
    where r.id = v_review.id;
  end if;

  select jsonb_build_object(
    'kept', count(*) filter (where i.outcome = 'kept'),
    'revoked', count(*) filter (where i.outcome = 'revoked'),
    'gone', count(*) filter (where i.outcome = 'gone'),
    'by_default', count(*) filter (where i.decision is null))
  into v_counts
  from stagedoor.review_items as i
  where i.review_id = v_review.id;
  if v_review.closed_at is null then
    perform stagedoor.record_event(
      p_event => 'review.closed', p_scope_id => v_review.scope_id,
      p_object_type => 'access_reviews', p_object_id => v_review.id::pg_catalog.text,
      p_after => v_counts || jsonb_build_object('default', v_review.default_decision));
  end if;
  return v_counts;
end;
$$;

comment on function stagedoor.close_access_review is
'Implementation of public.close_access_review.';

-- Privileges.

revoke all on function
  stagedoor.decide_review_item,
  stagedoor.apply_review_item,
  stagedoor.close_access_review
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.decide_review_item,
  stagedoor.close_access_review
to authenticated;
