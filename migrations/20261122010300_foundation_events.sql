-- Events: the changes of a transaction, recorded once, at its commit.
--
-- A change queues a row here in its own transaction; one deferred trigger hands the rows to
-- the audit log, sequence by sequence in id order, and raises the versions. Locking the
-- head of a sequence when an event is written instead made concurrent changes of two
-- projects deadlock. A rolled-back subtransaction takes its queued rows with it, so a
-- what-if never touches a head.

-- Rows never outlive their transaction, so there is nothing to recover after a crash.
create unlogged table stagedoor.event_queue (
  id             bigint      not null generated always as identity,
  xact_id        xid8        not null default pg_current_xact_id(),
  sequence_id    uuid,
  scope_id       uuid,
  occurred_at    timestamptz not null default clock_timestamp(),
  event          text        not null,
  actor_id       uuid,
  session_id     uuid,
  client_id      text,
  actor_role     text,
  intermediary   text,
  subject_id     uuid,
  object_type    text,
  object_id      text,
  before         jsonb,
  after          jsonb,
  personal       jsonb,
  reason         text,
  window_from    timestamptz,
  window_until   timestamptz,
  override_id    uuid,
  elevation_id   uuid,
  alters_access  boolean     not null default false,
  is_first       boolean     not null default true,
  uses           integer     not null default 0,

  -- One index, and it begins with the transaction. The queue is empty whenever it is
  -- analyzed, so the planner cannot tell two apart, and read a whole one for a single id.
  constraint event_queue_pkey
    primary key (xact_id, id),

  -- noun.verb, so that a reader can filter by what it happened to.
  constraint event_queue_event_grammar_check
    check (event ~ '^[a-z][a-z_]*\.[a-z][a-z_]*$')
);

comment on table stagedoor.event_queue is
'Events of transactions that have not committed yet (F24, F47).';
comment on column stagedoor.event_queue.sequence_id is
'The project or organization in whose sequence it goes.

Null is the installation.';
comment on column stagedoor.event_queue.scope_id is
'The scope of the event, which may be a department.

Null for the catalogue and for accounts.';
comment on column stagedoor.event_queue.client_id is
'The app that acted with the token of the actor (F131).

Null where the actor used their own session.';
comment on column stagedoor.event_queue.intermediary is
'The database login that acted, where it differs from the API''s.

A migration or a console, for example.';
comment on column stagedoor.event_queue.personal is
'Values about a person, stored apart from the leaf so that they can be erased.';
comment on column stagedoor.event_queue.alters_access is
'Whether it could change a decision: it then raises the version of the scope.';
comment on column stagedoor.event_queue.is_first is
'Whether it is the first of its statement, which hands over the others with itself.';
comment on column stagedoor.event_queue.uses is
'As how many uses of its limit it counts where it is alone (F92).

Where its transaction has no other event. None for the service and the owner, and for
fifteen of sixteen events that have no limit of their own: the sixteenth counts for all.';

create function stagedoor.is_recordable(p_value jsonb)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  v_text pg_catalog.text := p_value::pg_catalog.text;
begin
  if v_text is null then
    return true;
  elsif octet_length(v_text) > 262144 then
    return false;
  -- As many brackets as levels, at least: nearly always there are fewer.
  elsif octet_length(v_text)
    - octet_length(replace(replace(v_text, '[', ''), '{', '')) <= 32
  then
    return true;
  end if;

  -- Brackets in strings do not count. The rest loses its innermost level, 32 times.
  v_text := regexp_replace(v_text, '"(?:[^"\\]|\\.)*"', '', 'g');
  for v_level in 1 .. 32 loop
    v_text := regexp_replace(v_text, '[\[{][^][{}]*[\]}]', '', 'g');
  end loop;
  return v_text !~ '[\[{]';
end;
$$;

comment on function stagedoor.is_recordable is
'Whether a value is small and flat enough to be part of an event.

At most 32 levels and 262144 bytes of text. Verifiers read events for years, and some of
them parse by recursion.';

