-- Their members: rows of an adopter's membership table are accesses, and stay so.
--
-- Whoever writes a row grants or revokes as themselves, under the guards of the calls; the
-- service and the owner of the database write as the service.

create function stagedoor.unbound_policies(
  p_table regclass, p_user_column name, p_accepted text[]
)
returns text[]
language sql
stable
set search_path = ''
as $$
  with checks as (
    select
      p.polname::pg_catalog.text as name,
      regexp_replace(
        lower(coalesce(
          pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid))),
        '[\s()"]|\mselect\M|\mas uid\M|\mas role\M|::(pg_catalog\.)?(uuid|text)', '', 'g')
        as text,
      lower(replace(p_user_column::pg_catalog.text, '"', '')) as mine
    from pg_catalog.pg_policy as p
    where p.polrelid = p_table
      and p.polpermissive
      and p.polcmd in ('a', 'w', '*')
      and exists (
        select from unnest(p.polroles) as r (id)
        where r.id = 0 or pg_has_role('authenticated', r.id, 'member')
          or pg_has_role('anon', r.id, 'member'))
  )
  select array(
    select c.name
    from checks as c
    where c.name <> all (p_accepted)
      and c.text in (
        'true', c.mine || '=auth.uid', 'auth.uid=' || c.mine, 'auth.uidisnotnull',
        'auth.role=''authenticated''')
    union all
    select 'no row-level security'
    where 'no row-level security' <> all (p_accepted)
      and not (select t.relrowsecurity from pg_catalog.pg_class as t where t.oid = p_table)
      and exists (
        select from unnest(array['anon', 'authenticated']) as r (name)
        where has_table_privilege(r.name, p_table, 'insert, update')
          or has_any_column_privilege(r.name, p_table, 'insert, update'))
    order by 1)
$$;

comment on function stagedoor.unbound_policies is
'The policies by which anybody may become a member.

Their check is true, or asks only who is signed in or for one''s own id (F130).';

