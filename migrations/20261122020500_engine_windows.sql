-- Windows: elevations, and the check at commit that nothing is written after one closed.

create table stagedoor.elevations (
  id           uuid        not null default gen_random_uuid(),
  user_id      uuid        not null,
  scope_id     uuid        not null,
  session_id   uuid        not null,
  started_at   timestamptz not null default stagedoor.instant(),
  ends_at      timestamptz not null,
  ended_at     timestamptz,
  ended_reason text,

  constraint elevations_pkey
    primary key (id),
  constraint elevations_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint elevations_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint elevations_ends_after_start_check
    check (ends_at > started_at and isfinite(ends_at)),
  constraint elevations_ended_for_a_reason_check
    check ((ended_at is null) = (ended_reason is null))
);

comment on table stagedoor.elevations is
'When locked permissions of a user counted, in one session (F55).

At one scope and below. Ended with its session, and when its scope is archived or moves.';

-- One open elevation per person, session and scope.
create unique index elevations_user_id_session_id_scope_id_open_key
  on stagedoor.elevations (user_id, session_id, scope_id) where ended_at is null;
create index elevations_user_id_idx on stagedoor.elevations (user_id, scope_id);
create index elevations_scope_id_idx on stagedoor.elevations (scope_id);

create function stagedoor.elevated_scopes(
  p_user_id uuid, p_session_id uuid
)
returns table (elevation_id uuid, scope_id uuid, ends_at timestamptz)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads elevations and sessions, which no request role may.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
begin
  return query
  select e.id, e.scope_id, e.ends_at
  from stagedoor.elevations as e
  where e.user_id = p_user_id
    and e.session_id = p_session_id
    and e.ended_at is null
    and e.started_at <= v_now
    and e.ends_at > v_now
    and stagedoor.session_is_alive(p_user_id, p_session_id);
end;
$$;

comment on function stagedoor.elevated_scopes is
'Where a user is elevated, in a session that is alive (F55).

An elevation counts at its scope and below.';

create function stagedoor.elevate_for(
  p_user_id uuid, p_session_id uuid, p_scope_id uuid, p_minutes integer
)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes elevations. Called by a definer that has verified a secret, never by a request.
declare
  v_now     pg_catalog.timestamptz := stagedoor.instant();
  v_maximum integer := stagedoor.setting_number('elevation_max_minutes', 60);
  v_ends_at pg_catalog.timestamptz := v_now + make_interval(mins => p_minutes);
begin
  if p_minutes is null or p_minutes not between 1 and v_maximum then
    raise invalid_parameter_value using message =
      format('An elevation lasts from 1 to %s minutes', v_maximum);
  end if;
  if not stagedoor.session_is_alive(p_user_id, p_session_id) then
    raise invalid_parameter_value using
      message = 'An elevation needs a session that is alive';
  end if;

  update stagedoor.elevations as e
  set ended_at = v_now, ended_reason = 'renewed'
  where e.user_id = p_user_id and e.session_id = p_session_id and e.scope_id = p_scope_id
    and e.ended_at is null;

  insert into stagedoor.elevations (user_id, scope_id, session_id, started_at, ends_at)
  values (p_user_id, p_scope_id, p_session_id, v_now, v_ends_at);
  return v_ends_at;
end;
$$;

comment on function stagedoor.elevate_for is
'Open an elevation for one session at one scope; when it ends (F55).

Raises 22023 for a length outside 1 to the setting elevation_max_minutes, or a dead
session.';

