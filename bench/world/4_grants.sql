-- Grants: ten a person, and those of the people that the measurements ask about.

create function bench.add_grants(p_from bigint, p_to bigint)
returns void
language sql
as $$
  insert into stagedoor.user_accesses
    (id, user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until)
  select
    bench.id('access', person * 10 + n),
    bench.id('person', person),
    case n when 6 then 'department' when 7 then 'organization' else 'project' end,
    case n
      when 6 then bench.id('art department', 1 + (person * 7919 + 6000) % 20000)
      when 7 then bench.id('organization', 1 + person % 500)
      else bench.id('project', 1 + (person * 7919 + n * 1013) % 20000)
    end,
    case n when 5 then 'permission' else 'role' end,
    case n
      when 0 then bench.id('role', -1)
      when 5 then (
        select p.id from stagedoor.permissions as p where p.permission_key = 'schedule:edit')
      else bench.id('role', 1 + (person * 31 + n * 7) % 500)
    end,
    case n when 9 then timestamptz '2090-01-01' end,
    case n
      when 4 then timestamptz '2095-01-01'
      when 8 then timestamptz '2024-01-01'
    end
  from generate_series(p_from, p_to) as person
  cross join generate_series(0, 9) as n;
$$;

-- Somebody with a role in so many projects, spread evenly over the twenty thousand.
create function bench.add_member_of(p_person bigint, p_projects integer)
returns void
language sql
as $$
  select bench.add_people(p_person, p_person);
  insert into stagedoor.user_accesses
    (id, user_id, scope_type, scope_id, grant_type, grant_id)
  select
    bench.id('access of ' || p_person, n), bench.id('person', p_person), 'project',
    bench.id('project', 1 + (n * (20000 / p_projects)) % 20000), 'role', bench.id('role', -3)
  from generate_series(1, p_projects) as n;
$$;

create function bench.add_holder(
  p_person bigint, p_scope_type text, p_scope_id uuid, p_role_id uuid
)
returns void
language sql
as $$
  select bench.add_people(p_person, p_person);
  insert into stagedoor.user_accesses
    (id, user_id, scope_type, scope_id, grant_type, grant_id)
  values (
    bench.id('access of', p_person), bench.id('person', p_person), p_scope_type, p_scope_id,
    'role', p_role_id);
$$;

-- Ask for so many people, each about a project of theirs. Returns how often it was a yes.
create function bench.ask_as_many_people(p_count integer)
returns integer
language plpgsql
as $$
declare
  v_yes integer := 0;
begin
  for v_person in 1..p_count loop
    perform set_config('request.jwt.claims', json_build_object(
      'sub', bench.id('person', v_person), 'role', 'authenticated', 'aal', 'aal1')::text, true);
    if stagedoor.can(
      'schedule:view', bench.id('project', 1 + (v_person * 7919) % 20000)) then
      v_yes := v_yes + 1;
    end if;
  end loop;
  return v_yes;
end;
$$;

-- Ask for one person about five of their projects: about as few for whoever has more, so that
-- it is what they hold that differs, and not what the server has at hand.
create function bench.ask_about_projects(p_person bigint, p_projects integer, p_count integer)
returns integer
language plpgsql
as $$
declare
  v_yes integer := 0;
begin
  perform set_config('request.jwt.claims', json_build_object(
    'sub', bench.id('person', p_person), 'role', 'authenticated', 'aal', 'aal1')::text, true);
  for n in 1..p_count loop
    if stagedoor.can('budget:view:assigned', bench.id(
      'project', 1 + ((1 + n % 5) * (20000 / p_projects)) % 20000)) then
      v_yes := v_yes + 1;
    end if;
  end loop;
  return v_yes;
end;
$$;

-- Somebody who gives access in project 1, and a table like the product's without anything
-- that happens beside an insert: what a grant costs is compared with it.
create function bench.add_giver(p_person bigint)
returns void
language sql
as $$
  select bench.add_holder(p_person, 'project', bench.id('project', 1), r.id)
  from stagedoor.permission_roles as r
  where r.role_key = 'producer' and r.scope_id is null;
$$;

create function bench.make_plain_accesses()
returns void
language plpgsql
as $$
declare
  v record;
begin
  create table bench.plain_accesses (like stagedoor.user_accesses including all);
  -- As large as the real one, so that its indexes are as deep.
  perform bench.quieten('bench.plain_accesses');
  insert into bench.plain_accesses
  select a.* from stagedoor.user_accesses as a where a.delegated_from is null;
  call bench.restore('bench.plain_accesses');
  for v in
    select c.conname, pg_get_constraintdef(c.oid) as definition
    from pg_constraint as c
    where c.conrelid = 'stagedoor.user_accesses'::regclass and c.contype = 'f'
  loop
    execute format('alter table bench.plain_accesses add constraint %I %s', v.conname,
      replace(v.definition, 'stagedoor.user_accesses', 'bench.plain_accesses'));
  end loop;
  alter table bench.plain_accesses owner to postgres;
end;
$$;

-- A table whose rows are events, and one whose trigger merely inserts a row.
create function bench.make_changes()
returns void
language plpgsql
as $$
begin
  create table bench.changes (
    id bigint generated always as identity primary key, project_id uuid not null, note text);
  create table bench.plain_changes (like bench.changes including all);
  create table bench.plain_log (
    id bigint generated always as identity primary key, project_id uuid not null,
    at timestamptz not null default now(), actor_id uuid, event text, after jsonb);
  create index plain_log_project_id_idx on bench.plain_log (project_id, id);

  create function bench.tg_changes__record()
  returns trigger
  language plpgsql
  security definer
  set search_path = ''
  as $trigger$
  begin
    perform stagedoor.record_event(
      p_event => 'bench.changed', p_scope_id => new.project_id,
      p_object_type => 'changes', p_object_id => new.id::text,
      p_after => jsonb_build_object('note', new.note));
    return null;
  end;
  $trigger$;
  create function bench.tg_plain_changes__record()
  returns trigger
  language plpgsql
  security definer
  set search_path = ''
  as $trigger$
  begin
    insert into bench.plain_log (project_id, actor_id, event, after)
    values (new.project_id, auth.uid(), 'bench.changed', jsonb_build_object('note', new.note));
    return null;
  end;
  $trigger$;
  create trigger _900_record after insert on bench.changes
    for each row execute function bench.tg_changes__record();
  create trigger _900_record after insert on bench.plain_changes
    for each row execute function bench.tg_plain_changes__record();
  grant select, insert on bench.changes, bench.plain_changes to authenticated;
end;
$$;
