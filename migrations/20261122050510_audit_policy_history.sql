-- Policy history: each change of what policies say is an event of the installation's log.
--
-- PostgreSQL tells of a command only where an event trigger may be made. Elsewhere, and of
-- what went past it, the sealer and the doctor compare with what they saw the last time.

create table stagedoor.seen_policies (
  table_name text not null,
  object     text not null,
  says       text not null,

  constraint seen_policies_pkey
    primary key (table_name, object)
);

comment on table stagedoor.seen_policies is
'What policies said, and which tables had row-level security (F117).

As the audit log was told. For the owner of the database only.';
comment on column stagedoor.seen_policies.object is
'policy NAME, or row_security.';

-- Whoever looks at all policies locks the row. Whoever gives a command does not.
create table stagedoor.policy_looks (
  is_only   boolean     not null default true,
  looked_at timestamptz,

  constraint policy_looks_pkey
    primary key (is_only),
  constraint policy_looks_one_row_check
    check (is_only)
);

comment on table stagedoor.policy_looks is
'When all policies were last compared with what the log was told (F117).

One row, for the owner of the database only.';
comment on column stagedoor.policy_looks.looked_at is
'Null until the first look.';

insert into stagedoor.policy_looks default values;

-- No policy and no grant: they say where nobody guards.
alter table stagedoor.seen_policies enable row level security;
alter table stagedoor.policy_looks enable row level security;

create function stagedoor.policy_changes(p_tables text[] default null)
returns table (table_name text, object text, before text, after text)
language sql
stable
set search_path = ''
-- A condition is written as the session writes names, moments, bytes and numbers.
set quote_all_identifiers = off
set timezone = 'UTC'
set datestyle = 'ISO, MDY'
set intervalstyle = 'postgres'
set bytea_output = 'hex'
set extra_float_digits = 1
as $$
  -- One statement sees one moment: a command changes a policy and its row here at once.
  with asked (id) as (
    select to_regclass(t.name) from unnest(p_tables) as t (name)
  ),
  present (table_name, object, says) as (
    select p.table_id::pg_catalog.regclass::pg_catalog.text, 'policy ' || p.policy,
      -- The log is no place for a list of ten thousand ids.
      case
        when octet_length(p.fact) <= 8000 then p.fact
        else 'sha256:' || encode(sha256(convert_to(p.fact, 'UTF8')), 'hex')
      end
    from stagedoor.policy_facts(
      case when p_tables is not null then array(select a.id::pg_catalog.oid from asked as a)
      end) as p
    union all
    select c.oid::pg_catalog.regclass::pg_catalog.text, 'row_security',
      case when c.relforcerowsecurity then 'forced' else 'enabled' end
    from pg_catalog.pg_class as c
    where c.relrowsecurity
      and c.relpersistence <> 't'
      and (p_tables is null or c.oid in (select a.id from asked as a))
  ),
  seen as (
    select s.*
    from stagedoor.seen_policies as s
    where p_tables is null or s.table_name = any (p_tables)
  )
  select coalesce(s.table_name, n.table_name), coalesce(s.object, n.object), s.says, n.says
  from seen as s
  full join present as n on n.table_name = s.table_name and n.object = s.object
  where s.says is distinct from n.says
    -- Before the first look nothing has changed.
    and exists (
      select from stagedoor.policy_looks as l where l.looked_at is not null)
  order by 1, 2
$$;

comment on function stagedoor.policy_changes is
'Policies that changed and are no event of the audit log yet (F117).