create function stagedoor.end_elevations(
  p_user_id uuid, p_scope_id uuid, p_reason text, p_session_id uuid default null
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes elevations, which no request role may. The callers check the right to end them.
declare
  v_ended integer;
begin
  update stagedoor.elevations as e
  set ended_at = stagedoor.instant(), ended_reason = p_reason
  where e.ended_at is null
    and (p_user_id is null or e.user_id = p_user_id)
    and (p_session_id is null or e.session_id = p_session_id)
    and (p_scope_id is null or exists (
      select from stagedoor.scopes as s
      where s.id = e.scope_id and p_scope_id = any (s.path)
    ));
  get diagnostics v_ended = row_count;
  return v_ended;
end;
$$;

comment on function stagedoor.end_elevations is
'End open elevations at a scope and below; how many (F55).

Of one user, or of all where p_user_id is null; likewise for sessions and scopes.';

create function stagedoor.tg_user_accesses__end_elevations()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes elevations, which no request role may.
begin
  -- An elevation belongs to the role that was held when the code was entered.
  update stagedoor.elevations as e
  set ended_at = stagedoor.instant(), ended_reason = 'role changed'
  where e.user_id = new.user_id
    and e.ended_at is null
    and exists (
      select
      from stagedoor.scopes as elevated
      join stagedoor.scopes as changed on changed.id = new.scope_id
      where elevated.id = e.scope_id
        and (elevated.id = any (changed.path) or changed.id = any (elevated.path))
    );
  return null;
end;
$$;

comment on function stagedoor.tg_user_accesses__end_elevations is
'End the elevations of a user whose roles change (F55).

Those at the scope of the changed access, above it and below it.';

create trigger _300_end_elevations
  after insert or update of status on stagedoor.user_accesses
  for each row when (new.grant_type = 'role' and new.status <> 'Invited')
  execute function stagedoor.tg_user_accesses__end_elevations();

create function stagedoor.tg_scopes__end_elevations()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes elevations, which no request role may. A scope below comes here by itself, when
-- the change is carried down to it.
begin
  update stagedoor.elevations as e
  set ended_at = stagedoor.instant(),
      ended_reason = case when new.is_archived then 'scope archived' else 'scope moved' end
  where e.scope_id = new.id and e.ended_at is null;
  return null;
end;
$$;

comment on function stagedoor.tg_scopes__end_elevations is
'End elevations at a scope that is archived or moves, and below (F55).';

create trigger _310_end_elevations
  after update on stagedoor.scopes
  for each row
  when ((new.is_archived and not old.is_archived) or old.path is distinct from new.path)
  execute function stagedoor.tg_scopes__end_elevations();

create function stagedoor.tg_elevations__only_end()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Raises for every login: only the end of an elevation comes later than its beginning.
begin
  if (new.id, new.scope_id, new.session_id, new.started_at, new.ends_at)
      is distinct from (old.id, old.scope_id, old.session_id, old.started_at, old.ends_at)
    or (old.ended_at is not null and (new.ended_at, new.ended_reason)
      is distinct from (old.ended_at, old.ended_reason))
    or stagedoor.is_other_person(old.user_id, new.user_id)
  then
    raise check_violation using message = 'An elevation is ended, never rewritten';
  end if;
  return new;
end;
$$;

comment on function stagedoor.tg_elevations__only_end is
'Keep an elevation as it was opened. Raises 23514.';

create trigger _100_only_end
  before update on stagedoor.elevations
  for each row execute function stagedoor.tg_elevations__only_end();
alter table stagedoor.elevations enable always trigger _100_only_end;

create function stagedoor.tg_elevations__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no other role may.
begin
  perform stagedoor.record_event(
    p_event => case
      when tg_op = 'INSERT' then 'elevation.started' else 'elevation.ended' end,
    p_scope_id => new.scope_id,
    p_subject_id => new.user_id,
    p_object_type => 'elevations',
    p_object_id => new.id::pg_catalog.text,
    p_after => jsonb_build_object('session_id', new.session_id),
    p_reason => new.ended_reason,
    p_window_from => new.started_at,
    p_window_until => least(new.ends_at, new.ended_at),
    p_elevation_id => new.id,
    p_alters_access => true
  );
  return null;
end;
$$;

comment on function stagedoor.tg_elevations__record is
'Queue elevation.started and elevation.ended (F60).';

create trigger _900_record
  after insert or update of ended_at on stagedoor.elevations
  for each row execute function stagedoor.tg_elevations__record();
alter table stagedoor.elevations enable always trigger _900_record;

-- One row per transaction and window: the check at commit sits here and not on every row
-- that was written, where it doubled the time of an insert. Unlogged: a row leaves with its
-- transaction, and a subscriber would meet the window after its end.
create unlogged table stagedoor.window_uses (
  xact_id     xid8        not null default pg_current_xact_id(),
  window_kind text        not null,
  window_id   uuid        not null,
  scope_id    uuid        not null,
  ends_at     timestamptz not null,

  constraint window_uses_pkey
    primary key (xact_id, window_kind, window_id, scope_id),
  constraint window_uses_window_kind_snake_case_check
    check (window_kind ~ '^[a-z][a-z_]*$')
);

comment on table stagedoor.window_uses is
'Windows that transactions wrote under (F118).

Elevations, and what parts add. Rows are looked at once, at the commit of their
transaction, and leave with it.';
comment on column stagedoor.window_uses.scope_id is
'Where was written. The nil uuid where that is nothing to the window.';

create function stagedoor.use_window(
  p_window_kind text,
  p_window_id   uuid,
  p_ends_at     timestamptz,
  p_scope_id    uuid        default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes window_uses, which no other role may. Called by stamping triggers and definers.
declare
  v_rest_ms bigint;
  v_timeout pg_catalog.text;
begin
  insert into stagedoor.window_uses (window_kind, window_id, scope_id, ends_at)
  values (
    p_window_kind, p_window_id,
    coalesce(p_scope_id, '00000000-0000-0000-0000-000000000000'), p_ends_at)
  on conflict on constraint window_uses_pkey do nothing;

  -- From 17 on the server itself ends a transaction that outlives the window. The timeout
  -- counts to 24 days; a longer window is checked at the commit alone.
  if found
    and current_setting('server_version_num')::integer >= 170000
    and p_ends_at < clock_timestamp() + interval '24 days'
  then
    v_rest_ms := greatest(
      1, ceil(extract(epoch from p_ends_at - clock_timestamp()) * 1000)::bigint);
    select s.setting into v_timeout
    from pg_catalog.pg_settings as s where s.name = 'transaction_timeout';
    if v_timeout::bigint = 0 or v_timeout::bigint > v_rest_ms then
      perform set_config('transaction_timeout', v_rest_ms::pg_catalog.text, true);
    end if;
  end if;
end;
$$;

comment on function stagedoor.use_window is
'Let this transaction commit before p_ends_at or not at all (F118).

Called when a row is written under an elevation, or under a window that a part brings.
p_scope_id is where: a scope below an elevation that is not archived at the commit,
either.';

create function stagedoor.tg_window_uses__hold()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads elevations and sessions, whoever commits: a deferred trigger runs as the committer
-- before 18.
declare
  v_elevation stagedoor.elevations;
  v_scope     stagedoor.scopes;
begin
  -- Shared with other writers, against whoever ends the elevation at this moment. A part
  -- holds windows of its own kind by a trigger of its own on this table.
  if new.window_kind = 'elevation' then
    select e.* into v_elevation
    from stagedoor.elevations as e
    where e.id = new.window_id
    for share;
    -- Waits for nobody who archives it: they end elevations next.
    select s.* into v_scope
    from stagedoor.scopes as s
    where s.id = new.scope_id
    for key share;
  end if;

  -- Whoever was signed out or banned meanwhile writes nothing under it any more, and nobody
  -- writes in what was archived below it, for it stays open itself.
  if new.ends_at <= clock_timestamp()
    or v_elevation.ended_at is not null
    or (v_elevation.id is not null and not (
      stagedoor.session_is_alive(v_elevation.user_id, v_elevation.session_id)
      and stagedoor.account_is_live(v_elevation.user_id)))
    or v_scope.is_archived
  then
    perform stagedoor.raise_window_closed(
      new.window_kind, new.ends_at,
      'It was written under a window that closed before the commit.');
  end if;

  delete from stagedoor.window_uses as w
  where w.xact_id = new.xact_id and w.window_kind = new.window_kind
    and w.window_id = new.window_id and w.scope_id = new.scope_id;
  return null;
end;
$$;

comment on function stagedoor.tg_window_uses__hold is
'At commit, refuse changes made under a closed window (F118).

An elevation closes with its session, its account and its scope, too, and for what was
written in a scope below it that is archived. Raises 42501. A raw SQL session can force the
check early with `set constraints all immediate`; from 17 on its transaction still ends at
the window through transaction_timeout, unless it sets that, too.';

create constraint trigger _500_hold
  after insert on stagedoor.window_uses
  deferrable initially deferred
  for each row execute function stagedoor.tg_window_uses__hold();
alter table stagedoor.window_uses enable always trigger _500_hold;

alter table stagedoor.elevations enable row level security;
alter table stagedoor.window_uses enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.elevated_scopes,
  stagedoor.elevate_for,
  stagedoor.end_elevations,
  stagedoor.tg_user_accesses__end_elevations,
  stagedoor.tg_scopes__end_elevations,
  stagedoor.tg_elevations__only_end,
  stagedoor.tg_elevations__record,
  stagedoor.use_window,
  stagedoor.tg_window_uses__hold
from public, anon, authenticated, service_role;
revoke all on stagedoor.elevations, stagedoor.window_uses
  from public, anon, authenticated, service_role;
