-- Roles: named sets of permissions, built in or defined by a tenant, and the keys that each
-- grants.

create table stagedoor.permission_roles (
  id          uuid        not null default gen_random_uuid(),
  grant_type  text        not null generated always as ('role') stored,
  role_key    text        not null,
  name        text        not null,
  description text        not null,
  scope_id    uuid,
  created_at  timestamptz not null default stagedoor.instant(),
  deleted_at  timestamptz,

  constraint permission_roles_pkey
    primary key (id),
  constraint permission_roles_id_fkey
    foreign key (id, grant_type) references stagedoor.grant_targets (id, grant_type)
    on delete restrict,
  constraint permission_roles_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint permission_roles_role_key_snake_case_check
    check (role_key ~ '^[a-z][a-z0-9_]*$' and char_length(role_key) <= 60),
  constraint permission_roles_name_length_check
    check (char_length(name) between 1 and 120),
  constraint permission_roles_description_length_check
    check (char_length(description) <= 1000),
  -- A migration adds or removes built-in roles, with everything that refers to them.
  constraint permission_roles_built_in_stays_check
    check (scope_id is not null or deleted_at is null)
);

comment on table stagedoor.permission_roles is
'Roles: built in where scope_id is null, else of a tenant (F5, F9, F93).

A role of a tenant can be granted at its scope and below.';
comment on column stagedoor.permission_roles.deleted_at is
'When a tenant deleted it.

The row stays for the accesses that it once gave.';

-- One role per key and scope; a deleted one frees its key.
create unique index permission_roles_scope_id_role_key_key
  on stagedoor.permission_roles (scope_id, role_key) nulls not distinct
  where deleted_at is null;
create index permission_roles_scope_id_idx on stagedoor.permission_roles (scope_id);

create function stagedoor.tg_scope_types__know_creator_role()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Only the owner of the database writes scope types, and reads all roles. A restore may
-- bring the types before the roles.
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  if new.creator_role_key is not null and not exists (
    select from stagedoor.permission_roles as r
    where r.role_key = new.creator_role_key and r.scope_id is null
  ) then
    raise check_violation using
      message = 'The role of a creator is a built-in role',
      detail = json_build_object('creator_role_key', new.creator_role_key),
      hint = 'Insert the role first, with a scope_id of null.';
  end if;
  return new;
end;
$$;

comment on function stagedoor.tg_scope_types__know_creator_role is
'Refuse a creator role that is no built-in role. Raises 23514.';

create trigger _100_know_creator_role
  before insert or update of creator_role_key on stagedoor.scope_types
  for each row execute function stagedoor.tg_scope_types__know_creator_role();
alter table stagedoor.scope_types enable always trigger _100_know_creator_role;

create table stagedoor.permission_role_links (
  permission_role_id uuid not null,
  permission_id      uuid not null,
  policy             text not null default 'allow',

  constraint permission_role_links_pkey
    primary key (permission_role_id, permission_id),
  constraint permission_role_links_permission_role_id_fkey
    foreign key (permission_role_id) references stagedoor.permission_roles (id)
    on delete cascade,
  constraint permission_role_links_permission_id_fkey
    foreign key (permission_id) references stagedoor.permissions (id) on delete cascade,
  constraint permission_role_links_policy_known_check
    check (policy in ('allow', 'own', 'locked', 'deny'))
);

comment on table stagedoor.permission_role_links is
'The permissions of a role, each with its policy (F10, F50).

policy: allow, own, locked or deny.';

create index permission_role_links_permission_id_idx
  on stagedoor.permission_role_links (permission_id);

create table stagedoor.role_includes (
  permission_role_id uuid not null,
  included_role_id   uuid not null,

  constraint role_includes_pkey
    primary key (permission_role_id, included_role_id),
  constraint role_includes_permission_role_id_fkey
    foreign key (permission_role_id) references stagedoor.permission_roles (id)
    on delete cascade,
  constraint role_includes_included_role_id_fkey
    foreign key (included_role_id) references stagedoor.permission_roles (id)
    on delete cascade,
  constraint role_includes_another_check
    check (permission_role_id <> included_role_id)
);

