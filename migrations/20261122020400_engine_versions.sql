-- Versions: a number per scope that grows with every committed change that could alter a
-- decision there, so that a client knows when its cached answers are old (F114).

create table stagedoor.scope_versions (
  scope_id uuid   not null,
  version  bigint not null default 0,

  constraint scope_versions_pkey
    primary key (scope_id),
  constraint scope_versions_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade
);

comment on table stagedoor.scope_versions is
'Counters behind get_access_version: one per scope, raised at commit.';

-- The catalogue belongs to no scope; a change of it concerns every scope.
create table stagedoor.installation_version (
  is_only boolean not null default true,
  version bigint  not null default 0,

  constraint installation_version_pkey
    primary key (is_only),
  constraint installation_version_is_only_check
    check (is_only)
);

comment on table stagedoor.installation_version is
'The counter of changes to keys, implications and built-in roles.

One row.';

insert into stagedoor.installation_version default values;

create function stagedoor.access_version(p_path uuid[])
returns bigint
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the counters, which no request role may.
begin
  return (select i.version from stagedoor.installation_version as i)
    + coalesce((
      select sum(v.version)
      from stagedoor.scope_versions as v
      where v.scope_id = any (p_path)
    ), 0)::bigint;
end;
$$;

comment on function stagedoor.access_version is
'The version along a path of scopes.

The sum of its counters and that of the installation.';

create function stagedoor.raise_versions(p_scope_ids uuid[])
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the counters, which no request role may. Called once per commit, after the heads
-- of the audit log; every commit takes the counters in id order.
begin
  if array_position(p_scope_ids, null) is not null then
    update stagedoor.installation_version as i set version = i.version + 1 where i.is_only;
  end if;

  insert into stagedoor.scope_versions as v (scope_id, version)
  select distinct changed.id, 1
  from stagedoor.scopes as s
  -- A change in a department shows in the lists of its project.
  cross join lateral unnest(array[s.id, s.project_id]) as changed (id)
  where s.id = any (p_scope_ids) and changed.id is not null
  order by changed.id
  on conflict on constraint scope_versions_pkey do update set version = v.version + 1;
end;
$$;

comment on function stagedoor.raise_versions is
'Raise the counters of scopes and of their projects.

A null among them stands for the installation.';

create function stagedoor.tg_scopes__keep_version_growing()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the counters, which no request role may.
declare
  v_fall bigint := stagedoor.access_version(old.path) - stagedoor.access_version(new.path);
begin
  -- A path with smaller counters must not make a cached version look new.
  if v_fall >= 0 then
    insert into stagedoor.scope_versions as v (scope_id, version)
    values (new.id, v_fall + 1)
    on conflict on constraint scope_versions_pkey
    do update set version = v.version + excluded.version;
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_scopes__keep_version_growing is
'Let no version fall when a scope moves below another parent.';

create trigger _200_keep_version_growing
  after update on stagedoor.scopes
  for each row when (old.parent_id is distinct from new.parent_id)
  execute function stagedoor.tg_scopes__keep_version_growing();

alter table stagedoor.scope_versions enable row level security;
alter table stagedoor.installation_version enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.access_version,
  stagedoor.raise_versions,
  stagedoor.tg_scopes__keep_version_growing
from public, anon, authenticated, service_role;
revoke all on stagedoor.scope_versions, stagedoor.installation_version
  from public, anon, authenticated, service_role;
