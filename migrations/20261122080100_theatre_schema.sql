-- Theatre: shows, scripts, venues and departments that belong to people, and their crew.
--
-- A show is a project. What else there is belongs to an account: its owner changes it, the
-- owner's crew read it, and no key of the engine is asked for it. A denial in the engine
-- therefore never takes ownership away; a ban and a closed account do: owners are compared
-- with stagedoor.live_caller() and never with auth.uid() (F75).

create schema stagedoor_theatre;

comment on schema stagedoor_theatre is
'The theatre part: definers, triggers and what no request may read.

Tables of the part stand in public, under row-level security.';

revoke all on schema stagedoor_theatre from public, anon, authenticated, service_role;
grant usage on schema stagedoor_theatre to anon, authenticated, service_role;

-- What the tables below hold leaves as CSV, too.
select stagedoor.serve_csv('public');

create function stagedoor_theatre.me_unless_narrowed()
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads logins, accounts and scopes, which no request role may: about the caller alone.
begin
  return case when stagedoor.narrowed_project() is null then stagedoor.live_caller() end;
end;
$$;

comment on function stagedoor_theatre.me_unless_narrowed is
'The caller, unless the request names a project in x-project-id.

A row that this statement writes is in no set yet: its owner is recognised by this.';

create function stagedoor_theatre.logs_of(p_kind text, p_id uuid)
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads resources of anybody. Asked by definers only.
declare
  v_logs pg_catalog.uuid[];
begin
  case p_kind
    when 'scope' then
      v_logs := array(select s.id from stagedoor.scopes as s where s.id = p_id);
    when 'venue' then
      v_logs := array(select v.organization_id from public.venues as v where v.id = p_id);
    when 'department' then
      v_logs := array(
        select d.organization_id from public.departments as d where d.id = p_id);
    when 'script' then
      v_logs := array(
        select l.project_id from public.show_scripts as l where l.script_id = p_id
        order by l.project_id);
      if v_logs = '{}' then
        v_logs := array(
          select s.organization_id from public.scripts as s where s.id = p_id);
      end if;
    when 'share' then
      v_logs := array(
        select unnest(stagedoor_theatre.logs_of('script', s.script_id))
        from public.script_shares as s where s.id = p_id and s.script_id is not null
        union all
        select s.project_id
        from public.script_shares as s where s.id = p_id and s.script_id is null);
    else
      -- People belong to no place.
      v_logs := array[null::pg_catalog.uuid];
  end case;
  return v_logs;
end;
$$;

comment on function stagedoor_theatre.logs_of is
'In which sequences of the audit log the events of something go.

A script''s: those of all shows that it is linked to, else that of the organization that it
was made in. None where the thing is gone: what took it along has its own event. An
element {null} is the installation.';

create function stagedoor_theatre.tg_any__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which nobody else may. Arguments: the noun of the event, the kind and the
-- column by which logs_of finds the logs, then the columns whose values may be told. Of all
-- others the log says that they changed: what people write is nobody else's business.
declare
  v_before pg_catalog.jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after  pg_catalog.jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row    pg_catalog.jsonb := coalesce(v_after, v_before);
  v_told   pg_catalog.text[] := tg_argv[3:];
  v_columns pg_catalog.jsonb;
  v_log    pg_catalog.uuid;
begin
  if tg_op = 'UPDATE' then
    select jsonb_agg(b.key order by b.key) into v_columns
    from jsonb_each(v_before) as b
    where b.value is distinct from v_after -> b.key
      and b.key not in ('revision', 'updated_at', 'date_updated');
    if v_columns is null then
      return null;
    end if;
  end if;

  foreach v_log in array stagedoor_theatre.logs_of(
    tg_argv[1], (v_row ->> nullif(tg_argv[2], ''))::pg_catalog.uuid)
  loop
    perform stagedoor.record_event(
      p_event => format('%s.%s', tg_argv[0], case tg_op
        when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end),
      p_scope_id => v_log,
      p_subject_id => coalesce(
        v_row ->> 'user_id', v_row ->> 'crew_user_id', v_row ->> 'shared_with_user_id',
        v_row ->> 'owner_id')::pg_catalog.uuid,
      p_object_type => tg_table_name,
      p_object_id => coalesce(
        v_row ->> 'id', v_row ->> 'relationship_id', v_row ->> 'script_id',
        v_row ->> 'venue_id', v_row ->> 'department_id', v_row ->> 'project_id',
        v_row ->> 'user_id'),
      p_before => (
        select jsonb_object_agg(t.name, v_before -> t.name)
        from unnest(v_told) as t (name)
        where v_before is not null and (v_columns is null or v_columns ? t.name)
      ),
      p_after => (
        select jsonb_object_agg(t.name, v_after -> t.name)
        from unnest(v_told) as t (name)
        where v_after is not null and (v_columns is null or v_columns ? t.name)
      ) || case when v_columns is null then '{}'
        else jsonb_build_object('columns', v_columns) end
    );
  end loop;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_any__record is
'Queue an event for a changed row of the theatre part (F88, F89).

Arguments of the trigger: noun of the event, kind and column for logs_of, then the columns
whose values are told.';

-- Privileges. Policies ask who the caller is; the rest is for definers.

revoke all on function
  stagedoor_theatre.me_unless_narrowed,
  stagedoor_theatre.logs_of,
  stagedoor_theatre.tg_any__record
from public, anon, authenticated, service_role;
grant execute on function stagedoor_theatre.me_unless_narrowed to authenticated;