comment on table stagedoor.role_includes is
'Roles that a role takes its links from, one level deep.';

create index role_includes_included_role_id_idx
  on stagedoor.role_includes (included_role_id);

create function stagedoor.tg_role_includes__refuse_depth()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- One level, so that the keys of a role are read from one page. That also rules out cycles.
declare
  v_role     stagedoor.permission_roles;
  v_included stagedoor.permission_roles;
begin
  if stagedoor.is_replaying() then
    return null;
  end if;

  if exists (
    select from stagedoor.role_includes as i
    where i.permission_role_id = new.included_role_id
      or i.included_role_id = new.permission_role_id
  ) then
    raise check_violation using message = 'A role that includes others cannot be included';
  end if;

  select r.* into v_role
  from stagedoor.permission_roles as r where r.id = new.permission_role_id;
  select r.* into v_included
  from stagedoor.permission_roles as r where r.id = new.included_role_id;
  if v_included.scope_id is not null and not exists (
    select from stagedoor.scopes as s
    where s.id = v_role.scope_id and v_included.scope_id = any (s.path)
  ) then
    raise check_violation using message =
      'A role includes built-in roles and roles of its own scope or one above it';
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_role_includes__refuse_depth is
'Refuse inclusion deeper than one level or across tenants. Raises 23514.';

create trigger _100_refuse_depth
  after insert or update on stagedoor.role_includes
  for each row execute function stagedoor.tg_role_includes__refuse_depth();
alter table stagedoor.role_includes enable always trigger _100_refuse_depth;

create function stagedoor.refresh_grant_targets(p_ids uuid[] default null)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes grant_targets, which is derived and written by triggers only.
declare
  v_changed integer;
begin
  -- Locked in a statement of its own: the next statement sees a concurrent change of an
  -- included role, and this one would miss it.
  perform from stagedoor.grant_targets as t
  where p_ids is null or t.id = any (p_ids)
  order by t.id
  for update;

  with recursive links (id, key, policy, is_narrow) as (
    -- A link on an :assigned key reaches the assigned projects, with all that it implies.
    select p.id, p.permission_key, 'allow', p.permission_key like '%:assigned'
    from stagedoor.permissions as p
    where p_ids is null or p.id = any (p_ids)
    union all
    select r.id, p.permission_key, l.policy, p.permission_key like '%:assigned'
    from stagedoor.permission_roles as r
    cross join lateral (
      select r.id
      union all
      select i.included_role_id
      from stagedoor.role_includes as i
      where i.permission_role_id = r.id
    ) as source (role_id)
    join stagedoor.permission_role_links as l on l.permission_role_id = source.role_id
    join stagedoor.permissions as p on p.id = l.permission_id
    where r.deleted_at is null and (p_ids is null or r.id = any (p_ids))
  ),
  closed (id, key, policy, is_narrow) as (
    select l.id, l.key, l.policy, l.is_narrow from links as l
    union
    -- Implications carry allow, own and locked, never deny.
    select c.id, i.implies_key, c.policy, c.is_narrow
    from closed as c
    join stagedoor.permission_implications as i on i.permission_key = c.key
    where c.policy <> 'deny'
  ),
  folded as (
    select c.id, c.key, c.policy, bool_and(c.is_narrow) as is_narrow
    from closed as c
    group by c.id, c.key, c.policy
  ),
  granted as (
    select
      f.id,
      array_agg(f.key order by f.key) filter (where f.policy = 'allow') as allow_keys,
      array_agg(f.key order by f.key) filter (where f.policy = 'own') as own_keys,
      array_agg(f.key order by f.key) filter (where f.policy = 'locked') as locked_keys,
      array_agg(f.key order by f.key) filter (where f.policy = 'deny') as deny_keys,
      array_agg(f.policy || ' ' || f.key order by f.policy, f.key)
        filter (where f.is_narrow) as assigned_only,
      array_agg(distinct f.key) filter (where p.requires_aal2) as step_up_keys
    from folded as f
    join stagedoor.permissions as p on p.permission_key = f.key
    group by f.id
  ),
  complete as (
    select
      g.id,
      coalesce(c.allow_keys, '{}') as allow_keys,
      coalesce(c.own_keys, '{}') as own_keys,
      coalesce(c.locked_keys, '{}') as locked_keys,
      coalesce(c.deny_keys, '{}') as deny_keys,
      coalesce(c.assigned_only, '{}') as assigned_only,
      coalesce(c.step_up_keys, '{}') as step_up_keys
    from stagedoor.grant_targets as g
    left join granted as c on c.id = g.id
    where p_ids is null or g.id = any (p_ids)
  )
  update stagedoor.grant_targets as t
  set allow_keys = c.allow_keys, own_keys = c.own_keys, locked_keys = c.locked_keys,
      deny_keys = c.deny_keys, assigned_only = c.assigned_only,
      step_up_keys = c.step_up_keys
  from complete as c
  where t.id = c.id
    and (t.allow_keys, t.own_keys, t.locked_keys, t.deny_keys, t.assigned_only,
      t.step_up_keys)
    is distinct from (c.allow_keys, c.own_keys, c.locked_keys, c.deny_keys,
      c.assigned_only, c.step_up_keys);
  get diagnostics v_changed = row_count;
  return v_changed;
