-- What a change of elements leaves behind: the revision of its script, and events in the
-- logs of the shows that use it.

create function stagedoor_theatre.tg_script_elements__revise()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Counts changes and queues events, which nobody else may. Once per statement: a whole act
-- is loaded in one. Of private elements neither the revision nor a show's log says
-- anything; the log of the organization says that there was something.
declare
  v_ids      pg_catalog.uuid[];
  v_scripts  pg_catalog.uuid[];
  v_privates boolean[];
  v_columns  pg_catalog.jsonb;
  v_touched  pg_catalog.record;
  v_log      pg_catalog.uuid;
begin
  if stagedoor.is_replaying() then
    return null;
  end if;
  if tg_op = 'INSERT' then
    select array_agg(n.id), array_agg(n.script_id), array_agg(n.is_private)
    into v_ids, v_scripts, v_privates
    from new_rows as n;
  elsif tg_op = 'DELETE' then
    select array_agg(o.id), array_agg(o.script_id), array_agg(o.is_private)
    into v_ids, v_scripts, v_privates
    from old_rows as o;
  else
    select
      array_agg(n.id), array_agg(n.script_id), array_agg(n.is_private and o.is_private)
    into v_ids, v_scripts, v_privates
    from new_rows as n
    join old_rows as o on o.id = n.id
    where o is distinct from n;
    select coalesce(jsonb_agg(distinct b.key), '[]') into v_columns
    from new_rows as n
    join old_rows as o on o.id = n.id
    cross join lateral jsonb_each(to_jsonb(o)) as b
    where not (n.is_private and o.is_private)
      and b.value is distinct from to_jsonb(n) -> b.key;
  end if;

  for v_touched in
    select
      t.script_id, t.is_private, count(*) as count,
      (array_agg(t.id order by t.id))[1:20] as element_ids
    from unnest(v_ids, v_scripts, v_privates) as t (id, script_id, is_private)
    -- A script that goes takes its elements along without a word of theirs.
    join public.scripts as s on s.id = t.script_id
    group by t.script_id, t.is_private
    order by t.script_id, t.is_private
  loop
    if v_touched.is_private then
      perform stagedoor.record_event(
        p_event => 'script_note.changed',
        p_scope_id => (
          select s.organization_id from public.scripts as s
          where s.id = v_touched.script_id),
        p_object_type => 'scripts',
        p_object_id => v_touched.script_id::pg_catalog.text);
    else
      update public.scripts as s
      set revision = s.revision + 1
      where s.id = v_touched.script_id;
      foreach v_log in array stagedoor_theatre.logs_of('script', v_touched.script_id) loop
        perform stagedoor.record_event(
          p_event => case tg_op
            when 'INSERT' then 'script_element.created'
            when 'UPDATE' then 'script_element.changed'
            else 'script_element.deleted' end,
          p_scope_id => v_log,
          p_object_type => 'scripts',
          p_object_id => v_touched.script_id::pg_catalog.text,
          p_after => jsonb_strip_nulls(jsonb_build_object(
            'count', v_touched.count, 'element_ids', to_jsonb(v_touched.element_ids),
            'columns', v_columns)));
      end loop;
    end if;
  end loop;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_script_elements__revise is
'Count and record what a statement did to the elements of scripts.

Of more than twenty elements the event names twenty, and how many there were.';

create function stagedoor_theatre.tg_element_departments__revise()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Counts a change of who is called, which nobody else may.
begin
  update public.scripts as s
  set revision = s.revision + 1
  from public.script_elements as e
  where e.id = coalesce(new.element_id, old.element_id)
    and e.script_id = s.id
    and not e.is_private;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_element_departments__revise is
'Count a change of the departments of a call.';

create function stagedoor_theatre.tg_element_departments__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which nobody else may, as a change of the element is told.
declare
  v_element public.script_elements;
  v_log     pg_catalog.uuid;
begin
  select e.* into v_element
  from public.script_elements as e
  where e.id = coalesce(new.element_id, old.element_id);
  -- An element that goes takes its departments along without a word of theirs.
  if not found then
    return null;
  elsif v_element.is_private then
    perform stagedoor.record_event(
      p_event => 'script_note.changed',
      p_scope_id => (
        select s.organization_id from public.scripts as s
        where s.id = v_element.script_id),
      p_object_type => 'scripts',
      p_object_id => v_element.script_id::pg_catalog.text);
    return null;
  end if;
  foreach v_log in array stagedoor_theatre.logs_of('script', v_element.script_id) loop
    perform stagedoor.record_event(
      p_event => 'script_element.changed',
      p_scope_id => v_log,
      p_object_type => 'scripts',
      p_object_id => v_element.script_id::pg_catalog.text,
      p_after => jsonb_build_object(
        'count', 1, 'element_ids', jsonb_build_array(v_element.id),
        'columns', '["departments"]'::pg_catalog.jsonb));
  end loop;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_element_departments__record is
'Record a change of who is called (F88).';

create trigger _900_revise_inserted
  after insert on public.script_elements
  referencing new table as new_rows
  for each statement execute function stagedoor_theatre.tg_script_elements__revise();
create trigger _900_revise_updated
  after update on public.script_elements
  referencing old table as old_rows new table as new_rows
  for each statement execute function stagedoor_theatre.tg_script_elements__revise();
create trigger _900_revise_deleted
  after delete on public.script_elements
  referencing old table as old_rows
  for each statement execute function stagedoor_theatre.tg_script_elements__revise();
create trigger _300_revise
  after insert or delete on public.element_departments
  for each row execute function stagedoor_theatre.tg_element_departments__revise();
create trigger _900_record
  after insert or delete on public.element_departments
  for each row execute function stagedoor_theatre.tg_element_departments__record();
alter table public.element_departments enable always trigger _900_record;
alter table public.script_elements enable always trigger _900_revise_inserted;
alter table public.script_elements enable always trigger _900_revise_updated;
alter table public.script_elements enable always trigger _900_revise_deleted;

-- Privileges.

revoke all on function
  stagedoor_theatre.tg_script_elements__revise,
  stagedoor_theatre.tg_element_departments__record,
  stagedoor_theatre.tg_element_departments__revise
from public, anon, authenticated, service_role;
