-- Scopes: the tree of organizations, projects and departments in which access is held.

create table stagedoor.scope_types (
  scope_type       text     not null,
  parent_type      text,
  label            text     not null,
  position         smallint not null,
  creator_role_key text,

  constraint scope_types_pkey
    primary key (scope_type),
  constraint scope_types_parent_type_fkey
    foreign key (parent_type) references stagedoor.scope_types (scope_type)
    on delete restrict,
  constraint scope_types_scope_type_snake_case_check
    check (scope_type ~ '^[a-z][a-z0-9_]*$'),
  constraint scope_types_parent_is_another_type_check
    check (parent_type <> scope_type),
  -- An organization has no scope above it from which a grant could reach a new one.
  constraint scope_types_organization_has_creator_role_check
    check (scope_type <> 'organization' or creator_role_key is not null)
);

comment on table stagedoor.scope_types is
'The kinds of scope, and which kind each stands under (F93).

A part adds rows.';
comment on column stagedoor.scope_types.parent_type is
'The kind that it stands under. Null for the top of a tree.';
comment on column stagedoor.scope_types.creator_role_key is
'The built-in role that the creator of such a scope gets in it (F129).

Null: none; their accesses above reach down. The owner of the database writes it; existing
accesses stay.';

create index scope_types_parent_type_idx on stagedoor.scope_types (parent_type);

insert into stagedoor.scope_types
  (scope_type, parent_type, label, position, creator_role_key)
values
  ('organization', null, 'Organization', 10, 'owner'),
  ('project', 'organization', 'Project', 20, 'owner'),
  ('department', 'project', 'Department', 30, null);

create trigger _900_record
  after insert or update or delete on stagedoor.scope_types
  for each row execute function stagedoor.tg_any__record('scope_type', '');
alter table stagedoor.scope_types enable always trigger _900_record;

create function stagedoor.is_time_zone(p_name text)
returns boolean
language plpgsql
stable
strict
set search_path = ''
as $$
begin
  -- An offset, and a name with one in it, reads west in one place and east in the other.
  if p_name !~ '^(UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]*){1,2})$' then
    return false;
  end if;
  perform stagedoor.instant() at time zone p_name;
  return true;
exception
  when invalid_parameter_value then return false;
end;
$$;

comment on function stagedoor.is_time_zone is
'Whether a name is a time zone of the tz database (F127).

UTC, or an area and a city, such as Europe/Berlin.';

create table stagedoor.scopes (
  id              uuid        not null default gen_random_uuid(),
  scope_type      text        not null,
  parent_id       uuid,
  name            text        not null,
  time_zone       text,
  archived_at     timestamptz,
  created_at      timestamptz not null default stagedoor.instant(),
  path            uuid[]      not null,
  organization_id uuid        not null,
  project_id      uuid,
  is_archived     boolean     not null default false,

  constraint scopes_pkey
    primary key (id),

  -- An access names its scope and the type of it together.
  constraint scopes_id_scope_type_key
    unique (id, scope_type),

  constraint scopes_scope_type_fkey
    foreign key (scope_type) references stagedoor.scope_types (scope_type)
    on delete restrict,
  constraint scopes_parent_id_fkey
    foreign key (parent_id) references stagedoor.scopes (id) on delete restrict,

  -- Users pick a scope from a list by its name.
  constraint scopes_name_length_check
    check (char_length(name) between 1 and 200 and name = btrim(name)),
  -- Users cannot tell two names apart that look alike.
  constraint scopes_name_visible_check
    check (
      name !~ '[[:cntrl:]]'
      and name ~ '[^\s\u00A0\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF]'
    ),
  constraint scopes_time_zone_known_check
    check (stagedoor.is_time_zone(time_zone)),
  constraint scopes_archived_at_finite_check
    check (isfinite(archived_at)),

  constraint scopes_parent_is_another_check
    check (parent_id <> id),

  -- The path ends in the scope itself and begins at the top of its tree.
  constraint scopes_path_ends_in_self_check
    check (path[cardinality(path)] = id and path[1] = organization_id)
);