create function stagedoor.record_event(
  p_event         text,
  p_scope_id      uuid,
  p_subject_id    uuid        default null,
  p_object_type   text        default null,
  p_object_id     text        default null,
  p_before        jsonb       default null,
  p_after         jsonb       default null,
  p_personal      jsonb       default null,
  p_reason        text        default null,
  p_window_from   timestamptz default null,
  p_window_until  timestamptz default null,
  p_override_id   uuid        default null,
  p_elevation_id  uuid        default null,
  p_alters_access boolean     default false,
  p_sequence_id   uuid        default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the queue, which no other role may. Called by triggers and definers, never by
-- requests.
declare
  -- The role of the session comes before the role of a claim.
  v_role   pg_catalog.text :=
    coalesce(nullif(current_setting('role', true), 'none'), session_user);
  v_before pg_catalog.jsonb := p_before;
begin
  -- A log that is being restored holds this event already.
  if stagedoor.is_replaying() then
    return;
  end if;
  if octet_length(p_reason) > 8000 then
    raise invalid_parameter_value using
      message = 'A reason is longer than can be recorded',
      detail = '{"error_code":"NOT_RECORDABLE","at_most_bytes":8000}';
  end if;
  -- Common case: all of it together is small.
  if not stagedoor.is_recordable(jsonb_build_array(p_before, p_after, p_personal)) then
    if not stagedoor.is_recordable(p_after) or not stagedoor.is_recordable(p_personal) then
      raise invalid_parameter_value using
        message = 'It has more levels or bytes than can be recorded',
        detail =
          '{"error_code":"NOT_RECORDABLE","at_most_levels":32,"at_most_bytes":262144}';
    end if;
    -- Rows that are older than this limit must stay deletable.
    if not stagedoor.is_recordable(p_before) then
      v_before := jsonb_build_object(
        'bytes', octet_length(p_before::pg_catalog.text)::pg_catalog.text,
        'sha256', encode(sha256(convert_to(p_before::pg_catalog.text, 'UTF8')), 'hex'));
    end if;
  end if;

  insert into stagedoor.event_queue (
    sequence_id, scope_id, event, actor_id, session_id, client_id, actor_role, intermediary,
    subject_id, object_type, object_id, before, after, personal, reason,
    window_from, window_until, override_id, elevation_id, alters_access, uses
  )
  values (
    coalesce(
      p_sequence_id,
      (
        select coalesce(s.project_id, s.id)
        from stagedoor.scopes as s
        where s.id = p_scope_id
      ),
      -- A deleted scope keeps its sequence.
      p_scope_id
    ),
    p_scope_id, p_event, stagedoor.token_subject(), stagedoor.session_id(),
    left(stagedoor.client_id(), 200), v_role,
    nullif(session_user::pg_catalog.text, 'authenticator'),
    p_subject_id, p_object_type,
    case
      when octet_length(p_object_id) > 1000
        then 'sha256:' || encode(sha256(convert_to(p_object_id, 'UTF8')), 'hex')
      else p_object_id
    end,
    v_before, p_after, p_personal, p_reason,
    p_window_from, p_window_until, p_override_id, p_elevation_id, p_alters_access,
    case
      -- The service and the owner have no limit.
      when v_role not in ('authenticated', 'anon') then 0
      when exists (
        select from stagedoor.endpoint_limits as l where l.endpoint = p_event
      ) then 1
      -- The sample that count_use would draw, drawn where it costs least. Not by random():
      -- a session chooses its seed.
      when get_byte(uuid_send(gen_random_uuid()), 0) < 256 / 16 then 16
      else 0
    end
  );
end;
$$;

comment on function stagedoor.record_event is
'Queue an event of this transaction for the audit log: a hook of parts.

p_event is noun.verb. p_scope_id is its scope; a department''s events join the sequence of
its project, null joins the installation''s. p_before and p_after carry no secret; values
about a person go into p_personal, which can be erased.
p_alters_access raises the version of the scope (F114). The actor, the session, the app and
the database login are taken from the request, never from an argument. Raises 22023 for what
is_recordable refuses; of p_before it then keeps a digest, {bytes, sha256}, and of an
object_id of more than 1000 bytes sha256:<digest>.';

create function stagedoor.record_events(p_events stagedoor.event_queue[])
returns void
language plpgsql
volatile
security definer
set search_path = ''
-- Planning for the number of events takes longer than one of them.
set plan_cache_mode = force_generic_plan
as $$
-- Writes the queue, which no other role may. Called by triggers, never by requests.
declare
  v_role  pg_catalog.text :=
    coalesce(nullif(current_setting('role', true), 'none'), session_user);
  v_event stagedoor.event_queue;
begin
  -- What is not recorded as it is takes the way of a single event.
  if stagedoor.is_replaying() or exists (
    select from unnest(p_events) as e
    where not stagedoor.is_recordable(jsonb_build_array(e.before, e.after, e.personal))
      or octet_length(e.reason) > 8000
      or octet_length(e.object_id) > 1000
  ) then
    foreach v_event in array coalesce(p_events, '{}') loop
      perform stagedoor.record_event(
        v_event.event, v_event.scope_id, v_event.subject_id, v_event.object_type,
        v_event.object_id, v_event.before, v_event.after, v_event.personal, v_event.reason,
        v_event.window_from, v_event.window_until, v_event.override_id,
        v_event.elevation_id, v_event.alters_access, v_event.sequence_id);
    end loop;
    return;
  end if;

  insert into stagedoor.event_queue (
    sequence_id, scope_id, event, actor_id, session_id, client_id, actor_role, intermediary,
    subject_id, object_type, object_id, before, after, personal, reason,
    window_from, window_until, override_id, elevation_id, alters_access, is_first,
    uses
  )
  select
    coalesce(e.sequence_id, s.project_id, s.id, e.scope_id),
    e.scope_id, e.event, (select stagedoor.token_subject()),
    (select stagedoor.session_id()),
    (select left(stagedoor.client_id(), 200)), v_role,
    nullif(session_user::pg_catalog.text, 'authenticator'),
    e.subject_id, e.object_type, e.object_id, e.before, e.after, e.personal, e.reason,
    e.window_from, e.window_until, e.override_id, e.elevation_id, e.alters_access,
    e.ordinality = 1,
    case when v_role in ('authenticated', 'anon') then 1 else 0 end
  from unnest(p_events) with ordinality as e
  left join stagedoor.scopes as s on s.id = e.scope_id
  order by e.ordinality;
end;
$$;

comment on function stagedoor.record_events is
'Queue events of one statement, in their order: record_event for many.

Of a row it reads what record_event takes as arguments. For triggers of statements that
change rows by the hundred thousand.';

create function stagedoor.tg_event_queue__flush()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
-- The queue is always empty when it is analyzed: the planner would read all its dead rows.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
-- Counts uses, appends to the audit log and raises versions, which no other role may.
-- Deferred triggers run as the committer before PostgreSQL 18 and as the queuing role from
-- then on: hence definer.
declare
  v_taken     stagedoor.event_queue[];
  v_events    stagedoor.event_queue[];
  v_scope_ids pg_catalog.uuid[];
  v_uses      integer;
  v_use       pg_catalog.record;
begin
  -- The first firing empties the queue of its transaction; the others find their row gone.
  -- Looking for it by its key keeps a bulk change linear: 20,000 events took 18 s without.
  with taken as (
    delete from stagedoor.event_queue as q
    where q.xact_id = new.xact_id
      and exists (
        select from stagedoor.event_queue as f
        where f.xact_id = new.xact_id and f.id = new.id
      )
    returning q as event
  )
  select
    array_agg(t.event),
    array_agg((t.event).scope_id) filter (where (t.event).alters_access),
    max((t.event).uses)
  into v_taken, v_scope_ids, v_uses
  from taken as t;
  if v_taken is null then
    return null;
  end if;

  if cardinality(v_taken) = 1 then
    -- Mostly it is one: setting up to group and sort costs more than the rest of this.
    if v_uses > 0 then
      perform stagedoor.count_use(
        coalesce((v_taken[1]).actor_id::pg_catalog.text, (v_taken[1]).object_id),
        (v_taken[1]).event, v_uses);
    end if;
    perform stagedoor_audit.append(v_taken);
  else
    -- Before any head is locked, and in one order.
    for v_use in
      select
        coalesce(q.actor_id::pg_catalog.text, q.object_id) as subject, q.event,
        count(*)::integer as uses
      from unnest(v_taken) as q
      -- The service and the owner have no limit.
      where q.actor_role in ('authenticated', 'anon')
      group by 1, 2
      order by 1, 2
    loop
      perform stagedoor.count_use(v_use.subject, v_use.event, v_use.uses);
    end loop;
    for v_events in
      select array_agg(q order by q.id)
      from unnest(v_taken) as q
      group by q.sequence_id
      order by q.sequence_id nulls first
    loop
      perform stagedoor_audit.append(v_events);
    end loop;
  end if;

  if v_scope_ids is not null then
    perform stagedoor.raise_versions(v_scope_ids);
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_event_queue__flush is
'At commit, count the queued events, log them and raise versions.';

-- One look for a statement: it takes all rows of its transaction.
create constraint trigger _900_flush
  after insert on stagedoor.event_queue
  deferrable initially deferred
  for each row when (new.is_first) execute function stagedoor.tg_event_queue__flush();

-- session_replication_role does not switch the log off.
alter table stagedoor.event_queue enable always trigger _900_flush;

create function stagedoor.tg_any__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues an event, which no other role may. Arguments: the noun of the event, the column
-- that holds the scope ('' for the installation), and the columns about a person.
declare
  v_before   pg_catalog.jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after    pg_catalog.jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row      pg_catalog.jsonb := coalesce(v_after, v_before);
  v_personal pg_catalog.text[] := tg_argv[2:];
begin
  if tg_op = 'UPDATE' then
    if v_before = v_after then
      return null;
    end if;
    -- Unchanged columns are left out of the event.
    select jsonb_object_agg(b.key, b.value), jsonb_object_agg(b.key, v_after -> b.key)
    into v_before, v_after
    from jsonb_each(v_before) as b
    where b.value is distinct from v_after -> b.key;
  end if;

  perform stagedoor.record_event(
    p_event => format('%s.%s', tg_argv[0], case tg_op
      when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end),
    p_scope_id => case
      when tg_argv[1] <> '' then (v_row ->> tg_argv[1])::pg_catalog.uuid end,
    p_object_type => tg_table_name,
    p_object_id => coalesce(
      v_row ->> 'id', v_row ->> 'permission_key', v_row ->> 'key', v_row ->> 'scope_type',
      v_row ->> 'module', v_row ->> 'rule_id', v_row ->> 'table_name', v_row ->> 'part',
      v_row ->> 'endpoint', v_row ->> 'rule_key'),
    p_before => v_before - v_personal,
    p_after => v_after - v_personal,
    p_personal => (
      select jsonb_object_agg(p.name, coalesce(v_after, v_before) -> p.name)
      from unnest(v_personal) as p (name)
      where coalesce(v_after, v_before) ->> p.name is not null
    ),
    -- Who somebody is decides nothing; what they hold is told by its own events. Nor does
    -- what a part says of its tables and of what people own, or how often somebody may act.
    p_alters_access => tg_argv[0] <> all (
      array['account', 'protected_table', 'protection', 'tracked_table', 'ownership_hook',
        'endpoint_limit', 'alert_rule'])
  );
  return null;
end;
$$;

comment on function stagedoor.tg_any__record is
'Queue an event for a changed row of an engine table.

Arguments of the trigger: noun of the event, column of the scope or an empty string, then
the columns that are about a person.';

create function stagedoor.tg_event_queue__keep()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Refuses, and reads nothing.
begin
  raise insufficient_privilege using
    message = 'What happened in this transaction is not taken back';
end;
$$;

comment on function stagedoor.tg_event_queue__keep is
'Refuse to change or remove events before their commit. Raises 42501.';

create trigger _100_keep
  before update on stagedoor.event_queue
  for each row execute function stagedoor.tg_event_queue__keep();
-- Only the flush takes rows out, and it is a trigger.
create trigger _110_keep_from_delete
  before delete on stagedoor.event_queue
  for each row when (pg_trigger_depth() = 0)
  execute function stagedoor.tg_event_queue__keep();
create trigger _120_keep_all
  before truncate on stagedoor.event_queue
  for each statement execute function stagedoor.tg_event_queue__keep();
alter table stagedoor.event_queue enable always trigger _100_keep;
alter table stagedoor.event_queue enable always trigger _110_keep_from_delete;
alter table stagedoor.event_queue enable always trigger _120_keep_all;

-- No policy and no grant: only its own functions read the queue.
alter table stagedoor.event_queue enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.is_recordable,
  stagedoor.record_event,
  stagedoor.record_events,
  stagedoor.tg_event_queue__flush,
  stagedoor.tg_any__record,
  stagedoor.tg_event_queue__keep
from public, anon, authenticated, service_role;
revoke all on stagedoor.event_queue from public, anon, authenticated, service_role;
revoke all on sequence stagedoor.event_queue_id_seq
  from public, anon, authenticated, service_role;
