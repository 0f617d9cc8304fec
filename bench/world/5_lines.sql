-- Budget lines: a million rows behind the policies that any part writes. Run as postgres, who
-- owns them and whom no policy holds: the hand-written checks are asked as postgres.

create table bench.lines (
  id         uuid           not null default gen_random_uuid(),
  project_id uuid           not null,
  owner_id   uuid           not null,
  name       text           not null,
  amount     numeric(14, 2) not null default 0,
  created_at timestamptz    not null default now(),

  constraint lines_pkey
    primary key (id)
);

create function bench.add_lines(p_from bigint, p_to bigint)
returns void
language sql
as $$
  insert into bench.lines (id, project_id, owner_id, name, amount, created_at)
  select
    bench.id('line', n),
    -- A million over the twenty thousand projects, the rest over those of one organization.
    bench.id('project', case when n <= 1000000 then 1 + n % 20000 else 20001 + n % 20000 end),
    bench.id('person', 1 + n % 1000),
    'Line ' || n,
    n % 10000,
    timestamptz '2026-01-01' + make_interval(secs => (n * 7919) % 1200000 * 10)
  from generate_series(p_from, p_to) as n;
$$;

create function bench.finish_lines()
returns void
language plpgsql
as $$
begin
  create index lines_project_id_created_at_idx
    on bench.lines (project_id, created_at desc);
  create index lines_created_at_idx on bench.lines (created_at desc);

  alter table bench.lines
    add constraint lines_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade;

  alter table bench.lines enable row level security;

  create policy lines_select on bench.lines
    for select to authenticated
    using (
      project_id = any ((select stagedoor.scopes_with('budget:view:assigned'))::uuid[]));
  create policy lines_insert on bench.lines
    for insert to authenticated
    with check (
      project_id = any ((select stagedoor.scopes_with('budget:edit:assigned'))::uuid[]));
  create policy lines_update on bench.lines
    for update to authenticated
    using (
      project_id = any ((select stagedoor.scopes_with('budget:edit:assigned'))::uuid[]))
    with check (
      project_id = any ((select stagedoor.scopes_with('budget:edit:assigned'))::uuid[]));

  grant select, insert, update on bench.lines to authenticated;
end;
$$;

-- A feed: the newest lines over all projects of the caller. The policy above cannot know
-- how many those are when the statement is planned, and always sorts; this function knows.
-- It is the recipe of docs/performance.md.
create function bench.newest_lines(p_limit integer)
returns setof bench.lines
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads lines past their policy, in the very set that the policy asks for.
declare
  v_ids      pg_catalog.uuid[] := stagedoor.scopes_with('budget:view:assigned');
  v_lines    real;
  v_projects real;
begin
  select lines.reltuples, projects.reltuples into v_lines, v_projects
  from pg_catalog.pg_class as lines, pg_catalog.pg_class as projects
  where lines.oid = 'bench.lines'::pg_catalog.regclass
    and projects.oid =
      'stagedoor.scopes_organization_id_project_idx'::pg_catalog.regclass;

  -- Sorting reads what the caller sees; walking reads until the page is full. With a share
  -- s of the lines those are s * lines and limit / s.
  if (cardinality(v_ids) / greatest(v_projects, 1)) ^ 2 < p_limit / greatest(v_lines, 1) then
    return query
    select l.* from bench.lines as l
    where l.project_id = any (v_ids)
    order by l.created_at desc
    limit p_limit;
  else
    return query
    select l.* from bench.lines as l
    -- Not simplified, so that it stays a look into a hash table, row by row.
    where coalesce(l.project_id in (select unnest(v_ids)), false)
    order by l.created_at desc
    limit p_limit;
  end if;
end;
$$;

revoke all on function bench.newest_lines(integer) from public;
grant execute on function bench.newest_lines(integer) to authenticated;
