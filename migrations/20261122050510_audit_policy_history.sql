-- Policy history: each change of what policies say is an event of the installation's log.
--
-- PostgreSQL tells of a command only where an event trigger may be made. Elsewhere, and of
-- what went past it, the sealer and the doctor compare with what they saw the last time.

create table stagedoor.seen_policies (
  is_only     boolean     not null default true,
  -- {"policy invoices_select on public.invoices": "r t authenticated using ..."}
  policies    jsonb,
  checked_at  timestamptz not null default clock_timestamp(),

  constraint seen_policies_pkey
    primary key (is_only),
  constraint seen_policies_one_row_check
    check (is_only)
);

comment on table stagedoor.seen_policies is
'What policies said when they were last looked at (F117).

One row, for the owner of the database only.';
comment on column stagedoor.seen_policies.policies is
'What each policy says, and of each table whether its rows are guarded.

Null until the first look.';

insert into stagedoor.seen_policies default values;

-- No policy and no grant: what it holds says where nobody guards.
alter table stagedoor.seen_policies enable row level security;

create function stagedoor.policies_now()
returns jsonb
language sql
stable
set search_path = ''
-- A moment in a condition is written as the session writes moments.
set quote_all_identifiers = off
set timezone = 'UTC'
set datestyle = 'ISO, MDY'
set intervalstyle = 'postgres'
as $$
  select coalesce(jsonb_object_agg(f.object, f.fact), '{}')
  from (
    select 'policy ' || p.object, p.fact
    from stagedoor.policy_facts() as p
    join pg_catalog.pg_class as c on c.oid = p.table_id
    where c.relpersistence <> 't'
    union all
    select 'row_security on ' || c.oid::pg_catalog.regclass,
      case when c.relforcerowsecurity then 'forced' else 'enabled' end
    from pg_catalog.pg_class as c
    where c.relrowsecurity and c.relpersistence <> 't'
  ) as f (object, fact)
$$;

comment on function stagedoor.policies_now is
'What every policy says, and which tables have row-level security.

{object: what it says}. In every schema of the database, but not of temporary tables.';

create function stagedoor.policy_changes()
returns table (object text, before text, after text)
language sql
stable
set search_path = ''
as $$
  select coalesce(s.key, n.key), s.value, n.value
  from jsonb_each_text((select p.policies from stagedoor.seen_policies as p)) as s
  full join jsonb_each_text(
    -- Before the first look nothing has changed.
    (select stagedoor.policies_now()
     from stagedoor.seen_policies as p where p.policies is not null)) as n on n.key = s.key
  where s.value is distinct from n.value
  order by 1
$$;

comment on function stagedoor.policy_changes is
'Policies that changed and are no event of the audit log yet (F117).

For the owner of the database. before is null for a new one, after for one that is gone.';

create function stagedoor.note_policies(p_objects text[] default null)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads policies of tables that its callers may not see, and writes what was seen.
declare
  v_seen    stagedoor.seen_policies;
  v_moment  pg_catalog.timestamptz := clock_timestamp();
  v_change  pg_catalog.record;
  v_changes integer := 0;
begin
  -- Under an older snapshot the last look is not seen, and the change would be told twice.
  if stagedoor.is_replaying()
    or current_setting('transaction_read_only')::boolean
    or current_setting('transaction_isolation') <> 'read committed'
  then
    return 0;
  end if;
  -- Whoever looks at the same time notes the same.
  select p.* into v_seen from stagedoor.seen_policies as p for update skip locked;
  if not found then
    return 0;
  end if;

  if v_seen.policies is null then
    -- A migration that makes them one by one is no first look.
    if p_objects is not null then
      return 0;
    end if;
    perform stagedoor.record_event(
      p_event => 'policies.counted',
      p_scope_id => null,
      p_object_type => 'seen_policies',
      p_after => jsonb_build_object(
        'policies', (select count(*) from pg_catalog.pg_policy),
        'fingerprint', stagedoor.fingerprint()));
  end if;
  for v_change in
    select c.*, split_part(c.object, ' ', 1) as noun
    from stagedoor.policy_changes() as c
    where p_objects is null or c.object = any (p_objects)
  loop
    v_changes := v_changes + 1;
    perform stagedoor.record_event(
      p_event => format('%s.%s', v_change.noun, case
        when v_change.before is null then 'created'
        when v_change.after is null then 'dropped'
        else 'changed' end),
      p_scope_id => null,
      p_object_type => v_change.noun,
      p_object_id => v_change.object,
      p_before => case
        when v_change.before is not null then jsonb_build_object('says', v_change.before)
        end,
      p_after => case
        when v_change.after is not null then jsonb_build_object('says', v_change.after)
        end,
      -- Told afterwards, it happened in between.
      p_window_from => case when p_objects is null then v_seen.checked_at end,
      p_window_until => case when p_objects is null then v_moment end);
  end loop;

  if p_objects is null then
    update stagedoor.seen_policies as p
    set policies = stagedoor.policies_now(), checked_at = v_moment
    where v_seen.policies is null or v_changes > 0
      or v_seen.checked_at < v_moment - interval '1 minute';
  elsif v_changes > 0 then
    -- What else has changed is left to the next look, which says since when.
    update stagedoor.seen_policies as p
    set policies = (p.policies - p_objects) || (
      select coalesce(jsonb_object_agg(n.key, n.value), '{}')
      from jsonb_each(stagedoor.policies_now()) as n
      where n.key = any (p_objects));
  end if;
  return v_changes;
end;
$$;

comment on function stagedoor.note_policies is
'Record what policies say differently than before; how many do (F117).

For the owner of the database; the sealer and the doctor call it. Events policy.created,
policy.changed and policy.dropped, and the same of row_security, in the installation''s log:
before and after are {says}, window_from and window_until the looks between which it
happened. The first look records policies.counted, with the fingerprint. p_objects are those
that a command has just touched: their events have no window, for they happen now. Answers 0
where nothing can be written, and while somebody else looks.';

create function stagedoor.tg_ddl__note_policies()
returns event_trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Notes what a command changed, whoever gave it. Of what is gone the server tells apart.
begin
  if tg_event = 'sql_drop' then
    perform stagedoor.note_policies(array_agg(d.object))
    from (
      select 'policy ' || o.object_identity
      from pg_event_trigger_dropped_objects() as o
      where o.object_type = 'policy' and not o.is_temporary
      union all
      select 'row_security on ' || o.object_identity
      from pg_event_trigger_dropped_objects() as o
      where o.object_type = 'table' and not o.is_temporary
    ) as d (object)
    having count(*) > 0;
    return;
  end if;

  perform stagedoor.note_policies(array_agg(t.object))
  from (
    select format('policy %I on %s', p.polname, p.polrelid::pg_catalog.regclass)
    from pg_event_trigger_ddl_commands() as c
    join pg_catalog.pg_policy as p on p.oid = c.objid or p.polrelid = c.objid
    union all
    select 'row_security on ' || c.objid::pg_catalog.regclass
    from pg_event_trigger_ddl_commands() as c
    where c.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  ) as t (object)
  having count(*) > 0;
end;
$$;

comment on function stagedoor.tg_ddl__note_policies is
'Record what a command changes about policies, as it happens (F117).';

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

revoke all on stagedoor.seen_policies from public, anon, authenticated, service_role;
revoke all on function
  stagedoor.policies_now,
  stagedoor.policy_changes,
  stagedoor.note_policies,
  stagedoor.tg_ddl__note_policies,
  stagedoor.watch_policies
from public, anon, authenticated, service_role;

select stagedoor.watch_policies();
