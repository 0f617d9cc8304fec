-- Places and people: 500 organizations of 40 projects with two departments each, one more
-- organization with 20,000 projects, and as many people as the settings say.

select bench.quieten('stagedoor.scopes');

insert into stagedoor.scopes (id, scope_type, name, path, organization_id)
select o.id, 'organization', 'Organization ' || n, array[o.id], o.id
from generate_series(0, 500) as n
cross join lateral (select bench.id('organization', n) as id) as o;

-- Projects 1 to 20,000 belong to organizations 1 to 500; those above, to organization 0.
insert into stagedoor.scopes
  (id, scope_type, parent_id, name, path, organization_id, project_id)
select p.id, 'project', o.id, 'Project ' || n, array[o.id, p.id], o.id, p.id
from generate_series(1, 40000) as n
cross join lateral (select bench.id('project', n) as id) as p
cross join lateral (
  select bench.id('organization', case when n <= 20000 then 1 + n % 500 else 0 end) as id
) as o;

insert into stagedoor.scopes
  (id, scope_type, parent_id, name, path, organization_id, project_id)
select d.id, 'department', p.id, 'Department ' || n, p.path || d.id, p.organization_id, p.id
from generate_series(1, 20000) as n
join stagedoor.scopes as p on p.id = bench.id('project', n)
cross join lateral (
  values (bench.id('art department', n)), (bench.id('camera department', n))
) as d (id);

call bench.restore('stagedoor.scopes');

-- People 1 to n are everybody; those below zero are the ones that the measurements ask about.
create function bench.add_people(p_from bigint, p_to bigint)
returns void
language sql
as $$
  insert into auth.users (id, email, email_confirmed_at, created_at)
  select bench.id('person', n), 'person' || n || '@example.org', now(), now()
  from generate_series(p_from, p_to) as n;

  insert into stagedoor.user_accounts (id, auth_user_id, account_status, email)
  select bench.id('person', n), bench.id('person', n), 'verified',
    'person' || n || '@example.org'
  from generate_series(p_from, p_to) as n;
$$;
