-- Tries: counting failures in a path that commits, so that guessing runs into a wall.
--
-- A raised error would roll back its own count. Whoever verifies a secret counts, and
-- returns the refusal as an outcome.

create table stagedoor.rate_limits (
  kind       text          not null,
  subject    text          not null,
  failed_at  timestamptz[] not null,

  constraint rate_limits_pkey
    primary key (kind, subject),
  constraint rate_limits_kind_snake_case_check
    check (kind ~ '^[a-z][a-z_]*$'),
  constraint rate_limits_subject_length_check
    check (char_length(subject) between 1 and 200)
);

comment on table stagedoor.rate_limits is
'Moments of recent failures, per kind of secret and subject.

A subject is a user, a scope or an address.';

create function stagedoor.retry_at(
  p_kind text, p_subject text, p_limit integer, p_window interval
)
returns timestamptz
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads rate_limits, which no request role may.
  select recent.failed_at + p_window
  from stagedoor.rate_limits as r
  cross join lateral unnest(r.failed_at) as recent (failed_at)
  where r.kind = p_kind
    and r.subject = p_subject
    and recent.failed_at > stagedoor.instant() - p_window
  order by recent.failed_at desc
  offset p_limit - 1
  limit 1
$$;

comment on function stagedoor.retry_at(text, text, integer, interval) is
'When a subject may try again; null where it may now.

It waits while p_limit failures lie within p_window. The window slides: no boundary lets
twice as many through.';

revoke all on function stagedoor.retry_at(text, text, integer, interval)
  from public, anon, authenticated, service_role;

create function stagedoor.count_failure(
  p_kind text, p_subject text, p_limit integer, p_window interval
)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes rate_limits, which no request role may.
begin
  insert into stagedoor.rate_limits as r (kind, subject, failed_at)
  values (p_kind, p_subject, array[clock_timestamp()])
  on conflict on constraint rate_limits_pkey do update
  set failed_at = array(
    select kept.failed_at
    from unnest(r.failed_at || excluded.failed_at) as kept (failed_at)
    where kept.failed_at > clock_timestamp() - p_window
    order by kept.failed_at desc
    -- The newest p_limit decide; older ones would never be looked at.
    limit p_limit
  );
  return stagedoor.retry_at(p_kind, p_subject, p_limit, p_window);
end;
$$;

comment on function stagedoor.count_failure(text, text, integer, interval) is
'Count one failure of a subject; when it may try again, or null.

The caller commits: it returns the refusal and does not raise.';

revoke all on function stagedoor.count_failure(text, text, integer, interval)
  from public, anon, authenticated, service_role;

create function stagedoor.forget_failures(p_kind text, p_subject text)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes rate_limits, which no request role may.
  delete from stagedoor.rate_limits as r where r.kind = p_kind and r.subject = p_subject
$$;

comment on function stagedoor.forget_failures(text, text) is
'Let a subject try again: after a success, or by an administrator.';

revoke all on function stagedoor.forget_failures(text, text)
  from public, anon, authenticated, service_role;

alter table stagedoor.rate_limits enable row level security;
revoke all on stagedoor.rate_limits from public, anon, authenticated, service_role;