comment on table stagedoor.scopes is
'Where access is held: organization > project > department (F11, F93).';
comment on column stagedoor.scopes.time_zone is
'Where its days begin and end (F127). Null: as in the scope above, UTC at the top.';
comment on column stagedoor.scopes.archived_at is
'When it was archived.

In it and below only keys with counts_when_archived count.';
comment on column stagedoor.scopes.path is
'The scope and all above it, from the top down. Kept by trigger.';
comment on column stagedoor.scopes.organization_id is
'The top of its tree. Kept by trigger.';
comment on column stagedoor.scopes.project_id is
'The project it is or stands below. Null above projects. Kept by trigger.';
comment on column stagedoor.scopes.is_archived is
'Whether it or a scope above it is archived. Kept by trigger.';

create index scopes_scope_type_idx on stagedoor.scopes (scope_type);
create index scopes_parent_id_idx on stagedoor.scopes (parent_id);
create index scopes_project_id_idx on stagedoor.scopes (project_id);

-- Expanding an organization-wide grant reads this index and no row.
create index scopes_organization_id_project_idx on stagedoor.scopes (organization_id)
  include (id) where scope_type = 'project' and not is_archived;

-- Few scopes are archived: looking many up in this small index is cheap.
create index scopes_id_archived_idx on stagedoor.scopes (id) where is_archived;

create index scopes_path_idx on stagedoor.scopes using gin (path);

alter table stagedoor.secrets
  add constraint secrets_scope_id_fkey
  foreign key (scope_id) references stagedoor.scopes (id) on delete cascade;

create function stagedoor.tg_scopes__place()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Derived columns are computed from the parent for every writer; a restore brings them
-- along, and may bring the child before its parent.
declare
  v_parent_type pg_catalog.text;
  v_parent      stagedoor.scopes;
begin
  if stagedoor.is_replaying() then
    return new;
  end if;

  select t.parent_type into v_parent_type
  from stagedoor.scope_types as t
  where t.scope_type = new.scope_type;

  if new.parent_id is not null then
    select s.* into v_parent
    from stagedoor.scopes as s
    where s.id = new.parent_id
    for share;
  end if;

  -- The foreign key answers for an unknown type.
  if found and v_parent.scope_type is distinct from v_parent_type then
    raise check_violation using message = format(
      'A %s stands %s',
      new.scope_type, coalesce('under a ' || v_parent_type, 'at the top'));
  end if;
  if new.id = any (v_parent.path) then
    raise check_violation using message = 'A scope cannot stand below itself';
  end if;

  new.path := coalesce(v_parent.path, '{}') || new.id;
  new.organization_id := new.path[1];
  new.project_id := case
    when new.scope_type = 'project' then new.id
    else v_parent.project_id
  end;
  new.is_archived := new.archived_at is not null or coalesce(v_parent.is_archived, false);
  return new;
end;
$$;

comment on function stagedoor.tg_scopes__place is
'Compute path, organization, project and archive state from the parent.

Raises 23514 where the parent is of the wrong type or the scope itself.';

create trigger _100_place
  before insert or update on stagedoor.scopes
  for each row execute function stagedoor.tg_scopes__place();
alter table stagedoor.scopes enable always trigger _100_place;

create function stagedoor.tg_scopes__place_children()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the scopes below, which the mover may not see.
begin
  -- Touching a child computes it anew and comes back here for its own children.
  update stagedoor.scopes as s set parent_id = s.parent_id where s.parent_id = new.id;
  return null;
end;
$$;

comment on function stagedoor.tg_scopes__place_children is
'Carry a move, an archive or a restore down the tree.';

create trigger _210_place_children
  after update on stagedoor.scopes
  for each row
  when (
    old.path is distinct from new.path or old.is_archived is distinct from new.is_archived)
  execute function stagedoor.tg_scopes__place_children();

create function stagedoor.tg_scopes__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no request role may.
declare
  v_scope stagedoor.scopes := coalesce(new, old);