create function stagedoor.tracked_roles(
  p_tracked stagedoor.tracked_tables, p_user_id uuid, p_scope_id uuid
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the membership table, of which its writer may see a part only.
declare
  v_theirs pg_catalog.text;
  v_roles  pg_catalog.text[] := '{}';
begin
  for v_theirs in execute format(
    'select distinct %s from %s as t where t.%I = $1 and %s = $2',
    coalesce('t.' || quote_ident(p_tracked.role_column) || '::pg_catalog.text', 'null'),
    p_tracked.table_name, p_tracked.user_column,
    stagedoor.scope_expression(
      p_tracked.scope_column, p_tracked.refers_to, p_tracked.refers_column))
    using p_user_id, p_scope_id
  loop
    if v_theirs is null then
      v_roles := v_roles || p_tracked.null_role;
    elsif not p_tracked.role_map ? v_theirs then
      raise check_violation using
        message = format('The role %s of %s is not mapped',
          to_json(left(v_theirs, 100)), p_tracked.table_name),
        detail = json_build_object('error_code', 'ROLE_NOT_MAPPED', 'role', left(v_theirs, 100)),
        hint = 'Mapped are: ' || (
          select string_agg(k.name, ', ' order by k.name)
          from jsonb_object_keys(p_tracked.role_map) as k (name));
    else
      v_roles := v_roles || (p_tracked.role_map ->> v_theirs);
    end if;
  end loop;
  return array(select distinct r from unnest(v_roles) as r where r is not null order by r);
end;
$$;

comment on function stagedoor.tracked_roles is
'The roles that the rows of a table give a user at a scope now.

Raises 23514 for a role of theirs that is not mapped.';

create function stagedoor.refuse_escalating_role(p_grant_id uuid, p_role_key text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a role carries. A row of a table is no second factor.
begin
  if exists (
    select from stagedoor.grant_targets as t
    where t.id = p_grant_id
      and 'access:escalate' = any (t.allow_keys || t.own_keys || t.locked_keys)
  ) then
    raise check_violation using
      message = format('No row gives the role %s: it carries access:escalate', p_role_key),
      detail = json_build_object('error_code', 'ESCALATING_ROLE', 'role_key', p_role_key),
      hint = 'Map to a role without it, and grant access:escalate on its own.';
  end if;
end;
$$;

comment on function stagedoor.refuse_escalating_role is
'Refuse a role with access:escalate for a membership table.

Raises 23514. Asked at every grant: a role may have got it since (F130).';

create function stagedoor.name_person(p_user_id uuid, p_name_map jsonb)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes user_accounts, which no request role may. What is there stays.
  update stagedoor.user_accounts as a
  set fullname_first = coalesce(a.fullname_first, said.fullname_first),
      fullname_last = coalesce(a.fullname_last, said.fullname_last)
  from (
    select
      nullif(btrim(left(m.data ->> (p_name_map ->> 'fullname_first'), 120)), ''),
      nullif(btrim(left(m.data ->> (p_name_map ->> 'fullname_last'), 120)), '')
    from (select stagedoor.login_metadata(p_user_id)) as m (data)
  ) as said (fullname_first, fullname_last)
  where p_name_map <> '{}'
    and a.id = p_user_id
    and (a.fullname_first is null and said.fullname_first is not null
      or a.fullname_last is null and said.fullname_last is not null)
$$;

comment on function stagedoor.name_person is
'Take the names of a user from what they said when they signed up.';

create function stagedoor.is_first_member(p_user_id uuid, p_scope_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a scope and reads the accesses of every user. Of two who come at once one waits.
declare
  v_scope stagedoor.scopes;
begin
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
  if stagedoor.caller_id() is distinct from p_user_id
    or not stagedoor.account_is_live(p_user_id)
    or exists (select from stagedoor.user_accesses as a where a.scope_id = any (v_scope.path))
  then
    return false;
  end if;
  select s.* into v_scope
  from stagedoor.scopes as s where s.id = p_scope_id
  for no key update;
  return not v_scope.is_archived and not exists (
    select from stagedoor.user_accesses as a where a.scope_id = any (v_scope.path));
end;
$$;

comment on function stagedoor.is_first_member is
'Whether the caller would be the first at a scope, and is that user.

Nobody has, or ever had, an access of any status there or above (F130).';

create function stagedoor.open_tracked(
  p_tracked stagedoor.tracked_tables, p_user_id uuid, p_scope_id uuid, p_role_key text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may: as the person, by grant_access; as the
-- service directly.
declare
  v_grant_id  pg_catalog.uuid := stagedoor.find_grant('role', p_role_key, p_scope_id);
  v_reason    constant pg_catalog.text := format('row of %s', p_tracked.table_name);
  v_access    stagedoor.user_accesses;
  v_access_id pg_catalog.uuid;
begin
  perform stagedoor.refuse_escalating_role(v_grant_id, p_role_key);
  if stagedoor.is_request() and not stagedoor.is_first_member(p_user_id, p_scope_id) then
    v_access_id := stagedoor.grant_access(
      p_user_id, p_scope_id, 'role', p_role_key, p_reason => v_reason);
  elsif p_user_id is null or not stagedoor.ensure_account(p_user_id) then
    raise warning 'A row of % names %, who has no account: no access is given',
      p_tracked.table_name, coalesce(p_user_id::pg_catalog.text, 'nobody');
    return null;
  else
    -- What is held already, and ends or has not begun, gives way to what the row says.
    for v_access in
      select a.*
      from stagedoor.user_accesses as a
      where a.user_id = p_user_id
        and a.scope_id = p_scope_id
        and a.grant_id = v_grant_id
        and a.status = 'Active'
        and a.delegated_from is null
        and (a.valid_until is null or a.valid_until > stagedoor.instant())
      order by a.id
      for no key update
    loop
      if v_access.valid_until is null
        and coalesce(v_access.valid_from <= stagedoor.instant(), true)
      then
        v_access_id := v_access.id;
      else
        update stagedoor.user_accesses as a
        set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = v_reason
        where a.id = v_access.id;
      end if;
    end loop;
    if v_access_id is null then
      insert into stagedoor.user_accesses
        (user_id, scope_type, scope_id, grant_type, grant_id, granted_by, reason)
      select p_user_id, s.scope_type, s.id, 'role', v_grant_id, a.id, v_reason
      from stagedoor.scopes as s
      left join stagedoor.user_accounts as a on a.id = stagedoor.caller_id()
      where s.id = p_scope_id
      returning id into v_access_id;
    end if;
  end if;

  insert into stagedoor.tracked_accesses (access_id, table_name)
  values (v_access_id, p_tracked.table_name)
  on conflict on constraint tracked_accesses_pkey do nothing;
  perform stagedoor.name_person(p_user_id, p_tracked.name_map);
  return v_access_id;
end;
$$;

comment on function stagedoor.open_tracked is
'Give what a row of a membership table gives; the id of the access.

As the person who writes it, under the guards of grant_access, or as the service. Null for a
user without an account.';

create function stagedoor.close_tracked(
  p_tracked stagedoor.tracked_tables, p_access_id uuid, p_is_replaced boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. The last holder is no reason to refuse a
-- deletion in their table: an alert says so.
declare
  v_access stagedoor.user_accesses;
  v_scope  stagedoor.scopes;
  v_guards boolean;
  v_is_own boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  select s.* into v_scope from stagedoor.scopes as s where s.id = v_access.scope_id;
  v_is_own := (v_access.user_id = stagedoor.caller_id()) is true;
  -- What goes with its archived scope, by a cascade, was asked for there.
  v_guards := stagedoor.is_request() and not (v_scope.is_archived and pg_trigger_depth() > 1);
  if v_guards and not v_is_own then
    perform stagedoor.enforce('access:revoke', v_access.scope_id);
  elsif v_guards and not stagedoor.account_is_live(stagedoor.caller_id()) then
    perform stagedoor.raise_denied('access:revoke', 'sign_in');
  end if;
  v_access := stagedoor.lock_access(p_access_id);
  if v_guards and not v_is_own then
    perform stagedoor.require('access:revoke', v_access.scope_id);
  end if;

  delete from stagedoor.tracked_accesses as t
  where t.access_id = p_access_id and t.table_name = p_tracked.table_name;
  -- A row of another table may give the same.
  if v_access.status = 'Revoked' or exists (
    select from stagedoor.tracked_accesses as t where t.access_id = p_access_id
  ) then
    return;
  end if;
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(),
      revoke_reason = format('row of %s', p_tracked.table_name)
  where a.id = p_access_id;
  if v_guards then
    perform stagedoor.refuse_lifted_denial(
      v_access.user_id, array[v_access.scope_id],
      (select t.deny_keys from stagedoor.grant_targets as t where t.id = v_access.grant_id));
  end if;
  if not v_is_own and not p_is_replaced then
    perform stagedoor.close_ways_back(v_access.user_id, v_access.scope_id);
  end if;
end;
$$;

comment on function stagedoor.close_tracked is
'End what a row of a membership table gave, as whoever changed it.

Raises 42501 without access:revoke, but for one''s own, and for a denial that the caller may
not lift. The last holder goes: see follow_member.';

create function stagedoor.follow_member(
  p_tracked stagedoor.tracked_tables, p_user_id uuid, p_scope_id uuid
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and writes accesses, which no request role may.
declare
  v_roles    pg_catalog.text[];
  v_role     pg_catalog.text;
  v_kept     pg_catalog.text[] := '{}';
  v_gone     pg_catalog.uuid[] := '{}';
  v_access   pg_catalog.record;
  v_at_stake pg_catalog.text[] := '{}';
  v_changed  integer := 0;
begin
  if p_user_id is null
    or not exists (select from stagedoor.scopes as s where s.id = p_scope_id)
  then
    return 0;
  end if;
  v_roles := stagedoor.tracked_roles(p_tracked, p_user_id, p_scope_id);
  for v_access in
    select a.id, r.role_key
    from stagedoor.tracked_accesses as t
    join stagedoor.user_accesses as a on a.id = t.access_id
    join stagedoor.permission_roles as r on r.id = a.grant_id
    where t.table_name = p_tracked.table_name
      and a.user_id = p_user_id
      and a.scope_id = p_scope_id
      and a.status = 'Active'
    order by a.id
  loop
    if v_access.role_key = any (v_roles) then
      v_kept := v_kept || v_access.role_key;
    else
      v_gone := v_gone || v_access.id;
    end if;
  end loop;
  if v_gone = '{}' and v_roles <@ v_kept then
    return 0;
  end if;

  if v_gone <> '{}' or exists (
    select from stagedoor.permission_roles as r
    where r.role_key = any (v_roles) and stagedoor.may_remove_holder(r.id, 'give')
  ) then
    v_at_stake := stagedoor.holders_at_stake(array[p_scope_id], array[p_user_id]);
  end if;
  -- What is new first: whoever changes a row of their own still holds what it takes.
  foreach v_role in array v_roles loop
    if v_role <> all (v_kept)
      and stagedoor.open_tracked(p_tracked, p_user_id, p_scope_id, v_role) is not null
    then
      v_changed := v_changed + 1;
    end if;
  end loop;
  for v_place in 1 .. cardinality(v_gone) loop
    perform stagedoor.close_tracked(p_tracked, v_gone[v_place], v_roles <> '{}');
    v_changed := v_changed + 1;
  end loop;

  for v_place in 1 .. cardinality(v_at_stake) loop
    if not stagedoor.has_holder(
      split_part(v_at_stake[v_place], ' ', 1),
      split_part(v_at_stake[v_place], ' ', 2)::pg_catalog.uuid)
    then
      perform stagedoor.raise_alert(
        split_part(v_at_stake[v_place], ' ', 2)::pg_catalog.uuid, 'last_holder_lost',
        p_user_id);
    end if;
  end loop;
  return v_changed;
end;
$$;

comment on function stagedoor.follow_member is
'Let a user hold at a scope what rows say; how much changed.

A changed role is a new access and a closed one. Where nobody is left who can give access,
the alert last_holder_lost is raised (F89, F130).';

create function stagedoor.tg_any__track_member()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and writes accesses, which no request role may; the functions that it calls ask
-- whoever writes the row, at every write.
declare
  v_tracked stagedoor.tracked_tables := stagedoor.tracked_table(tg_relid, 'members');
  v_sql     pg_catalog.text;
  v_old     pg_catalog.record;
  v_new     pg_catalog.record;
  v_pair    pg_catalog.record;
begin
  if v_tracked.table_name is null or stagedoor.is_replaying() then
    return null;
  end if;

  if tg_op = 'TRUNCATE' then
    if stagedoor.is_request() then
      perform stagedoor.raise_denied('service');
    end if;
    for v_pair in
      select a.user_id, a.scope_id
      from stagedoor.tracked_accesses as t
      join stagedoor.user_accesses as a on a.id = t.access_id
      where t.table_name = v_tracked.table_name and a.status = 'Active'
      order by a.scope_id, a.user_id
    loop
      perform stagedoor.follow_member(v_tracked, v_pair.user_id, v_pair.scope_id);
    end loop;
    return null;
  end if;

  v_sql := format(
    'select t.%I as user_id, %s as scope_id, %s as role from (select ($1).*) as t',
    v_tracked.user_column,
    stagedoor.scope_expression(
      v_tracked.scope_column, v_tracked.refers_to, v_tracked.refers_column),
    coalesce('t.' || quote_ident(v_tracked.role_column) || '::pg_catalog.text',
      'null::pg_catalog.text'));
  if tg_op <> 'INSERT' then
    execute v_sql into v_old using old;
  end if;
  if tg_op <> 'DELETE' then
    execute v_sql into v_new using new;
    if tg_op = 'UPDATE' and v_old is not distinct from v_new then
      return null;
    end if;
    perform stagedoor.follow_member(v_tracked, v_new.user_id, v_new.scope_id);
    if tg_op = 'INSERT' then
      return null;
    elsif (v_old.user_id, v_old.scope_id) is not distinct from (v_new.user_id, v_new.scope_id)
    then
      return null;
    end if;
  end if;
  -- The scope of a row that goes by a cascade may have no row of its own any more.
  for v_pair in
    select v_old.scope_id as scope_id
    where v_old.scope_id is not null
    union
    select a.scope_id
    from stagedoor.tracked_accesses as t
    join stagedoor.user_accesses as a on a.id = t.access_id
    where v_old.scope_id is null
      and t.table_name = v_tracked.table_name
      and a.user_id = v_old.user_id
      and a.status = 'Active'
  loop
    perform stagedoor.follow_member(v_tracked, v_old.user_id, v_pair.scope_id);
  end loop;
  return null;
end;
$$;

comment on function stagedoor.tg_any__track_member is
'Keep accesses as the rows of a membership table are (F130).

Raises what grant_access and revoke_access raise, at whoever writes the row, and 23514 for a
role that is not mapped or carries access:escalate. TRUNCATE ends all of them.';

create function stagedoor.check_role_map(p_map jsonb, p_null_role text, p_name_map jsonb)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  v_role pg_catalog.text;
begin
  if jsonb_typeof(p_map) is distinct from 'object' or exists (
    select from jsonb_each(p_map) as m
    where jsonb_typeof(m.value) not in ('string', 'null')
  ) then
    raise invalid_parameter_value using
      message = 'A map names a role of the engine for each of theirs',
      hint = 'Like {"owner": "owner", "guest": null}; a null gives no access.';
  elsif jsonb_typeof(p_name_map) is distinct from 'object' or exists (
    select from jsonb_object_keys(p_name_map) as k (name)
    where k.name not in ('fullname_first', 'fullname_last')
  ) then
    raise invalid_parameter_value using
      message = 'Names are taken for fullname_first and fullname_last',
      hint = 'Like {"fullname_first": "first_name", "fullname_last": "last_name"}.';
  end if;
  for v_role in
    select distinct r.role_key
    from (
      select m.value from jsonb_each_text(p_map) as m
      union all
      select p_null_role
    ) as r (role_key)
    where r.role_key is not null
    order by 1
  loop
    if not exists (
      select from stagedoor.permission_roles as r
      where r.role_key = v_role and r.deleted_at is null
    ) then
      raise invalid_parameter_value using
        message = format('There is no role %s', v_role),
        hint = 'There are: ' || (
          select string_agg(distinct r.role_key, ', ' order by r.role_key)
          from stagedoor.permission_roles as r where r.deleted_at is null);
    end if;
    perform stagedoor.refuse_escalating_role(r.id, r.role_key)
    from stagedoor.permission_roles as r
    where r.role_key = v_role and r.deleted_at is null;
  end loop;
end;
$$;

comment on function stagedoor.check_role_map is
'Refuse a map that names no role, or one with access:escalate.

Raises 22023 or 23514.';

create function stagedoor.track_members(
  table_name        regclass,
  user_id           name    default 'user_id',
  scope_id          name    default 'scope_id',
  role              name    default null,
  map               jsonb   default '{}',
  null_role         text    default null,
  names             jsonb   default '{}',
  p_accept_policies text[]  default '{}'
)
returns table (step text, "rows" bigint, warning text)
language plpgsql
volatile
set search_path = ''
set lock_timeout = '5s'
as $$
#variable_conflict use_column
declare
  v_table    constant pg_catalog.regclass := track_members.table_name;
  v_tracked  stagedoor.tracked_tables;
  v_policies pg_catalog.text[];
begin
  perform stagedoor.require_table(v_table);
  perform stagedoor.refuse_children(v_table);
  perform stagedoor.require_column(v_table, track_members.user_id, array['uuid']);
  perform stagedoor.require_column(v_table, track_members.scope_id);
  if track_members.role is not null then
    perform stagedoor.require_column(v_table, track_members.role);
  elsif track_members.null_role is null then
    raise invalid_parameter_value using
      message = 'A table without a role needs null_role, the role of every row';
  end if;
  perform stagedoor.check_role_map(
    track_members.map, track_members.null_role, track_members.names);
  v_policies := stagedoor.unbound_policies(
    v_table, track_members.user_id, coalesce(track_members.p_accept_policies, '{}'));
  if v_policies <> '{}' then
    raise check_violation using
      message = format('Anybody may write themselves into %s: %s', v_table,
        array_to_string(v_policies, ', ')),
      detail = json_build_object('error_code', 'UNBOUND_POLICY', 'policies', v_policies),
      hint = 'Bind their checks to the scope, or name them in p_accept_policies.';
  end if;

  v_tracked.table_name := v_table;
  v_tracked.kind := 'members';
  v_tracked.scope_column := track_members.scope_id;
  v_tracked.user_column := track_members.user_id;
  v_tracked.role_column := track_members.role;
  v_tracked.role_map := track_members.map;
  v_tracked.null_role := track_members.null_role;
  v_tracked.name_map := track_members.names;
  select f.refers_to, f.refers_column into v_tracked.refers_to, v_tracked.refers_column
  from stagedoor.find_reference(v_table, track_members.scope_id) as f;

  execute format('lock table %s in share row exclusive mode', v_table);
  delete from stagedoor.tracked_tables as t
  where t.table_name = v_table and t.kind = 'members' and t is distinct from v_tracked;
  insert into stagedoor.tracked_tables select v_tracked.*
  on conflict on constraint tracked_tables_pkey do nothing;
  perform stagedoor.hang_tracking(
    v_table, 'stagedoor.tg_any__track_member'::pg_catalog.regproc, 'members');
  return query select * from stagedoor.fill_tracked_members(v_tracked);
end;
$$;

comment on function stagedoor.track_members is
'Let the rows of a membership table be accesses from now on (F130).

For the owner of the database; run again it fills in what is missing. table_name: the table;
user_id: the uuid column of the user; scope_id: the column of the scope, a uuid or the key of
a table that track_scopes knows; role: the column of their role, of any type; map: the role
of the engine for each of theirs, null for none; null_role: for a row without one; names:
where fullname_first and fullname_last stand in raw_user_meta_data; p_accept_policies:
policies that let anybody write themselves in, and may stay. Answers what it did, row by row.
Raises 22023 for what is not there or not of the right type, 23514 for such policies, a role
that is not mapped, and a role with access:escalate.';

create function stagedoor.fill_tracked_members(p_tracked stagedoor.tracked_tables)
returns table (step text, "rows" bigint, warning text)
language plpgsql
volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_theirs   pg_catalog.text[];
  v_user_id  pg_catalog.uuid;
  v_scope_id pg_catalog.uuid;
  v_is_known boolean;
  v_changed  bigint := 0;
  v_outside  bigint := 0;
  v_total    bigint;
begin
  if p_tracked.role_column is not null then
    execute format(
      'select array_agg(distinct t.%1$I::pg_catalog.text)
       from %2$s as t where not $1 ? t.%1$I::pg_catalog.text',
      p_tracked.role_column, p_tracked.table_name)
    into v_theirs using p_tracked.role_map;
    if v_theirs is not null then
      raise check_violation using
        message = format('Roles of %s are not mapped: %s', p_tracked.table_name,
          array_to_string(v_theirs, ', ')),
        detail = '{"error_code":"ROLE_NOT_MAPPED"}',
        hint = 'Name each in map; a null gives no access.';
    end if;
  end if;

  for v_user_id, v_scope_id, v_is_known in execute format(
    'select r.user_id, r.scope_id, s.id is not null
     from (
       select t.%I as user_id, %s as scope_id from %s as t
       union
       select a.user_id, a.scope_id
       from stagedoor.tracked_accesses as f
       join stagedoor.user_accesses as a on a.id = f.access_id
       where f.table_name = $1 and a.status = ''Active''
     ) as r
     left join stagedoor.scopes as s on s.id = r.scope_id
     order by r.scope_id, r.user_id',
    p_tracked.user_column,
    stagedoor.scope_expression(
      p_tracked.scope_column, p_tracked.refers_to, p_tracked.refers_column),
    p_tracked.table_name)
    using p_tracked.table_name
  loop
    if not v_is_known then
      v_outside := v_outside + 1;
    end if;
    v_changed := v_changed + stagedoor.follow_member(p_tracked, v_user_id, v_scope_id);
  end loop;
  execute format('select count(*) from %s', p_tracked.table_name) into v_total;
  return query
  select 'changed', v_changed, null::pg_catalog.text
  union all
  select 'without a scope', v_outside, case when v_outside > 0 then
    'Track the table of their scopes first, then this one again.' end
  union all
  select 'rows', v_total, null;
end;
$$;

comment on function stagedoor.fill_tracked_members is
'Give and end accesses until they are as the rows. Answers counts.';

-- Privileges. For definers and the owner of the database.

revoke all on function
  stagedoor.unbound_policies,
  stagedoor.tracked_roles,
  stagedoor.refuse_escalating_role,
  stagedoor.name_person,
  stagedoor.is_first_member,
  stagedoor.open_tracked,
  stagedoor.close_tracked,
  stagedoor.follow_member,
  stagedoor.tg_any__track_member,
  stagedoor.check_role_map,
  stagedoor.track_members,
  stagedoor.fill_tracked_members
from public, anon, authenticated, service_role;
