-- Film: cost codes, budgets and costs of a production, and who may write against which
-- code.
--
-- A production is a project. What is granted there is a key, as everywhere; what a line
-- producer may sign is decided by the code, its category, its agreement and the phase.

create schema stagedoor_film;

comment on schema stagedoor_film is
'The film part: definers, triggers and what no request may read.

Tables of the part stand in public, under row-level security.';

revoke all on schema stagedoor_film from public, anon, authenticated, service_role;
grant usage on schema stagedoor_film to anon, authenticated, service_role;

-- What the tables below hold leaves as CSV, too.
select stagedoor.serve_csv('public');

create function stagedoor_film.projects_with(p_permission_key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads scopes, of which a request sees its own part only.
begin
  return array(
    select distinct s.project_id
    from stagedoor.scopes as s
    where s.id = any (stagedoor.scopes_with(p_permission_key))
  );
end;
$$;

comment on function stagedoor_film.projects_with is
'Projects in which the caller holds a key, there or in a department.

For policies of rows that belong to the whole production.';

create function stagedoor_film.tg_any__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues an event, which nobody else may. Arguments: the noun of the event; 'access' where
-- a decision could change by it, else 'figures'; the columns about a person.
declare
  v_before   pg_catalog.jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_after    pg_catalog.jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row      pg_catalog.jsonb := coalesce(v_after, v_before);
  v_scope_id pg_catalog.uuid := (v_row ->> 'project_id')::pg_catalog.uuid;
  v_personal pg_catalog.text[] := tg_argv[2:];
begin
  -- When the production goes, its rows go without a word of their own.
  if tg_op = 'DELETE' and v_scope_id is not null and not exists (
    select from stagedoor.scopes as s where s.id = v_scope_id
  ) then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    if v_before = v_after then
      return null;
    end if;
    -- What stayed the same is not part of the event.
    select jsonb_object_agg(b.key, b.value), jsonb_object_agg(b.key, v_after -> b.key)
    into v_before, v_after
    from jsonb_each(v_before) as b
    where b.value is distinct from v_after -> b.key;
  end if;

  perform stagedoor.record_event(
    p_event => format('%s.%s', tg_argv[0], case tg_op
      when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end),
    p_scope_id => v_scope_id,
    p_subject_id => (v_row ->> 'user_id')::pg_catalog.uuid,
    p_object_type => tg_table_name,
    p_object_id => coalesce(v_row ->> 'id', v_row ->> 'code', v_row ->> 'project_id'),
    p_before => v_before - v_personal,
    p_after => v_after - v_personal,
    p_personal => (
      select jsonb_object_agg(p.name, coalesce(v_after, v_before) -> p.name)
      from unnest(v_personal) as p (name)
      where coalesce(v_after, v_before) ->> p.name is not null
    ),
    -- A reason that the row carries is the reason of its change.
    p_reason => (
      select r.value
      from jsonb_each_text(case when tg_op <> 'DELETE' then to_jsonb(new) end) as r
      where r.key ~ '(^|_)reason$'
        and r.value is not null
        and v_after ?| array[r.key, regexp_replace(r.key, '_reason$', '')]
      order by r.key
      limit 1
    ),
    p_override_id => (v_row ->> 'override_id')::pg_catalog.uuid,
    p_elevation_id => (v_row ->> 'elevation_id')::pg_catalog.uuid,
    p_alters_access => tg_argv[1] = 'access'
  );
  return null;
end;
$$;

comment on function stagedoor_film.tg_any__record is
'Queue an event for a changed row of a production (F24, F47).

Arguments of the trigger: noun of the event, access or figures, then the columns that are
about a person. access raises the version of the production (F36, F114). A row that ships
has no project: its events join the sequence of the installation.';

create function stagedoor_film.tg_any__refuse_truncate()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Emptying a table at once asks no row, and would pass every guard that sits on rows.
begin
  raise check_violation using
    message = format('%s is not emptied at once', tg_table_name),
    hint = 'Delete what may be deleted.';
end;
$$;

comment on function stagedoor_film.tg_any__refuse_truncate is
'Refuse to empty a table past the guards of its rows. Raises 23514.';

create function stagedoor_film.tg_any__refuse_delete()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads productions. Binds whoever writes: money is reversed, and its rows stay as long as
-- their production.
begin
  if exists (select from public.productions as p where p.project_id = old.project_id) then
    raise check_violation using
      message = format('What stands in %s is not deleted', tg_table_name),
      hint = 'Void what was wrong.';
  end if;
  return old;
end;
$$;

comment on function stagedoor_film.tg_any__refuse_delete is
'Refuse to delete a row of money while its production is there.

Raises 23514.';

-- Privileges.

revoke all on function
  stagedoor_film.projects_with,
  stagedoor_film.tg_any__record,
  stagedoor_film.tg_any__refuse_truncate,
  stagedoor_film.tg_any__refuse_delete
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.projects_with to authenticated;