end;
$$;

comment on function stagedoor.refresh_grant_targets is
'Compute the keys anew that roles and permissions grant (F3, F17).

Null: all of them. Returns how many changed.';

create function stagedoor.tg_any__refresh_grant_targets()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes grant_targets through refresh_grant_targets.
declare
  v_key      pg_catalog.text := case tg_table_name
    when 'permission_roles' then 'id' else 'permission_role_id' end;
  -- Both roles where a link or an inclusion moves: the old one grants less.
  v_role_ids pg_catalog.uuid[] := array(
    select distinct (r.content ->> v_key)::pg_catalog.uuid
    from unnest(array[to_jsonb(old), to_jsonb(new)]) as r (content)
    where r.content ->> v_key is not null);
begin
  if v_role_ids <> '{}' then
    perform stagedoor.refresh_grant_targets(array(
      select unnest(v_role_ids)
      union
      select i.permission_role_id
      from stagedoor.role_includes as i
      where i.included_role_id = any (v_role_ids)
    ));
  elsif tg_table_name = 'permissions' and tg_op = 'INSERT' then
    perform stagedoor.refresh_grant_targets(
      array[(to_jsonb(new) ->> 'id')::pg_catalog.uuid]);
  else
    perform stagedoor.refresh_grant_targets();
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_any__refresh_grant_targets is
'Keep the closed key sets true after a change.

Of roles, links, inclusions, keys and implications.';

create trigger _200_refresh_grant_targets
  after insert or update of permission_key, requires_aal2 on stagedoor.permissions
  for each row execute function stagedoor.tg_any__refresh_grant_targets();
create trigger _200_refresh_grant_targets
  after insert or update or delete on stagedoor.permission_implications
  for each row execute function stagedoor.tg_any__refresh_grant_targets();
create trigger _200_refresh_grant_targets
  after update of deleted_at on stagedoor.permission_roles
  for each row execute function stagedoor.tg_any__refresh_grant_targets();
create trigger _200_refresh_grant_targets
  after insert or update or delete on stagedoor.permission_role_links
  for each row execute function stagedoor.tg_any__refresh_grant_targets();
create trigger _200_refresh_grant_targets
  after insert or update or delete on stagedoor.role_includes
  for each row execute function stagedoor.tg_any__refresh_grant_targets();

create trigger _200_make_grant_target
  before insert on stagedoor.permission_roles
  for each row execute function stagedoor.tg_any__make_grant_target('role');
create trigger _800_drop_grant_target
  after delete on stagedoor.permission_roles
  for each row execute function stagedoor.tg_any__make_grant_target('role');

