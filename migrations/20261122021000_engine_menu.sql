-- Menu items: the pages of a user interface, and the key that each requires.

create function stagedoor.is_app_path(p_path text)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  -- A parser of addresses takes out tabs and line ends, turns a backslash into a slash and
  -- resolves dots, and what is left of two slashes is another host.
  return p_path ~ '^/'
    and p_path !~ '[\\[:cntrl:][:space:]]'
    and p_path !~ '^[^?#]*//'
    and p_path !~* '^[^?#]*/(\.|%2e){1,2}([/?#]|$)';
end;
$$;

comment on function stagedoor.is_app_path is
'Whether a path stays inside the application, however it is resolved.

It begins with one slash, and has no other host, no backslash, no blank or control
character, no empty segment and no dots as a segment.';

create table stagedoor.menu_items (
  id                      uuid    not null default gen_random_uuid(),
  scope_id                uuid,
  item_key                text    not null,
  parent_id               uuid,
  label                   text    not null,
  path                    text    not null,
  icon                    text,
  position                integer not null default 0,
  required_permission_key text,
  is_active               boolean not null default true,

  constraint menu_items_pkey
    primary key (id),
  constraint menu_items_scope_id_item_key_key
    unique nulls not distinct (scope_id, item_key),
  constraint menu_items_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint menu_items_parent_id_fkey
    foreign key (parent_id) references stagedoor.menu_items (id) on delete cascade,
  constraint menu_items_required_permission_key_fkey
    foreign key (required_permission_key) references stagedoor.permissions (permission_key)
    on update cascade on delete restrict,
  constraint menu_items_item_key_grammar_check
    check (
      item_key ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$' and char_length(item_key) <= 80),
  constraint menu_items_label_length_check
    check (char_length(label) between 1 and 80),
  -- A path inside the application: no scheme, no host.
  constraint menu_items_path_inside_app_check
    check (stagedoor.is_app_path(path) and char_length(path) <= 300),
  constraint menu_items_icon_length_check
    check (char_length(icon) between 1 and 60)
);

comment on table stagedoor.menu_items is
'Navigation items, built in where scope_id is null (F12).

Else they belong to a tenant.';
comment on column stagedoor.menu_items.required_permission_key is
'The key that opens the item. Null: every user sees it.';
comment on column stagedoor.menu_items.icon is
'A lucide icon name.';

create index menu_items_parent_id_idx on stagedoor.menu_items (parent_id);
create index menu_items_required_permission_key_idx
  on stagedoor.menu_items (required_permission_key);

create function stagedoor.tg_menu_items__refuse_cycle()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads items that the writer may not see.
begin
  if not stagedoor.is_replaying() and exists (
    with recursive above (id, parent_id, scope_id) as (
      select m.id, m.parent_id, m.scope_id
      from stagedoor.menu_items as m where m.id = new.parent_id
      union
      select m.id, m.parent_id, m.scope_id
      from above join stagedoor.menu_items as m on m.id = above.parent_id
    )
    select
    from above as a
    where a.id = new.id
      -- The parent of a built-in item is built in; that of a tenant's item, built in or its
      -- own.
      or (a.scope_id is not null and not exists (
        select from stagedoor.scopes as s
        where s.id = new.scope_id and a.scope_id = any (s.path)))
  ) then
    raise check_violation using message =
      'A menu item stands below a built-in item or one of its own scope, '
      'never below itself';
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_menu_items__refuse_cycle is
'Refuse a menu with a cycle or a parent of another tenant.

Raises 23514.';

create trigger _100_refuse_cycle
  after insert or update on stagedoor.menu_items
  for each row when (new.parent_id is not null)
  execute function stagedoor.tg_menu_items__refuse_cycle();
alter table stagedoor.menu_items enable always trigger _100_refuse_cycle;

create trigger _900_record
  after insert or update or delete on stagedoor.menu_items
  for each row execute function stagedoor.tg_any__record('menu_item', 'scope_id');
alter table stagedoor.menu_items enable always trigger _900_record;

create function stagedoor.fold_keys(
  p_user_id uuid, p_scope_id uuid, p_session_id uuid, p_aal text
)
returns table (
  held_keys text[], allow_keys text[], own_keys text[], locked_keys text[],
  elevated_until timestamptz, horizon timestamptz
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the accesses of every user. Asked by definers only, which check what the caller may
-- ask.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
  v_scope       pg_catalog.record;
  v_access      pg_catalog.record;
  v_is_live     boolean;
  v_is_delegated     boolean;
  v_is_assigned boolean;
  v_denied      pg_catalog.text[] := '{}';
  v_steps       pg_catalog.text[] := '{}';
  v_is_indirect boolean := false;
begin
  allow_keys := '{}';
  own_keys := '{}';
  locked_keys := '{}';
  held_keys := '{}';

  select s.path, s.project_id, s.is_archived into v_scope
  from stagedoor.scopes as s
  where s.id = p_scope_id;
  -- A scope that does not exist takes the same way, and the same time, as a foreign one.
  v_scope.path := coalesce(v_scope.path, array[p_scope_id]);

  select
    exists (select from stagedoor.live_accounts as l where l.id = p_user_id),
    exists (
      select from stagedoor.user_accesses as a
      where a.user_id = p_user_id
        and a.scope_id = any (v_scope.path)
        and a.status = 'Active'
        and a.delegated_from is not null
    )
  into v_is_live, v_is_delegated;
  if not v_is_live then
    horizon := stagedoor.banned_until(p_user_id);
    return next;
    return;
  end if;

  for v_access in
    select
      a.scope_id, a.valid_from, a.valid_until, t.allow_keys, t.own_keys, t.locked_keys,
      t.deny_keys, t.assigned_only, t.step_up_keys
    from (select p_user_id as user_id, unnest(v_scope.path) as scope_id) as along
    join stagedoor.user_accesses as a
      on a.user_id = along.user_id and a.scope_id = along.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where a.status = 'Active'
      and a.delegated_from is null
      and (a.valid_until is null or a.valid_until > v_now)
  loop
    horizon := least(
      horizon, case when v_access.valid_from > v_now then v_access.valid_from end);
    continue when v_access.valid_from > v_now;
    horizon := least(horizon, v_access.valid_until);

    if v_access.assigned_only <> '{}' and (v_scope.project_id is null
      or array_position(v_scope.path, v_access.scope_id)
        < array_position(v_scope.path, v_scope.project_id))
    then
      v_is_indirect := true;
      v_is_assigned := coalesce(v_is_assigned, v_scope.project_id is not null
        and stagedoor.is_assigned(p_user_id, v_scope.project_id));
      if not v_is_assigned then
        v_access.allow_keys := stagedoor.keys_reaching(
          v_access.allow_keys, 'allow', v_access.assigned_only);
        v_access.own_keys := stagedoor.keys_reaching(
          v_access.own_keys, 'own', v_access.assigned_only);
        v_access.locked_keys := stagedoor.keys_reaching(
          v_access.locked_keys, 'locked', v_access.assigned_only);
        v_access.deny_keys := stagedoor.keys_reaching(
          v_access.deny_keys, 'deny', v_access.assigned_only);
      end if;
    end if;

    allow_keys := allow_keys || v_access.allow_keys;
    own_keys := own_keys || v_access.own_keys;
    locked_keys := locked_keys || v_access.locked_keys;
    v_denied := v_denied || v_access.deny_keys;
    v_steps := v_steps || v_access.step_up_keys;
  end loop;

  if v_is_delegated then
    for v_access in
      select c.key, c.valid_until, t.step_up_keys
      from stagedoor.user_accesses as a
      join stagedoor.grant_targets as t on t.id = a.grant_id
      cross join lateral (
        select k.permission_key, k.valid_until
        from stagedoor.applicable_grants(p_user_id, null, p_scope_id) as k
        where k.access_id = a.id and k.state = 'live'
      ) as c (key, valid_until)
      where a.user_id = p_user_id
        and a.scope_id = any (v_scope.path)
        and a.status = 'Active'
        and a.delegated_from is not null
    loop
      allow_keys := allow_keys || v_access.key;
      v_steps := v_steps || v_access.step_up_keys;
      horizon := least(horizon, v_access.valid_until);
    end loop;
  end if;

  -- A delegation ends with its delegator's accesses, an :assigned key from above with the
  -- access in the project.
  if v_is_indirect or v_is_delegated then
    horizon := least(
      horizon,
      stagedoor.next_change_elsewhere(p_user_id, null, p_scope_id),
      (
        select min(a.valid_from)
        from stagedoor.user_accesses as a
        where a.user_id = p_user_id
          and a.scope_id = any (v_scope.path)
          and a.status = 'Active'
          and a.delegated_from is not null
          and a.valid_from > v_now
      ));
  end if;

  if p_aal is distinct from 'aal2' then
    v_denied := v_denied || v_steps;
  end if;
  if v_scope.is_archived then
    allow_keys := stagedoor.keys_when_archived(allow_keys);
    own_keys := stagedoor.keys_when_archived(own_keys);
    locked_keys := stagedoor.keys_when_archived(locked_keys);
  end if;
  if v_denied <> '{}' then
    allow_keys := array(select k from unnest(allow_keys) as k where k <> all (v_denied));
    own_keys := array(select k from unnest(own_keys) as k where k <> all (v_denied));
    locked_keys := array(select k from unnest(locked_keys) as k where k <> all (v_denied));
  end if;

  held_keys := allow_keys || own_keys;
  if locked_keys <> '{}' then
    select min(e.ends_at) into elevated_until
    from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
    where e.scope_id = any (v_scope.path);
    if elevated_until is not null then
      held_keys := held_keys || locked_keys;
      horizon := least(horizon, elevated_until);
    end if;
  end if;
  return next;
end;
$$;

comment on function stagedoor.fold_keys is
'All keys of a user at one scope, for no row in particular (F13).

Keys held as own count, locked ones while elevated. held_keys are those that count; the
other arrays list them by policy. horizon is the earliest moment at which an access that
applies begins or ends (F114).';

create function stagedoor.keys_reaching(
  p_keys text[], p_policy text, p_assigned_only text[]
)
returns text[]
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return array(
    select k from unnest(p_keys) as k where p_policy || ' ' || k <> all (p_assigned_only));
end;
$$;

comment on function stagedoor.keys_reaching is
'Those keys that reach every project, not assigned ones alone (F2).';

create function stagedoor.keys_when_archived(p_keys text[])
returns text[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the catalogue, which anon may not.
begin
  return array(
    select k
    from unnest(p_keys) as k
    join stagedoor.permissions as p on p.permission_key = k and p.counts_when_archived);
end;
$$;

comment on function stagedoor.keys_when_archived is
'Those keys that count in an archived scope.';

create function stagedoor.page_keys(
  p_user_id uuid,
  p_scope_id uuid,
  p_session_id uuid,
  p_aal text,
  p_within uuid[] default null
)
returns table (
  held_keys text[], allow_keys text[], own_keys text[], locked_keys text[],
  elevated_until timestamptz, horizon timestamptz
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the accesses of every user. Asked by definers only, which check what the caller may
-- ask.
declare
  v_department_id pg_catalog.uuid;
  v_below         pg_catalog.record;
begin
  select f.* into held_keys, allow_keys, own_keys, locked_keys, elevated_until, horizon
  from stagedoor.fold_keys(p_user_id, p_scope_id, p_session_id, p_aal) as f;

  -- A grant at a department opens the pages of its project, and shows rows of the
  -- department
-- only.
  for v_department_id in
    select s.id
    from stagedoor.scopes as s
    where s.project_id = p_scope_id
      and s.id <> p_scope_id
      and (p_within is null or s.id = any (p_within))
      and (
        exists (
          select from stagedoor.user_accesses as a
          where a.user_id = p_user_id
            and a.status = 'Active'
            and a.scope_id = any (s.path[array_position(s.path, p_scope_id) + 1:])
        )
        -- A key that is locked above opens in a department with an elevation.
        or (locked_keys <> '{}' and exists (
          select from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
          where e.scope_id = any (s.path[array_position(s.path, p_scope_id) + 1:])
        ))
      )
  loop
    select f.* into v_below
    from stagedoor.fold_keys(p_user_id, v_department_id, p_session_id, p_aal) as f;
    held_keys := held_keys || v_below.held_keys;
    horizon := least(horizon, v_below.horizon);
  end loop;
  return next;
end;
$$;

comment on function stagedoor.page_keys is
'Keys that open pages of a scope (F13, F14).

They are held there, or in a department of it. held_keys count the departments in; the
other arrays are those of the scope itself. p_within: the departments that count, null for
all.';

alter table stagedoor.menu_items enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.is_app_path,
  stagedoor.tg_menu_items__refuse_cycle,
  stagedoor.fold_keys,
  stagedoor.keys_reaching,
  stagedoor.keys_when_archived,
  stagedoor.page_keys
from public, anon, authenticated, service_role;
revoke all on stagedoor.menu_items from public, anon, authenticated, service_role;