begin
  -- A change carried down from above is recorded at the scope that was changed.
  if tg_op = 'UPDATE'
    and (old.name, old.parent_id, old.archived_at, old.scope_type, old.time_zone)
      is not distinct from
        (new.name, new.parent_id, new.archived_at, new.scope_type, new.time_zone)
  then
    return null;
  end if;

  perform stagedoor.record_event(
    p_event => case
      when tg_op = 'INSERT' then 'scope.created'
      when tg_op = 'DELETE' then 'scope.deleted'
      when old.parent_id is distinct from new.parent_id then 'scope.moved'
      when old.archived_at is null and new.archived_at is not null then 'scope.archived'
      when old.archived_at is not null and new.archived_at is null then 'scope.restored'
      when old.time_zone is distinct from new.time_zone then 'scope.time_zone_changed'
      else 'scope.renamed'
    end,
    p_scope_id => v_scope.id,
    p_object_type => v_scope.scope_type,
    p_object_id => v_scope.id::pg_catalog.text,
    p_before => case when tg_op <> 'INSERT' then jsonb_build_object(
      'name', old.name, 'parent_id', old.parent_id, 'time_zone', old.time_zone,
      'archived_at', old.archived_at) end,
    p_after => case when tg_op <> 'DELETE' then jsonb_build_object(
      'name', new.name, 'parent_id', new.parent_id, 'time_zone', new.time_zone,
      'archived_at', new.archived_at) end,
    p_alters_access => tg_op <> 'DELETE',
    p_sequence_id => coalesce(v_scope.project_id, v_scope.id)
  );
  return null;
end;
$$;

comment on function stagedoor.tg_scopes__record is
'Queue the event of a scope (F24).

scope.created, renamed, time_zone_changed, moved, archived, restored or deleted.';

create trigger _900_record
  after insert or update or delete on stagedoor.scopes
  for each row execute function stagedoor.tg_scopes__record();
alter table stagedoor.scopes enable always trigger _900_record;

create function stagedoor.scope_time_zone(p_scope_id uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads scopes above, which a request may not see. Asked by definers only.
  select coalesce(
    (
      select above.time_zone
      from stagedoor.scopes as s
      cross join lateral unnest(s.path) with ordinality as p (scope_id, depth)
      join stagedoor.scopes as above on above.id = p.scope_id
      where s.id = p_scope_id and above.time_zone is not null
      order by p.depth desc
      limit 1
    ),
    'UTC')
$$;

comment on function stagedoor.scope_time_zone is
'The time zone of a scope (F127).

Its own, else that of the nearest scope above that has one, else UTC.';

create function stagedoor.today_in(p_scope_id uuid)
returns date
language sql
stable
set search_path = ''
as $$
  select (stagedoor.instant() at time zone stagedoor.scope_time_zone(p_scope_id))
    ::pg_catalog.date
$$;

comment on function stagedoor.today_in is
'The current day in a scope, by its time zone (F127).';

create function stagedoor.day_ends_at(p_scope_id uuid, p_day date)
returns timestamptz
language sql
stable
set search_path = ''
as $$
  -- Where a clock goes back at midnight, midnight comes twice: the first ends the day.
  select min(t.moment)
  from stagedoor.scope_time_zone(p_scope_id) as z (name)
  cross join lateral (
    select (p_day + 1)::pg_catalog.timestamp at time zone z.name
  ) as midnight (latest)
  cross join lateral generate_series(
    midnight.latest - interval '2 hours', midnight.latest, interval '30 minutes'
  ) as t (moment)
  where (t.moment at time zone z.name)::pg_catalog.date > p_day
$$;

comment on function stagedoor.day_ends_at is
'The first moment after a day in a scope, by its time zone (F127).';

alter table stagedoor.scope_types enable row level security;
alter table stagedoor.scopes enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.is_time_zone,
  stagedoor.scope_time_zone,
  stagedoor.today_in,
  stagedoor.day_ends_at,
  stagedoor.tg_scopes__place,
  stagedoor.tg_scopes__place_children,
  stagedoor.tg_scopes__record
from public, anon, authenticated, service_role;
revoke all on stagedoor.scope_types, stagedoor.scopes
  from public, anon, authenticated, service_role;