create function stagedoor.tg_role_parts__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no other role may. A link or inclusion is told in the scope of its
-- role.
declare
  v_row  pg_catalog.jsonb := to_jsonb(coalesce(new, old));
  v_role stagedoor.permission_roles;
begin
  select r.* into v_role
  from stagedoor.permission_roles as r
  where r.id = (v_row ->> 'permission_role_id')::pg_catalog.uuid;

  perform stagedoor.record_event(
    p_event => tg_argv[0] || case tg_op
      when 'INSERT' then '.created' when 'UPDATE' then '.changed' else '.deleted' end,
    p_scope_id => v_role.scope_id,
    p_object_type => 'permission_roles',
    p_object_id => v_row ->> 'permission_role_id',
    p_before => case when tg_op <> 'INSERT' then
      stagedoor.role_part_named(to_jsonb(old), v_role.role_key) end,
    p_after => case when tg_op <> 'DELETE' then
      stagedoor.role_part_named(to_jsonb(new), v_role.role_key) end,
    p_alters_access => true
  );
  return null;
end;
$$;

comment on function stagedoor.tg_role_parts__record is
'Queue an event for a changed link or inclusion of a role (F24).';

create function stagedoor.role_part_named(p_part jsonb, p_role_key text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the catalogue for a trigger: a log that says keys can be read without it.
  select jsonb_strip_nulls(jsonb_build_object(
    'role', p_role_key,
    'permission', (
      select p.permission_key from stagedoor.permissions as p
      where p.id = (p_part ->> 'permission_id')::pg_catalog.uuid
    ),
    'policy', p_part ->> 'policy',
    'included_role', (
      select r.role_key from stagedoor.permission_roles as r
      where r.id = (p_part ->> 'included_role_id')::pg_catalog.uuid
    )
  ))
$$;

comment on function stagedoor.role_part_named is
'A link or inclusion of a role by its keys, for the audit log.';

create trigger _900_record
  after insert or update or delete on stagedoor.permission_roles
  for each row execute function stagedoor.tg_any__record('role', 'scope_id');
create trigger _900_record
  after insert or update or delete on stagedoor.permission_role_links
  for each row execute function stagedoor.tg_role_parts__record('role_link');
create trigger _900_record
  after insert or update or delete on stagedoor.role_includes
  for each row execute function stagedoor.tg_role_parts__record('role_include');
alter table stagedoor.permission_roles enable always trigger _900_record;
alter table stagedoor.permission_role_links enable always trigger _900_record;
alter table stagedoor.role_includes enable always trigger _900_record;

create function stagedoor.tg_grant_targets__stay_true()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes grant_targets through refresh_grant_targets. A row that was written by hand is
-- computed anew from links and implications at once.
begin
  if pg_trigger_depth() = 1 and not stagedoor.is_replaying() then
    perform stagedoor.refresh_grant_targets(
      array[(to_jsonb(new) ->> 'id')::pg_catalog.uuid]);
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_grant_targets__stay_true is
'Compute a target anew that was written by hand.';

create trigger _100_stay_true
  after update on stagedoor.grant_targets
  for each row execute function stagedoor.tg_grant_targets__stay_true();
alter table stagedoor.grant_targets enable always trigger _100_stay_true;

alter table stagedoor.permission_roles enable row level security;
alter table stagedoor.permission_role_links enable row level security;
alter table stagedoor.role_includes enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.tg_scope_types__know_creator_role,
  stagedoor.tg_role_includes__refuse_depth,
  stagedoor.refresh_grant_targets,
  stagedoor.tg_any__refresh_grant_targets,
  stagedoor.tg_role_parts__record,
  stagedoor.role_part_named,
  stagedoor.tg_grant_targets__stay_true
from public, anon, authenticated, service_role;
revoke all on
  stagedoor.permission_roles, stagedoor.permission_role_links, stagedoor.role_includes
from public, anon, authenticated, service_role;
