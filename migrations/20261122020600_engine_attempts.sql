-- Attempts: counting failures in a path that commits, so that guessing is limited.
--
-- A raised error would roll back its own count. So a function that verifies a secret counts
-- the attempt before comparing, compares and acts inside a block that catches every error,
-- and takes the count back where the attempt was no failure: no error can come between
-- comparing and counting.

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

create function stagedoor.setting_number(p_key text, p_default integer)
returns integer
language sql
stable
set search_path = ''
as $$
  -- Limits are read at each attempt: a mistake in a setting must not lift the limit or stop
  -- every user.
  select coalesce(
    nullif(
      substring(stagedoor.setting(p_key) #>> '{}' from '^[0-9]{1,9}$')::integer, 0),
    p_default)
$$;

comment on function stagedoor.setting_number is
'A setting that counts something, or p_default. Never raises.

p_default is the value as shipped. It stands in for a setting that is missing, zero or no
whole number.';

create function stagedoor.parse_address(p_address text)
returns inet
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- Of a list the last entry counts: what stands before it was sent by the client.
  v_text    pg_catalog.text := btrim(split_part(p_address, ',', -1), E' \t\r\n');
  v_address pg_catalog.inet;
begin
  if char_length(v_text) > 100 then
    return null;
  end if;
  -- [::1]:443 and 203.0.113.7:443, then fe80::1%eth0 and 203.0.113.7/24.
  v_text := coalesce(
    substring(v_text from '^\[([^]]*)\]'),
    substring(v_text from '^([0-9.]+):[0-9]*$'),
    v_text);
  v_address := regexp_replace(v_text, '[%/].*$', '')::pg_catalog.inet;

  -- An IPv4 address mapped into IPv6.
  if v_address <<= '::ffff:0:0/96'::pg_catalog.inet then
    v_address := '0.0.0.0'::pg_catalog.inet
      + (v_address - '::ffff:0:0'::pg_catalog.inet);
  end if;
  return v_address;
exception
  -- A value that is no address is not counted by address.
  when others then return null;
end;
$$;

comment on function stagedoor.parse_address is
'The address in a header of a proxy; null where there is none.

Never raises. Takes blanks, ports, brackets, zones, masks and lists (the last entry counts).
An IPv4 address mapped into IPv6 is the IPv4 address.';

create function stagedoor.address_subject(p_address text)
returns text
language sql
immutable
set search_path = ''
as $$
  -- An IPv6 client usually controls a whole /64: count by prefix.
  select case family(a.address)
    when 6 then network(set_masklen(a.address, 64))::pg_catalog.text
    else host(a.address)
  end
  from stagedoor.parse_address(p_address) as a (address)
$$;

comment on function stagedoor.address_subject is
'The subject that an address is counted as: itself, or its /64.

Null for a value that is no address. Never raises.';

create function stagedoor.retry_at(
  p_kind text, p_subject text, p_limit integer, p_window interval
)
returns timestamptz
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads rate_limits, which no request role may.
begin
  return (
    select recent.failed_at + p_window
    from stagedoor.rate_limits as r
    cross join lateral unnest(r.failed_at) as recent (failed_at)
    where r.kind = p_kind
      and r.subject = p_subject
      and recent.failed_at > stagedoor.instant() - p_window
    order by recent.failed_at desc
    offset p_limit - 1
    limit 1
  );
end;
$$;

comment on function stagedoor.retry_at is
'When a subject may try again; null where it may now.

It waits while p_limit failures lie within p_window. The window slides: no boundary lets
twice as many through.';

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
    -- The newest p_limit decide; older ones are not kept.
    limit p_limit
  );
  return stagedoor.retry_at(p_kind, p_subject, p_limit, p_window);
end;
$$;

comment on function stagedoor.count_failure is
'Count one failure of a subject; when it may try again, or null.

The caller commits: it returns the refusal and does not raise.';

create function stagedoor.take_back_failure(p_kind text, p_subject text)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes rate_limits, which no request role may.
begin
  update stagedoor.rate_limits as r
  set failed_at = array(
    select kept.failed_at
    from unnest(r.failed_at) as kept (failed_at)
    order by kept.failed_at desc
    offset 1
  )
  where r.kind = p_kind and r.subject = p_subject;
  delete from stagedoor.rate_limits as r
  where r.kind = p_kind and r.subject = p_subject and r.failed_at = '{}';
end;
$$;

comment on function stagedoor.take_back_failure is
'Take back the newest failure of a subject: the attempt was none.

In the transaction that counted it, so that no other has counted since.';

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

comment on function stagedoor.forget_failures is
'Let a subject try again: after a success, or by an administrator.';

create function stagedoor.settle()
returns void
language plpgsql
volatile
set search_path = ''
as $$
-- Inside a block that catches errors, so that an event that cannot be appended, or a check
-- of a part at commit, rolls back the block and not the count.
begin
  set constraints all immediate;
  set constraints all deferred;
end;
$$;

comment on function stagedoor.settle is
'Run the deferred triggers of this transaction now.

The last act of an attempt: an error here can still be answered.';

create function stagedoor.set_status(p_status integer)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  perform set_config('response.status', p_status::pg_catalog.text, true);
end;
$$;

comment on function stagedoor.set_status is
'Set the HTTP status of an answer that must not raise.

An answer that has counted an attempt, and has to commit.';

create function stagedoor.seconds_until(p_at timestamptz)
returns integer
language sql
stable
set search_path = ''
as $$
  -- By the clock, not the start of the statement: an attempt may have waited for its turn.
  -- A moment that is just over still means one second.
  select greatest(
    case when p_at is not null then 1 end,
    ceil(extract(epoch from p_at - clock_timestamp()))::integer)
$$;

comment on function stagedoor.seconds_until is
'Whole seconds until a moment, one at the least; null for null.';

create function stagedoor.refused(
  p_status   integer,
  p_reason   text,
  p_message  text,
  p_hint     text        default null,
  p_retry_at timestamptz default null,
  p_more     jsonb       default null
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_retry_after constant integer := stagedoor.seconds_until(p_retry_at);
  -- A null is left out of the details, as in those of an error that is raised.
  v_details     constant pg_catalog.jsonb := jsonb_strip_nulls(jsonb_build_object(
    'error_code', upper(p_reason), 'retry_after', v_retry_after));
begin
  perform stagedoor.set_status(p_status);
  return jsonb_build_object(
    'ok', false,
    'reason', p_reason,
    'error_code', upper(p_reason),
    'code', 'PT' || p_status,
    'message', p_message,
    'details', (v_details || coalesce(p_more, '{}'))::pg_catalog.text,
    'hint', p_hint,
    'retry_after', v_retry_after
  ) || coalesce(p_more, '{}');
end;
$$;

comment on function stagedoor.refused is
'The outcome of a refused attempt, and its HTTP status (F86, F87).

{ok: false, reason, error_code, code, message, details, hint, retry_after} and the fields of
p_more: the fields of a raised error are among them. error_code is the reason in capitals,
code PT and the status, details JSON in a string, retry_after seconds or null. The caller
returns it instead of raising, so that its count commits.';

create function stagedoor.busy()
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Answers with an outcome, which no request role may make. Wrappers answer with it.
begin
  return stagedoor.refused(
    429, 'busy', 'Somebody else changed this at the same moment: try again',
    p_retry_at => clock_timestamp());
end;
$$;

comment on function stagedoor.busy is
'The outcome of an attempt that lost a race: it reveals nothing.';

create function stagedoor.unfinished_attempt(p_sqlstate text)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
begin
  -- Lost races, and waits for a lock that took too long.
  if p_sqlstate in ('40001', '40P01', '55P03', '57014', 'PT409') then
    return stagedoor.busy();
  end if;
  -- More events of a kind than endpoint_limits lets one person write.
  if p_sqlstate = 'PT429' then
    return stagedoor.refused(
      429, 'too_many_tries', 'Too many attempts', 'Try again after retry_after seconds.',
      clock_timestamp() + interval '1 minute');
  end if;
  -- The SQLSTATE alone: the message of a custom trigger may show a row.
  raise warning 'An attempt at a secret was counted and could not be finished: SQLSTATE %',
    p_sqlstate;
  return stagedoor.refused(
    409, 'failed', 'The attempt could not be finished',
    'The log of the server has a warning with the SQLSTATE.');
end;
$$;

comment on function stagedoor.unfinished_attempt is
'The outcome of an attempt that could not be finished, by SQLSTATE.

busy for a lost race, too_many_tries for PT429, failed for anything else, which the log of
the server then names.';

create function stagedoor.record_attempt(
  p_event        text,
  p_scope_id     uuid,
  p_subject_id   uuid,
  p_object_type  text        default null,
  p_object_id    text        default null,
  p_reason       text        default null,
  p_window_until timestamptz default null
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no other role may.
begin
  perform stagedoor.record_event(
    p_event => p_event, p_scope_id => p_scope_id, p_subject_id => p_subject_id,
    p_object_type => p_object_type, p_object_id => p_object_id, p_reason => p_reason,
    p_window_until => p_window_until);
  perform stagedoor.settle();
  return true;
exception
  when query_canceled or assert_failure or others then
    raise warning
      'An attempt at a secret was counted and could not be recorded: SQLSTATE %',
      sqlstate;
    return false;
end;
$$;

comment on function stagedoor.record_attempt is
'Record an attempt that was counted; whether that was possible.

Never raises: a log that cannot be written must not undo the count.';

create function stagedoor.refuse_attempt(
  p_event    text,
  p_status   integer,
  p_reason   text,
  p_message  text,
  p_hint     text        default null,
  p_retry_at timestamptz default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Records the attempt, which no other role may.
declare
  v_retry_at pg_catalog.timestamptz;
begin
  -- A locked-out user causes no more events: they could otherwise make the log grow for
  -- ever, and so they could by what counts as no failure.
  if p_status <> 429 then
    v_retry_at := stagedoor.endpoint_retry_at(
      p_event, stagedoor.caller_id()::pg_catalog.text);
    if v_retry_at is not null then
      return stagedoor.refused(
        429, 'too_many_tries', 'Too many attempts', 'Try again after retry_after seconds.',
        v_retry_at);
    end if;
    perform stagedoor.record_attempt(
      p_event, null, stagedoor.caller_id(), p_reason => p_reason);
  end if;
  return stagedoor.refused(p_status, p_reason, p_message, p_hint, p_retry_at);
end;
$$;

comment on function stagedoor.refuse_attempt is
'Answer a refused attempt at a token as an outcome, and record it.

In the log of the installation: whoever has no right token is told of no scope. Beyond the
row p_event of endpoint_limits the answer is too_many_tries, and no event (F92).';

create function stagedoor.client_address(p_client_ip text default null)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads settings, which no request role may. An address as an argument is accepted from the
-- service alone.
begin
  return case
    when p_client_ip is not null and stagedoor.is_service() then p_client_ip
    else stagedoor.request_header(stagedoor.setting('client_ip_header') #>> '{}')
  end;
end;
$$;

comment on function stagedoor.client_address is
'The address of the caller, as far as it is known: see parse_address.

From the header that client_ip_header names, or as the service says.';

alter table stagedoor.rate_limits enable row level security;

-- Privileges.

revoke all on function
  stagedoor.setting_number,
  stagedoor.parse_address,
  stagedoor.address_subject,
  stagedoor.retry_at,
  stagedoor.count_failure,
  stagedoor.take_back_failure,
  stagedoor.forget_failures,
  stagedoor.settle,
  stagedoor.set_status,
  stagedoor.seconds_until,
  stagedoor.refused,
  stagedoor.busy,
  stagedoor.unfinished_attempt,
  stagedoor.record_attempt,
  stagedoor.refuse_attempt,
  stagedoor.client_address
from public, anon, authenticated, service_role;
grant execute on function stagedoor.busy to authenticated, service_role;
revoke all on stagedoor.rate_limits from public, anon, authenticated, service_role;