For the owner of the database. Of all tables, or of those named as search_path = '''' writes
them. before is null for a new one, after for one that is gone; what says more than 8000
bytes is its digest. Nothing until the first look.';

create function stagedoor.note_policies(p_tables text[] default null)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
set lock_timeout = '1s'
as $$
-- Reads policies of tables that its callers may not see, and writes what was seen.
declare
  v_moment  pg_catalog.timestamptz := clock_timestamp();
  v_before  pg_catalog.timestamptz;
  v_first   boolean := false;
  v_change  pg_catalog.record;
  v_changes integer := 0;
begin
  -- What a publisher or a backup brings was told there.
  if stagedoor.is_replaying()
    or stagedoor_audit.is_restoring()
    or current_setting('transaction_read_only')::boolean
  then
    return 0;
  end if;
  if p_tables is null then
    -- Without its row nobody would look again: a new first look shows that it was gone.
    insert into stagedoor.policy_looks default values
    on conflict on constraint policy_looks_pkey do nothing;
    select l.looked_at into v_before
    from stagedoor.policy_looks as l
    for update skip locked;
    if not found then
      return 0;
    end if;
    v_first := v_before is null;
    if v_first then
      delete from stagedoor.seen_policies;
    end if;
    update stagedoor.policy_looks as l set looked_at = v_moment;
  end if;

  for v_change in select c.* from stagedoor.policy_changes(p_tables) as c loop
    -- Whoever was quicker has told it.
    case
      when v_change.before is null then
        insert into stagedoor.seen_policies (table_name, object, says)
        values (v_change.table_name, v_change.object, v_change.after)
        on conflict on constraint seen_policies_pkey do nothing;
      when v_change.after is null then
        delete from stagedoor.seen_policies as s
        where (s.table_name, s.object, s.says)
          = (v_change.table_name, v_change.object, v_change.before);
      else
        update stagedoor.seen_policies as s
        set says = v_change.after
        where (s.table_name, s.object, s.says)
          = (v_change.table_name, v_change.object, v_change.before);
    end case;
    continue when not found or v_first;

    v_changes := v_changes + 1;
    perform stagedoor.record_event(
      p_event => format('%s.%s', split_part(v_change.object, ' ', 1), case
        when v_change.before is null then 'created'
        when v_change.after is null then 'dropped'
        else 'changed' end),
      p_scope_id => null,
      p_object_type => split_part(v_change.object, ' ', 1),
      p_object_id => format('%s on %s', v_change.object, v_change.table_name),
      p_before => case
        when v_change.before is not null then jsonb_build_object('says', v_change.before)
        end,
      p_after => case
        when v_change.after is not null then jsonb_build_object('says', v_change.after)
        end,
      -- Told afterwards, it happened in between.
      p_window_from => v_before,
      p_window_until => case when v_before is not null then v_moment end);
  end loop;

  if v_first then
    perform stagedoor.record_event(
      p_event => 'policies.counted',
      p_scope_id => null,
      p_object_type => 'policy_looks',
      p_after => jsonb_build_object(
        'policies', (
          select count(*) from stagedoor.seen_policies as s where s.object ^@ 'policy '),
        'fingerprint', stagedoor.fingerprint()));
  end if;
  return v_changes;
exception
  -- Neither a command nor a run of the sealer fails for it: the next look finds the same.
  when lock_not_available or serialization_failure or deadlock_detected then
    return 0;
end;
$$;

comment on function stagedoor.note_policies is
'Record what policies say differently than before; how many do (F117).

For the owner of the database; the sealer and the doctor call it. Events policy.created,
policy.changed and policy.dropped, and the same of row_security, in the installation''s log:
before and after are {says}, window_from and window_until the looks between which it
happened. The first look records policies.counted, with the fingerprint. p_tables are those
that a command has just touched: their events have no window, for they happen now. Answers 0
where nothing can be written, and where it would wait for somebody.';

create function stagedoor.tg_ddl__note_policies()
returns event_trigger
language plpgsql
volatile
security definer
set search_path = ''
set quote_all_identifiers = off
as $$
-- Notes what a command changed, whoever gave it. Of what is gone the server tells apart.
declare
  -- Whoever gives commands at a prompt has no token, whatever they say of one.
  v_names  pg_catalog.text[] := case
    when session_user = 'authenticator' then '{}'
    else array['request.jwt.claims', 'request.jwt.claim.sub', 'request.jwt.claim.client_id']
    end;
  v_values pg_catalog.text[] := array(
    select coalesce(current_setting(n, true), '') from unnest(v_names) as n);
  v_tables pg_catalog.text[] := case tg_event
    when 'sql_drop' then array(
      select format('%I.%I', d.address_names[1], d.address_names[2])
      from pg_event_trigger_dropped_objects() as d
      where d.object_type in ('policy', 'table') and not d.is_temporary)
    else array(
      select c.objid::pg_catalog.regclass::pg_catalog.text
      from pg_event_trigger_ddl_commands() as c
      where c.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      union
      select p.polrelid::pg_catalog.regclass::pg_catalog.text
      from pg_event_trigger_ddl_commands() as c
      join pg_catalog.pg_policy as p on p.oid = c.objid)
    end;
begin
  if v_tables <> '{}' and exists (
    select from stagedoor.policy_looks as l where l.looked_at is not null)
  then
    perform set_config(n, '', true) from unnest(v_names) as n;
    perform stagedoor.note_policies(v_tables);
    perform set_config(g.name, g.value, true)
    from unnest(v_names, v_values) as g (name, value);
  end if;
end;
$$;

comment on function stagedoor.tg_ddl__note_policies is
'Record what a command changes about policies, as it happens (F117).

A migration that makes them before the first look is told by nobody but that look.';

create function stagedoor.watch_policies()
returns boolean
language plpgsql
volatile
set search_path = ''
as $$
begin
  if not exists (
    select from pg_catalog.pg_event_trigger as t where t.evtname = 'stagedoor_policies')
  then
    create event trigger stagedoor_policies on ddl_command_end
      when tag in ('CREATE POLICY', 'ALTER POLICY', 'ALTER TABLE')
      execute function stagedoor.tg_ddl__note_policies();
  end if;
  if not exists (
    select from pg_catalog.pg_event_trigger as t where t.evtname = 'stagedoor_dropped')
  then
    create event trigger stagedoor_dropped on sql_drop
      execute function stagedoor.tg_ddl__note_policies();
  end if;
  return true;
exception
  -- Of a superuser only, or of postgres on a hosted project.
  when insufficient_privilege then
    return false;
end;
$$;

comment on function stagedoor.watch_policies is
'Have changes of policies recorded as they happen, if possible (F117).

For the owner of the database. Makes two event triggers, and answers whether the caller may;
without them the sealer and the doctor find what has changed since they last looked.';

-- Privileges. For the owner of the database only.

revoke all on stagedoor.seen_policies, stagedoor.policy_looks
from public, anon, authenticated, service_role;
revoke all on function
  stagedoor.policy_changes,
  stagedoor.note_policies,
  stagedoor.tg_ddl__note_policies,
  stagedoor.watch_policies
from public, anon, authenticated, service_role;

select stagedoor.watch_policies();
