-- The access log: who opened, exported or was shown what (F88).
--
-- The audit log says what changed, and nobody edits it. This one says what was looked at by
-- a call. What a policy lets somebody read leaves no trace in either: row-level security
-- only filters a statement, and PostgreSQL has no trigger on reading.

create table stagedoor.access_log (
  id            bigint      not null generated always as identity,
  user_id       uuid,
  resource_type text        not null,
  resource_id   text        not null,
  action        text        not null,
  timestamp     timestamptz not null default stagedoor.instant(),
  ip_address    inet,
  user_agent    text,
  scope_id      uuid,
  refused       text,
  times         integer     not null default 1,
  client_id     text,

  constraint access_log_pkey
    primary key (id),
  constraint access_log_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint access_log_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint access_log_resource_type_snake_case_check
    check (resource_type ~ '^[a-z][a-z0-9_]*$'),
  constraint access_log_resource_id_length_check
    check (char_length(resource_id) between 1 and 200),
  constraint access_log_action_snake_case_check
    check (action ~ '^[a-z][a-z0-9_]*$'),
  constraint access_log_user_agent_length_check
    check (char_length(user_agent) <= 400),
  constraint access_log_refused_snake_case_check
    check (refused ~ '^[a-z][a-z0-9_]*$'),
  -- What was done is a line each time.
  constraint access_log_times_of_refusals_check
    check (times >= 1 and (times = 1 or refused is not null))
);

comment on table stagedoor.access_log is
'What somebody opened, exported or was shown by a call (F88).

Personal: rows go after access_log_retention_days, and with a person who is erased.';
comment on column stagedoor.access_log.user_id is
'Who. Null: nobody who was signed in, such as whoever opened a link.';
comment on column stagedoor.access_log.action is
'What was done, such as open or export. A part adds words of its own.';
comment on column stagedoor.access_log.ip_address is
'From where, as the platform''s own header says it. Null: not known.';
comment on column stagedoor.access_log.scope_id is
'Whose log it is: holders of audit:view there read it. Null: only the person''s own.';
comment on column stagedoor.access_log.refused is
'The reason, where a call answered with a refusal. Null: it was done.';
comment on column stagedoor.access_log.times is
'How often within a minute. More than once only where the same was refused again.';
comment on column stagedoor.access_log.client_id is
'The app that acted with the token of the user (F131). Null for the user''s own.';

create index access_log_user_id_idx on stagedoor.access_log (user_id, id desc);
create index access_log_scope_id_idx on stagedoor.access_log (scope_id, id desc);
create index access_log_timestamp_idx on stagedoor.access_log (timestamp);

-- What the sweeper has not looked at yet. A mark in the log itself would rewrite each row,
-- and ids do not come in the order of commits: whoever remembers the last one misses some.
create table stagedoor.access_log_queue (
  logged_at     timestamptz not null default stagedoor.instant(),
  access_log_id bigint      not null,

  constraint access_log_queue_pkey
    primary key (logged_at, access_log_id)
);

comment on table stagedoor.access_log_queue is
'Lines of the access log that sweep_alerts has not looked at (F92).';

create function stagedoor.log_subject(p_user_id uuid, p_address inet)
returns text
language sql
immutable
set search_path = ''
as $$
  -- The user, or the address as attempts count it: see address_subject.
  select coalesce(
    p_user_id::pg_catalog.text,
    case family(p_address)
      when 6 then network(set_masklen(p_address, 64))::pg_catalog.text
      else host(p_address)
    end,
    'unknown')
$$;

comment on function stagedoor.log_subject is
'Whose line of the access log it is: a user, an address, or unknown.

An IPv6 address counts as its /64. Never null.';

create index access_log_refused_subject_idx
  on stagedoor.access_log (stagedoor.log_subject(user_id, ip_address), timestamp)
  where refused is not null;
create index access_log_refused_idx on stagedoor.access_log (timestamp)
  where refused is not null;
create index access_log_client_id_idx on stagedoor.access_log (timestamp)
  where client_id is not null;

insert into stagedoor.settings (key, value, description) values
  ('access_log_retention_days', '400',
    'How long the access log keeps a row, in days (F88).'),
  ('access_denials_retention_days', '90',
    'How long the count of refused questions keeps a row, in days (F89).');

