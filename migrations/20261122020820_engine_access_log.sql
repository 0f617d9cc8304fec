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
    check (refused ~ '^[a-z][a-z0-9_]*$')
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

create index access_log_user_id_idx on stagedoor.access_log (user_id, id desc);
create index access_log_scope_id_idx on stagedoor.access_log (scope_id, id desc);
create index access_log_timestamp_idx on stagedoor.access_log (timestamp);

insert into stagedoor.settings (key, value, description) values
  ('access_log_retention_days', '400',
    'How long the access log keeps a row, in days (F88).');

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
begin
  -- What is looked at leaves no event, and a line all the same.
  if v_user_id is not null and not stagedoor.is_service() then
    perform stagedoor.count_use(
      v_user_id::pg_catalog.text, format('%s.%s', p_resource_type, p_action), 1);
  end if;
  insert into stagedoor.access_log
    (user_id, resource_type, resource_id, action, ip_address, user_agent, scope_id, refused)
  values (
    -- A token may be older than the account that it is for.
    (select a.id from stagedoor.user_accounts as a where a.id = v_user_id),
    p_resource_type, p_resource_id, p_action,
    stagedoor.parse_address(stagedoor.client_address(p_client_ip)),
    -- Whatever a client calls itself.
    left(coalesce(p_user_agent, stagedoor.request_header('user-agent')), 400),
    p_scope_id, p_refused
  );
end;
$$;

comment on function stagedoor.log_access is
'Note that the caller opened, exported or was shown something (F88).

p_scope_id: whose log it is, null for the person''s own alone; p_refused: the reason, where
the call answers with a refusal. p_client_ip and p_user_agent stand in for the headers of
the request, the address from the service alone. Raises PT429 beyond the row
<resource_type>.<action> of endpoint_limits (F92).';

create function stagedoor.sweep_access_log()
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes from access_log, which no other role may.
declare
  v_deleted bigint;
begin
  delete from stagedoor.access_log as l
  where l.timestamp < stagedoor.instant() - make_interval(
    days => stagedoor.setting_number('access_log_retention_days', 400));
  get diagnostics v_deleted = row_count;
  return v_deleted;
end;
$$;

comment on function stagedoor.sweep_access_log is
'Delete what the access log has kept long enough; how many rows (F88).

Older than access_log_retention_days. For the owner''s schedule, such as pg_cron; nothing
depends on when it runs.';

create function stagedoor.list_access_log(
  p_scope_id uuid default null, p_limit integer default 100, p_after bigint default null
)
returns table (
  id bigint, user_id uuid, resource_type text, resource_id text, action text,
  "timestamp" timestamptz, ip_address inet, user_agent text, scope_id uuid, refused text
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
    l.user_agent, l.scope_id, l.refused
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
  stagedoor.log_access,
  stagedoor.sweep_access_log,
  stagedoor.list_access_log
from public, anon, authenticated, service_role;
revoke all on stagedoor.access_log from public, anon, authenticated, service_role;
grant execute on function stagedoor.list_access_log to authenticated;
grant select on stagedoor.access_log to authenticated;
