-- Their members: rows of an adopter's membership table are accesses, and stay so.

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
      and stagedoor.reaches_requests(p.polroles)
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
user_id: the uuid column of the user; scope_id: the column of the scope, a uuid or the key
of a table that track_scopes knows; role: the column of their role, of any type; map: the
role of the engine for each of theirs, null for none; null_role: for a row without one;
names: where fullname_first and fullname_last stand in raw_user_meta_data;
p_accept_policies: policies that let anybody write themselves in, and may stay. Answers what
it did, row by row. Raises 22023 for what is not there or not of the right type, 23514 for
such policies, a role that is not mapped, and a role with access:escalate.';

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

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.unbound_policies,
  stagedoor.check_role_map,
  stagedoor.track_members,
  stagedoor.fill_tracked_members
from public, anon, authenticated, service_role;
