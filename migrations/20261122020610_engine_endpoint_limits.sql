-- Limits: how often one person may do what writes an event.
--
-- Whoever may do something once may do it for ever, and each time the log grows. Every call
-- and every write to a table that changes something queues an event, so that the flush of
-- the queue is the one place that all of them pass, over the API and on plain PostgreSQL
-- alike.

create table stagedoor.endpoint_limits (
  endpoint text     not null,
  at_most  integer  not null,
  within   interval not null,

  constraint endpoint_limits_pkey
    primary key (endpoint),
  -- What is done to what: several calls may do it, or a write to a table.
  constraint endpoint_limits_event_or_any_check
    check (endpoint = '*' or endpoint ~ '^[a-z][a-z_]*\.[a-z][a-z_]*$'),
  constraint endpoint_limits_at_most_positive_check
    check (at_most >= 1),
  -- A sample of what has no limit of its own counts for sixteen.
  constraint endpoint_limits_any_at_least_sampled_check
    check (endpoint <> '*' or at_most >= 16),
  constraint endpoint_limits_within_a_year_check
    check (within between '1 second' and '1 year')
);

comment on table stagedoor.endpoint_limits is
'How often one person may do what is recorded as an event (F92).

A part adds rows, an operator changes them. Of an event without a row * is the limit. The
service and the owner of the database have none.';
comment on column stagedoor.endpoint_limits.endpoint is
'The event, such as access.delegated, or * for any other.';
comment on column stagedoor.endpoint_limits.within is
'In which time. It slides: each use is free again after its part of it.';

insert into stagedoor.endpoint_limits (endpoint, at_most, within) values
  -- Imports and posting clerks write by the hundred thousand; nobody by the million.
  ('*', 1000000, '1 hour'),
  -- One call delegates up to a hundred keys.
  ('access.delegated', 150, '1 hour'),
  ('account.changed', 100, '1 hour'),
  ('invitation.refused', 30, '1 hour'),
  ('scope.created', 1000, '1 hour');

create trigger _900_record
  after insert or update or delete on stagedoor.endpoint_limits
  for each row execute function stagedoor.tg_any__record('endpoint_limit', '');
alter table stagedoor.endpoint_limits enable always trigger _900_record;

-- After a crash everybody begins anew, and no backup needs it: hence unlogged.
create unlogged table stagedoor.endpoint_uses (
  subject  text        not null,
  endpoint text        not null,
  free_at  timestamptz not null,

  constraint endpoint_uses_pkey
    primary key (subject, endpoint)
)
-- Each use rewrites its row in place, on the page where it stands.
with (fillfactor = 50);

comment on table stagedoor.endpoint_uses is
'When the uses of an endpoint by one person are all forgotten.

One moment tells how many there were: each moves it on by its part of the window.';
comment on column stagedoor.endpoint_uses.subject is
'The user; of a request without one the object, such as a guest.';

create function stagedoor.count_use(p_subject text, p_endpoint text, p_uses integer)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads limits and writes uses, which no request role may.
declare
  c_sample  constant integer := 16;
  v_now     constant pg_catalog.timestamptz := clock_timestamp();
  v_uses    integer := p_uses;
  v_limit   stagedoor.endpoint_limits;
  v_free_at pg_catalog.timestamptz;
begin
  select l.* into v_limit
  from stagedoor.endpoint_limits as l
  where l.endpoint = p_endpoint;
  if not found then
    -- Every change of every table comes this way. Of what has no limit of its own one in
    -- sixteen is counted, for sixteen: a large limit holds, and writing is free.
    if v_uses < c_sample then
      -- Not random(): a session chooses its seed.
      if get_byte(uuid_send(gen_random_uuid()), 0) >= 256 / c_sample * v_uses then
        return;
      end if;
      v_uses := c_sample;
    end if;
    select l.* into v_limit from stagedoor.endpoint_limits as l where l.endpoint = '*';
  end if;
  -- Whoever has neither a session nor a token that names them is counted by address, where
  -- they are let in.
  if v_limit.endpoint is null or p_subject is null then
    return;
  end if;

  insert into stagedoor.endpoint_uses as u (subject, endpoint, free_at)
  values (
    p_subject, p_endpoint,
    v_now + v_limit.within * (v_uses / v_limit.at_most::double precision))
  on conflict on constraint endpoint_uses_pkey do update
  set free_at = greatest(u.free_at, v_now) + (excluded.free_at - v_now)
  returning u.free_at into v_free_at;

  if v_free_at > v_now + v_limit.within then
    raise sqlstate 'PT429' using
      message = format(
        'One person may do this at most %s times within %s seconds: %s',
        v_limit.at_most, extract(epoch from v_limit.within)::integer, p_endpoint),
      detail = json_build_object(
        'error_code', 'TOO_MANY_REQUESTS',
        'retry_after', stagedoor.seconds_until(v_free_at - v_limit.within),
        'endpoint', p_endpoint, 'at_most', v_limit.at_most),
      hint = case when p_uses > v_limit.at_most
        then 'Ask for less at once.' else 'Try again after retry_after seconds.' end;
  end if;
end;
$$;

comment on function stagedoor.count_use is
'Count what somebody did, as often as their transaction did it (F92).

Asked by the flush of the queue, at commit, and by the access log. Raises PT429 beyond a row
of endpoint_limits, which undoes the transaction and its count: a refusal counts for
nothing.';

create function stagedoor.endpoint_retry_at(p_endpoint text, p_subject text)
returns timestamptz
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads limits and uses, which no request role may.
begin
  return (
    select at.moment
    from stagedoor.endpoint_uses as u
    cross join lateral (
      select l.at_most, l.within
      from stagedoor.endpoint_limits as l
      where l.endpoint in (p_endpoint, '*')
      order by l.endpoint = '*'
      limit 1
    ) as l
    cross join lateral (
      select u.free_at - l.within + l.within / l.at_most
    ) as at (moment)
    where u.subject = p_subject
      and u.endpoint = p_endpoint
      and at.moment > clock_timestamp()
  );
end;
$$;

comment on function stagedoor.endpoint_retry_at is
'When somebody may do it once more; null where they may now.

For answers that must not raise.';

-- No policy and no grant: requests meet their effect, never their rows.
alter table stagedoor.endpoint_limits enable row level security;
alter table stagedoor.endpoint_uses enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.count_use,
  stagedoor.endpoint_retry_at
from public, anon, authenticated, service_role;
revoke all on stagedoor.endpoint_limits, stagedoor.endpoint_uses
  from public, anon, authenticated, service_role;
