-- Two published designs for the same lines, in words of our own. Each has a role of its own
-- that its policy is for, so that what is measured beside them stays as it is. Run as the
-- superuser, and safe to run again: a kept world has them already, perhaps in an older
-- form.

do $$
begin
  if to_regrole('bench_basejump') is null then
    create role bench_basejump nologin;
  end if;
  if to_regrole('bench_tenant_rbac') is null then
    create role bench_tenant_rbac nologin;
  end if;
end;
$$;

grant bench_basejump, bench_tenant_rbac to authenticator;
grant usage on schema auth, bench to bench_basejump, bench_tenant_rbac;
grant execute on function auth.jwt(), auth.uid(), auth.role()
  to bench_basejump, bench_tenant_rbac;

-- The shape of Basejump 2.1.0 (usebasejump/basejump): a table of members, a set of one's
-- own accounts as the table's owner sees it, and a policy that looks for the row's account
-- in it. A member is whoever may see the budget of a project; an account is a project.

drop policy if exists lines_select_basejump on bench.lines;
drop policy if exists lines_select_tenant_rbac on bench.lines;
drop table if exists bench.basejump_members cascade;
drop table if exists bench.tenant_rbac_claims cascade;

create table bench.basejump_members (
  user_id    uuid not null,
  account_id uuid not null,
  role       text not null,

  constraint basejump_members_pkey
    primary key (user_id, account_id)
);

insert into bench.basejump_members (user_id, account_id, role)
select distinct a.user_id, a.scope_id, 'member'
from stagedoor.user_accesses as a
join stagedoor.permission_role_links as l on l.permission_role_id = a.grant_id
join stagedoor.permissions as p on p.id = l.permission_id
where a.scope_type = 'project'
  and a.status = 'Active'
  and (a.valid_from is null or a.valid_from <= now())
  and (a.valid_until is null or a.valid_until > now())
  and p.permission_key = 'budget:view:assigned';

-- Not declared stable, as theirs is not.
create or replace function bench.basejump_accounts(p_role text default null)
returns setof uuid
language sql
security definer
set search_path = ''
as $$
  select m.account_id
  from bench.basejump_members as m
  where m.user_id = auth.uid()
    and (p_role is null or m.role = p_role)
$$;

create policy lines_select_basejump on bench.lines
  for select to bench_basejump
  using (project_id in (select bench.basejump_accounts()));

grant select on bench.lines to bench_basejump;

-- The shape of supabase_rbac 5.0.0 (point-source/supabase-tenant-rbac): what somebody may
-- do is one jsonb by group, put into a setting when a request begins and read for each row,
-- after a look at whether the token has expired. A group is a project.

create table bench.tenant_rbac_claims (
  user_id uuid  not null,
  claims  jsonb not null,

  constraint tenant_rbac_claims_pkey
    primary key (user_id)
);

insert into bench.tenant_rbac_claims (user_id, claims)
select m.user_id, jsonb_object_agg(m.account_id, jsonb_build_object(
  'roles', h.roles,
  'permissions', h.keys,
  'grantable_roles', '[]'::jsonb,
  'grantable_permissions', '[]'::jsonb))
from bench.basejump_members as m
cross join lateral (
  select
    jsonb_agg(distinct r.role_key) as roles,
    jsonb_agg(distinct p.permission_key) as keys
  from stagedoor.user_accesses as a
  join stagedoor.permission_roles as r on r.id = a.grant_id
  join stagedoor.permission_role_links as l on l.permission_role_id = r.id
  join stagedoor.permissions as p on p.id = l.permission_id
  where a.user_id = m.user_id
    and a.scope_id = m.account_id
    and a.status = 'Active'
    and (a.valid_from is null or a.valid_from <= now())
    and (a.valid_until is null or a.valid_until > now())
) as h
group by m.user_id;

grant select on bench.tenant_rbac_claims to bench_tenant_rbac;

create or replace function bench.tenant_rbac_get_claims()
returns jsonb
language sql
stable
set search_path = ''
as $$
  select coalesce(
    nullif(current_setting('request.groups', true), '')::jsonb,
    (select c.claims from bench.tenant_rbac_claims as c where c.user_id = auth.uid()),
    '{}')
$$;

create or replace function bench.tenant_rbac_has_expired()
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return extract(epoch from now()) > coalesce(auth.jwt() ->> 'exp', '0')::numeric;
end;
$$;

create or replace function bench.tenant_rbac_has_permission(p_group_id uuid, p_key text)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  if auth.role() is distinct from 'authenticated' then
    return false;
  end if;
  if bench.tenant_rbac_has_expired() then
    raise exception 'the token has expired';
  end if;
  return coalesce(
    bench.tenant_rbac_get_claims() -> p_group_id::text -> 'permissions' ? p_key, false);
end;
$$;

create policy lines_select_tenant_rbac on bench.lines
  for select to bench_tenant_rbac
  using (bench.tenant_rbac_has_permission(project_id, 'budget:view:assigned'));

grant select on bench.lines to bench_tenant_rbac;

analyze bench.basejump_members, bench.tenant_rbac_claims;
