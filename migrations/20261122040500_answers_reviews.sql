-- Access reviews: campaigns in which reviewers decide whether an access stays (F100).

create table stagedoor.access_reviews (
  id               uuid        not null default gen_random_uuid(),
  scope_id         uuid        not null,
  default_decision text        not null,
  due_at           timestamptz not null,
  started_by       uuid,
  started_at       timestamptz not null default stagedoor.instant(),
  closed_by        uuid,
  closed_at        timestamptz,

  constraint access_reviews_pkey
    primary key (id),
  constraint access_reviews_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint access_reviews_started_by_fkey
    foreign key (started_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint access_reviews_closed_by_fkey
    foreign key (closed_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint access_reviews_default_decision_known_check
    check (default_decision in ('keep', 'revoke')),
  constraint access_reviews_due_after_start_check
    check (due_at > started_at and isfinite(due_at))
);

comment on table stagedoor.access_reviews is
'Reviews of the accesses of a scope, open until closed (F24, F100).

default_decision: keep or revoke, for what no reviewer has decided when it is closed.';

-- One open review a scope: two would decide against each other.
create unique index access_reviews_scope_id_open_key
  on stagedoor.access_reviews (scope_id) where closed_at is null;
create index access_reviews_scope_id_idx
  on stagedoor.access_reviews (scope_id, started_at desc);
create index access_reviews_started_by_idx on stagedoor.access_reviews (started_by);
create index access_reviews_closed_by_idx on stagedoor.access_reviews (closed_by);

create table stagedoor.review_reviewers (
  review_id uuid not null,
  user_id   uuid not null,

  constraint review_reviewers_pkey
    primary key (review_id, user_id),
  constraint review_reviewers_review_id_fkey
    foreign key (review_id) references stagedoor.access_reviews (id) on delete cascade,
  constraint review_reviewers_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade
);

comment on table stagedoor.review_reviewers is
'The users who decide in a review (F100).';

create index review_reviewers_user_id_idx on stagedoor.review_reviewers (user_id);

create table stagedoor.review_items (
  id         uuid        not null default gen_random_uuid(),
  review_id  uuid        not null,
  access_id  uuid        not null,
  decision   text,
  reason     text,
  decided_by uuid,
  decided_at timestamptz,
  outcome    text,

  constraint review_items_pkey
    primary key (id),
  constraint review_items_review_id_access_id_key
    unique (review_id, access_id),
  constraint review_items_review_id_fkey
    foreign key (review_id) references stagedoor.access_reviews (id) on delete cascade,
  constraint review_items_access_id_fkey
    foreign key (access_id) references stagedoor.user_accesses (id) on delete cascade,
  constraint review_items_decided_by_fkey
    foreign key (decided_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint review_items_decision_known_check
    check (decision in ('keep', 'revoke')),
  constraint review_items_decided_at_some_time_check
    check ((decision is null) = (decided_at is null)),
  constraint review_items_reason_length_check
    check (char_length(reason) <= 1000),
  constraint review_items_outcome_known_check
    check (outcome in ('kept', 'revoked', 'gone'))
);

comment on table stagedoor.review_items is
'The accesses under review, and what was decided of each (F100).

outcome, once the review is closed: kept, revoked, or gone for an access that had ended
already.';

create index review_items_access_id_idx on stagedoor.review_items (access_id);
create index review_items_decided_by_idx on stagedoor.review_items (decided_by);

create function stagedoor.check_reviewers(
  p_scope_id uuid, p_reviewer_ids uuid[], p_due_at timestamptz, p_default text
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of the reviewers, of which a request sees its own part only.
declare
  v_now         pg_catalog.timestamptz := stagedoor.instant();
  v_reviewer_id pg_catalog.uuid;
begin
  if p_default is null or p_default not in ('keep', 'revoke') then
    raise invalid_parameter_value using
      message = 'The default of a review is keep or revoke',
      detail = json_build_object('p_default', left(p_default, 100));
  end if;
  if p_due_at is null or not isfinite(p_due_at) or p_due_at <= v_now
    or p_due_at > v_now + interval '366 days'
  then
    raise invalid_parameter_value using
      message = 'A review is due in the future, within 366 days',
      detail = json_build_object('p_due_at', p_due_at);
  end if;
  if coalesce(array_ndims(p_reviewer_ids), 0) <> 1
    or cardinality(p_reviewer_ids) > 50
    or array_position(p_reviewer_ids, null) is not null
  then
    raise invalid_parameter_value using message = 'A review has 1 to 50 reviewers';
  end if;
  foreach v_reviewer_id in array p_reviewer_ids loop
    if (
      select d.allowed
      from stagedoor.decide(
        v_reviewer_id, 'access:review', p_scope_id, null, null, 'aal2', true) as d
    ) is not true then
      raise invalid_parameter_value using
        message = 'A reviewer holds access:review at the scope',
        detail = json_build_object('reviewer_id', v_reviewer_id),
        hint = 'Give them a role that carries it first.';
    end if;
  end loop;
end;
$$;

comment on function stagedoor.check_reviewers is
'Refuse a review that nobody can decide, or that never ends.

Raises 22023.';

create function stagedoor.start_access_review(
  p_scope_id uuid, p_reviewer_ids uuid[], p_due_at timestamptz, p_default text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes reviews, which no request role may.
declare
  v_now    pg_catalog.timestamptz := stagedoor.instant();
  v_review stagedoor.access_reviews;
  v_items  bigint;
begin
  perform stagedoor.require_scope('access:review', p_scope_id);
  perform stagedoor.check_reviewers(p_scope_id, p_reviewer_ids, p_due_at, p_default);

  insert into stagedoor.access_reviews (scope_id, default_decision, due_at, started_by)
  values (p_scope_id, p_default, p_due_at, stagedoor.caller_id())
  on conflict (scope_id) where closed_at is null do nothing
  returning * into v_review;
  if v_review.id is null then
    raise unique_violation using
      message = 'There is an open review of this scope already',
      hint = 'Close it first.';
  end if;
  insert into stagedoor.review_reviewers (review_id, user_id)
  select distinct v_review.id, r from unnest(p_reviewer_ids) as r;

  insert into stagedoor.review_items (review_id, access_id)
  select v_review.id, a.id
  from stagedoor.user_accesses as a
  where a.scope_id = any (stagedoor.scopes_listed('access:review', p_scope_id))
    and a.status = 'Active'
    and (a.valid_until is null or a.valid_until > v_now)
  order by a.id;
  get diagnostics v_items = row_count;
  if v_items > 10000 then
    raise invalid_parameter_value using
      message = 'A review has at most 10000 accesses',
      detail = json_build_object('accesses', v_items),
      hint = 'Review the departments one by one.';
  end if;

  perform stagedoor.record_event(
    p_event => 'review.started', p_scope_id => p_scope_id,
    p_object_type => 'access_reviews', p_object_id => v_review.id::pg_catalog.text,
    p_after => jsonb_build_object(
      'default', p_default, 'items', v_items, 'reviewers', (
        select jsonb_agg(r.user_id order by r.user_id)
        from stagedoor.review_reviewers as r where r.review_id = v_review.id)),
    p_window_from => v_review.started_at, p_window_until => p_due_at);
  return v_review.id;
end;
$$;

comment on function stagedoor.start_access_review is
'Implementation of public.start_access_review.';

create function stagedoor.list_access_reviews(p_scope_id uuid)
returns table (
  review_id uuid, scope_id uuid, default_decision text, due_at timestamptz, started_by uuid,
  started_at timestamptz, closed_by uuid, closed_at timestamptz, reviewer_ids uuid[],
  items bigint, decided bigint
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads reviews after asking for access:review.
begin
  perform stagedoor.enforce('access:review', p_scope_id);
  return query
  select
    r.id, r.scope_id, r.default_decision, r.due_at, r.started_by, r.started_at, r.closed_by,
    r.closed_at,
    array(
      select v.user_id from stagedoor.review_reviewers as v
      where v.review_id = r.id order by v.user_id),
    counted.items, counted.decided
  from stagedoor.access_reviews as r
  cross join lateral (
    select count(*) as items, count(i.decision) as decided
    from stagedoor.review_items as i
    where i.review_id = r.id
  ) as counted
  where r.scope_id = p_scope_id
  order by r.closed_at is not null, r.started_at desc, r.id
  limit 1000;
end;
$$;

comment on function stagedoor.list_access_reviews is
'Implementation of public.list_access_reviews.';

create function stagedoor.may_decide(p_review_id uuid, p_access_id uuid, p_user_id uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads reviewers and holders, for definers. Nobody reviews what they hold.
  select exists (
    select
    from stagedoor.review_reviewers as r
    join stagedoor.user_accesses as a on a.id = p_access_id
    where r.review_id = p_review_id
      and r.user_id = p_user_id
      and a.user_id is distinct from p_user_id)
$$;

comment on function stagedoor.may_decide is
'Whether a user reviews an access, which is not their own (F100).';

create function stagedoor.list_review_items(
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
security definer
set search_path = ''
as $$
-- Reads accesses and reviews after asking for access:review.
declare
  v_now    pg_catalog.timestamptz := stagedoor.instant();
  v_review stagedoor.access_reviews;
  v_scopes pg_catalog.uuid[];
begin
  perform stagedoor.check_limit(p_limit);
  select r.* into v_review from stagedoor.access_reviews as r where r.id = p_review_id;
  perform stagedoor.enforce_row(
    'Review', 'access:view', 'access:review', v_review.scope_id);
  v_scopes := stagedoor.scopes_listed('access:review', v_review.scope_id);

  return query
  select
    i.id, a.id, a.user_id, coalesce(stagedoor.confirmed_email(u.id), u.email),
    u.fullname_first, u.fullname_last, s.id, s.name, a.grant_type,
    coalesce(
      (select o.role_key from stagedoor.permission_roles as o where o.id = a.grant_id),
      (select p.permission_key from stagedoor.permissions as p where p.id = a.grant_id)),
    a.granted_by, a.granted_at, a.reason, a.delegated_from, a.valid_from, a.valid_until,
    stagedoor.access_state(a.status, a.valid_from, a.valid_until, v_now),
    used.used_on, i.decision, i.reason, i.decided_by, i.decided_at, i.outcome,
    v_review.closed_at is null
      and stagedoor.may_decide(v_review.id, a.id, stagedoor.caller_id())
  from stagedoor.review_items as i
  join stagedoor.user_accesses as a on a.id = i.access_id
  join stagedoor.scopes as s on s.id = a.scope_id
  left join stagedoor.user_accounts as u on u.id = a.user_id
  left join stagedoor.access_uses as used on used.access_id = a.id
  where i.review_id = v_review.id
    and s.id = any (v_scopes)
    and (p_after is null or i.id > p_after)
  order by i.id
  limit p_limit;
end;
$$;

comment on function stagedoor.list_review_items is
'Implementation of public.list_review_items.';

alter table stagedoor.access_reviews enable row level security;
alter table stagedoor.review_reviewers enable row level security;
alter table stagedoor.review_items enable row level security;

-- Privileges. No policy: only the calls show reviews, each to whom it may.

revoke all on function
  stagedoor.check_reviewers,
  stagedoor.start_access_review,
  stagedoor.list_access_reviews,
  stagedoor.may_decide,
  stagedoor.list_review_items
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.start_access_review,
  stagedoor.list_access_reviews,
  stagedoor.list_review_items
to authenticated;
revoke all on
  stagedoor.access_reviews, stagedoor.review_reviewers, stagedoor.review_items
from public, anon, authenticated, service_role;