create function stagedoor.log_access(
  p_action        text,
  p_resource_type text,
  p_resource_id   text,
  p_scope_id      uuid default null,
  p_refused       text default null,
  p_client_ip     text default null,
  p_user_agent    text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes access_log, which no other role may. Called by definers that have decided.
declare
  v_user_id pg_catalog.uuid := stagedoor.token_subject();
  v_id      bigint;
begin
  -- What is looked at leaves no event, and a line all the same.
  if v_user_id is not null and not stagedoor.is_service() then
    perform stagedoor.count_use(
      v_user_id::pg_catalog.text, format('%s.%s', p_resource_type, p_action), 1);
  end if;
  insert into stagedoor.access_log
    (user_id, resource_type, resource_id, action, ip_address, user_agent, scope_id, refused,
     client_id)
  values (
    -- A token may be older than the account that it is for.
    (select a.id from stagedoor.user_accounts as a where a.id = v_user_id),
    p_resource_type, p_resource_id, p_action,
    stagedoor.parse_address(stagedoor.client_address(p_client_ip)),
    -- Whatever a client calls itself.
    left(coalesce(p_user_agent, stagedoor.request_header('user-agent')), 400),
    p_scope_id, p_refused, left(stagedoor.client_id(), 200)
  )
  returning id into v_id;
  insert into stagedoor.access_log_queue (access_log_id) values (v_id);
end;
$$;

comment on function stagedoor.log_access is
'Note that the caller opened, exported or was shown something (F88).

p_scope_id: whose log it is, null for the person''s own alone; p_refused: the reason, where
the call answers with a refusal. p_client_ip and p_user_agent stand in for the headers of
the request, the address from the service alone. Raises PT429 beyond the row
<resource_type>.<action> of endpoint_limits (F92).';

create function stagedoor.note_refusal(
  p_outcome       jsonb,
  p_action        text,
  p_resource_type text,
  p_resource_id   text default null,
  p_scope_id      uuid default null,
  p_user_id       uuid default null,
  p_client_ip     text default null,
  p_user_agent    text default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes access_log, which no other role may. Called by definers with the outcome that they
-- are about to answer.
declare
  v_user_id pg_catalog.uuid := coalesce(p_user_id, stagedoor.token_subject());
  v_address pg_catalog.inet := stagedoor.parse_address(
    stagedoor.client_address(p_client_ip));
  v_what    pg_catalog.text := coalesce(left(p_resource_id, 200), '?');
begin
  if (p_outcome ->> 'ok')::boolean is not false then
    return p_outcome;
  end if;
  v_user_id := (select a.id from stagedoor.user_accounts as a where a.id = v_user_id);

  -- Whoever may try may try for ever: what is refused again within a minute is counted.
  update stagedoor.access_log as l
  set times = l.times + 1
  where l.id = (
    select l.id
    from stagedoor.access_log as l
    where l.refused = p_outcome ->> 'reason'
      and stagedoor.log_subject(l.user_id, l.ip_address)
        = stagedoor.log_subject(v_user_id, v_address)
      and l.timestamp > stagedoor.instant() - interval '1 minute'
      and l.action = p_action
      and l.resource_type = p_resource_type
      and l.resource_id = v_what
      and l.scope_id is not distinct from p_scope_id
      and l.client_id is not distinct from left(stagedoor.client_id(), 200)
    order by l.timestamp desc
    limit 1
  );
  if not found then
    insert into stagedoor.access_log
      (user_id, resource_type, resource_id, action, ip_address, user_agent, scope_id,
       refused, client_id)
    values (
      v_user_id, p_resource_type, v_what, p_action, v_address,
      left(coalesce(p_user_agent, stagedoor.request_header('user-agent')), 400),
      p_scope_id, p_outcome ->> 'reason', left(stagedoor.client_id(), 200));
  end if;
  return p_outcome;
exception
  -- A refusal is answered whether or not it can be noted.
  when query_canceled or assert_failure or others then
    raise warning 'A refusal could not be noted in the access log: SQLSTATE %', sqlstate;
    return p_outcome;
end;
$$;

comment on function stagedoor.note_refusal is
'Note a refused outcome in the access log; returns the outcome (F88).

Never raises. The same refusal of the same user or address within a minute is one line, with
its times. p_user_id and p_client_ip: for whom the service asks. p_resource_id: null where
the caller may not know what it was.';

create function stagedoor.log_shown(
  p_action text, p_resource_type text, p_resource_ids text[], p_scope_id uuid default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and writes access_log, which no other role may.
declare
  v_user_id pg_catalog.uuid := stagedoor.token_subject();
begin
  -- A GET only reads, and leaves no trace.
  if current_setting('transaction_read_only')::boolean then
    return;
  end if;
  perform stagedoor.log_access(p_action, p_resource_type, s.id, p_scope_id)
  from unnest(p_resource_ids) as s (id)
  where not exists (
    select from stagedoor.access_log as l
    where (l.user_id = v_user_id or (v_user_id is null and l.user_id is null))
      and l.action = p_action
      and l.resource_type = p_resource_type
      and l.resource_id = s.id
      and l.scope_id is not distinct from p_scope_id
      and l.client_id is not distinct from left(stagedoor.client_id(), 200)
      and l.timestamp > stagedoor.instant() - interval '1 hour')
  order by s.id;
end;
$$;

comment on function stagedoor.log_shown is
'Note that a list showed somebody or something to the caller (F88).

A list is asked for often: one line an hour, resource and app says as much. Silent where
the transaction only reads, as a GET does.';

create function stagedoor.sweep_access_log()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes from access_log and what follows from it, which no other role may.
declare
  -- Worked out once, and not for each row.
  v_oldest  constant pg_catalog.timestamptz := stagedoor.instant() - make_interval(
    days => stagedoor.setting_number('access_log_retention_days', 400));
  v_counted constant pg_catalog.timestamptz := stagedoor.instant() - make_interval(
    days => stagedoor.setting_number('access_denials_retention_days', 90));
  v_deleted bigint;
begin
  delete from stagedoor.access_log as l where l.timestamp < v_oldest;
  get diagnostics v_deleted = row_count;
  delete from stagedoor.access_denials as d where d.minute < v_counted;
  -- Where nobody sweeps for alerts it would grow for ever.
  delete from stagedoor.access_log_queue as q where q.logged_at < v_oldest;

  -- What was learned from the lines, and quoted from them, goes with them.
  delete from stagedoor.account_habits as h where h.used_at < v_oldest;
  update stagedoor.alerts as a
  set detail = a.detail - 'personal'
  where a.detail ? 'personal' and a.raised_at < v_oldest;
  return v_deleted;
end;
$$;

comment on function stagedoor.sweep_access_log is
'Delete what the access log has kept long enough; how many rows (F88).

Older than access_log_retention_days, with habits as old and addresses in alerts; refused
questions go after access_denials_retention_days. For the owner''s schedule, such as
pg_cron; nothing depends on when it runs.';

create function stagedoor.list_access_log(
  p_scope_id uuid default null, p_limit integer default 100, p_after bigint default null
)
returns table (
  id bigint, user_id uuid, resource_type text, resource_id text, action text,
  "timestamp" timestamptz, ip_address inet, user_agent text, scope_id uuid, refused text,
  times integer, client_id text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads access_log after asking for audit:view; one's own without.
declare
  v_scopes  pg_catalog.uuid[];
  v_user_id pg_catalog.uuid;
begin
  perform stagedoor.check_limit(p_limit);
  if p_scope_id is null then
    v_user_id := stagedoor.live_caller();
  else
    perform stagedoor.enforce('audit:view', p_scope_id);
    v_scopes := stagedoor.scopes_listed('audit:view', p_scope_id);
  end if;

  return query
  select
    l.id, l.user_id, l.resource_type, l.resource_id, l.action, l.timestamp, l.ip_address,
    l.user_agent, l.scope_id, l.refused, l.times, l.client_id
  from stagedoor.access_log as l
  where (l.user_id = v_user_id or l.scope_id = any (v_scopes))
    and (p_after is null or l.id < p_after)
  order by l.id desc
  limit p_limit;
end;
$$;

comment on function stagedoor.list_access_log is
'Implementation of public.list_access_log.';

alter table stagedoor.access_log enable row level security;
-- No policy and no grant: only the sweeper reads it.
alter table stagedoor.access_log_queue enable row level security;

create policy access_log_select on stagedoor.access_log
  for select to authenticated
  using (
    scope_id = any ((select stagedoor.every_scope_with('audit:view'))::uuid[])
    or user_id = (select stagedoor.live_caller())
  );
comment on policy access_log_select on stagedoor.access_log is
'People see what they did; with audit:view, what was done in a scope.';

-- Privileges. Written and swept by definers only.

revoke all on function
  stagedoor.log_subject,
  stagedoor.log_access,
  stagedoor.note_refusal,
  stagedoor.log_shown,
  stagedoor.sweep_access_log,
  stagedoor.list_access_log
from public, anon, authenticated, service_role;
revoke all on stagedoor.access_log, stagedoor.access_log_queue
  from public, anon, authenticated, service_role;
grant execute on function stagedoor.list_access_log to authenticated;
grant select on stagedoor.access_log to authenticated;
