-- Rows that are accesses: what a user holds when a membership row of an adopter changes.
--
-- Whoever writes a row grants or revokes as themselves, under the guards of the calls; the
-- service and the owner of the database write as the service.

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
        detail = json_build_object('error_code', 'ROLE_NOT_MAPPED', 'role', left(v_theirs,
          100)),
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

create function stagedoor.had_members(p_scope_id uuid)
returns boolean
language sql
volatile
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user. Asked by definers only.
  select exists (
    select
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.scope_id = any (s.path)
    where s.id = p_scope_id
    union all
    select
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.scope_id = s.id
    where s.path @> array[p_scope_id]
  )
$$;

comment on function stagedoor.had_members is
'Whether anybody has, or had, an access at a scope, above or below.';

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
  if stagedoor.caller_id() is distinct from p_user_id
    or not stagedoor.account_is_live(p_user_id)
    or stagedoor.had_members(p_scope_id)
  then
    return false;
  end if;
  select s.* into v_scope
  from stagedoor.scopes as s where s.id = p_scope_id
  for no key update;
  return not v_scope.is_archived and not stagedoor.had_members(p_scope_id);
end;
$$;

comment on function stagedoor.is_first_member is
'Whether the caller would be the first at a scope, and is that user.

Nobody has, or ever had, an access of any status there, above or below (F130).';

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
  v_guards := stagedoor.is_request() and not (v_scope.is_archived
    and pg_trigger_depth() > 1);
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
      (select t.deny_keys from stagedoor.grant_targets as t
        where t.id = v_access.grant_id));
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
    elsif (v_old.user_id, v_old.scope_id) is not distinct from (v_new.user_id,
      v_new.scope_id)
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

-- Privileges. For definers and the owner of the database.

revoke all on function
  stagedoor.tracked_roles,
  stagedoor.refuse_escalating_role,
  stagedoor.name_person,
  stagedoor.had_members,
  stagedoor.is_first_member,
  stagedoor.open_tracked,
  stagedoor.close_tracked,
  stagedoor.follow_member,
  stagedoor.tg_any__track_member
from public, anon, authenticated, service_role;
