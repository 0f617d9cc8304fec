-- Protection plans: the keys, roles and policies of a protected table.

create function stagedoor.plan_keys(p_asked jsonb)
returns table (step text, sql text, warning text)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_module constant pg_catalog.text := p_asked ->> 'module';
  v_keys   constant pg_catalog.text[] := array(
    select distinct k.value from jsonb_each_text(p_asked -> 'keys') as k
    where starts_with(k.value, v_module || ':') order by 1);
begin
  if exists (
    select from unnest(v_keys) as k (key)
    where not exists (
      select from stagedoor.permissions as p where p.permission_key = k.key)
  ) then
    return query select 'add the module ' || v_module, format(
      'insert into stagedoor.permission_modules (module, label, position) '
      'values (%L, %L, 500) on conflict (module) do nothing', v_module, initcap(v_module)),
      null::pg_catalog.text;
  end if;
  return query
  select 'add the key ' || k.key, format(
    'insert into stagedoor.permissions (id, permission_key, description) '
    'values (stagedoor.built_in_id(''permission'', %1$L), %1$L, %2$L) '
    'on conflict (permission_key) do nothing',
    k.key, format('%s %s', initcap(split_part(k.key, ':', 2)), v_module)), null
  from unnest(v_keys) as k (key)
  where not exists (select from stagedoor.permissions as p where p.permission_key = k.key);
  return query
  select format('let %s imply %s', e.key, s.key), format(
    'insert into stagedoor.permission_implications (permission_key, implies_key) '
    'values (%L, %L) on conflict (permission_key, implies_key) do nothing', e.key, s.key),
      null
  from (select p_asked -> 'keys' ->> 'select') as s (key)
  cross join lateral (
    select distinct k.value from jsonb_each_text(p_asked -> 'keys') as k
    where k.key <> 'select' and k.value <> s.key and k.value = any (v_keys)
  ) as e (key)
  where s.key = any (v_keys)
    and not exists (
      select from stagedoor.permission_implications as i
      where (i.permission_key, i.implies_key) in ((e.key, s.key), (s.key, e.key)));

  return query
  select 'add the role ' || r.key, format(
    'insert into stagedoor.permission_roles (id, role_key, name, description) '
    'values (stagedoor.built_in_id(''role'', %1$L), %1$L, %2$L, %3$L) '
    'on conflict (scope_id, role_key) where deleted_at is null do nothing',
    r.key, initcap(replace(r.key, '_', ' ')), 'A role of this application.'), null
  from jsonb_each(p_asked -> 'roles') as r
  where not exists (
    select from stagedoor.permission_roles as o where o.role_key = r.key
      and o.scope_id is null);
  return query
  select format('give %s %s as %s', r.key, v_module || ':' || a.key, a.value), format(
    'insert into stagedoor.permission_role_links '
    '(permission_role_id, permission_id, policy) '
    'select r.id, p.id, %3$L '
    'from stagedoor.permission_roles as r, stagedoor.permissions as p '
    'where r.role_key = %1$L and r.scope_id is null and p.permission_key = %2$L '
    'on conflict (permission_role_id, permission_id) '
    'do update set policy = excluded.policy',
    r.key, v_module || ':' || a.key, a.value), null
  from jsonb_each(p_asked -> 'roles') as r
  cross join lateral jsonb_each_text(r.value) as a
  where not exists (
    select
    from stagedoor.permission_role_links as l
    join stagedoor.permission_roles as o on o.id = l.permission_role_id
      and o.scope_id is null
    join stagedoor.permissions as p on p.id = l.permission_id
    where o.role_key = r.key
      and p.permission_key = v_module || ':' || a.key
      and l.policy = a.value);

  return query
  select format('look for holders of %s', k.key), null::pg_catalog.text, format(
    'No role carries %s: only a single grant of it opens a row.', k.key)
  from (select distinct v.value from jsonb_each_text(p_asked -> 'keys') as v) as k (key)
  where not exists (
      select from stagedoor.grant_targets as t
      where k.key = any (t.allow_keys || t.own_keys || t.locked_keys)
        and t.grant_type = 'role')
    and not exists (
      select
      from jsonb_each(p_asked -> 'roles') as r
      cross join lateral jsonb_each_text(r.value) as a
      where a.value <> 'deny'
        and (v_module || ':' || a.key = k.key
          -- The other keys of the module imply the one for reading.
          or k.key = p_asked -> 'keys' ->> 'select'));
end;
$$;

comment on function stagedoor.plan_keys is
'The keys, roles and links of a protection that are not there yet.';

create function stagedoor.policy_sql(p_policy pg_policy)
returns text
language sql
stable
set search_path = ''
as $$
  select format('create policy %I on %s as %s for %s to %s%s%s',
    p_policy.polname, p_policy.polrelid::pg_catalog.regclass,
    case when p_policy.polpermissive then 'permissive' else 'restrictive' end,
    case p_policy.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w'
      then 'update'
      when 'd' then 'delete' else 'all' end,
    (
      select string_agg(
        case r.id when 0 then 'public' else quote_ident(pg_get_userbyid(r.id)) end, ', ')
      from unnest(p_policy.polroles) as r (id)
    ),
    ' using (' || pg_get_expr(p_policy.polqual, p_policy.polrelid) || ')',
    ' with check (' || pg_get_expr(p_policy.polwithcheck, p_policy.polrelid) || ')')
$$;

comment on function stagedoor.policy_sql is
'The statement that makes a policy as it is.';

create function stagedoor.plan_policies(p_table regclass, p_asked jsonb)
returns table (step text, sql text, warning text)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_mode      constant pg_catalog.text := p_asked ->> 'mode';
  v_keys      constant pg_catalog.jsonb := p_asked -> 'keys';
  v_is_scope  constant boolean := (p_asked ->> 'is_scope')::boolean;
  v_policy    pg_catalog.pg_policy;
  v_open      boolean;
  v_operation pg_catalog.text;
  v_using     pg_catalog.text;
  v_check     pg_catalog.text;
begin
  return query
  select 'switch row-level security on',
    format('alter table %s enable row level security', p_table), null::pg_catalog.text
  where not (select c.relrowsecurity from pg_catalog.pg_class as c where c.oid = p_table);

  for v_policy in
    select p.* from pg_catalog.pg_policy as p where p.polrelid = p_table order by p.polname
  loop
    v_open := 'true' = any (array[
      pg_get_expr(v_policy.polqual, p_table), pg_get_expr(v_policy.polwithcheck, p_table)]);
    if v_policy.polname ~ '^stagedoor_(select|insert|update|delete)$' then
      return query select format('drop the policy %I of before', v_policy.polname),
        format('drop policy %I on %s', v_policy.polname, p_table), null;
    elsif not stagedoor.reaches_requests(v_policy.polroles) then
      return query select format('leave the policy %I', v_policy.polname), null,
        'It is for other roles than those of requests.';
    elsif not v_policy.polpermissive then
      return query select format('leave the policy %I', v_policy.polname), null,
        'It is restrictive: it holds as well.';
    elsif v_mode = 'replace' then
      return query select format('drop the policy %I', v_policy.polname),
        format('drop policy %I on %s', v_policy.polname, p_table),
        case when v_open then 'It admitted everybody.' end;
    elsif v_open then
      raise check_violation using
        message = format('The policy %I of %s admits everybody', v_policy.polname, p_table),
        detail = json_build_object(
          'error_code', 'OPEN_POLICY', 'policy', v_policy.polname),
        hint = 'Protect with mode => ''replace'', or drop it first.';
    else
      return query select format('leave the policy %I', v_policy.polname), null,
        'It admits what the protection leaves.';
    end if;
  end loop;

  for v_operation in
    select o.name
    from jsonb_array_elements_text(p_asked -> 'operations') with ordinality as o (name,
      place)
    order by o.place
  loop
    v_using := stagedoor.their_condition(p_asked, v_keys ->> v_operation);
    v_check := v_using;
    if v_is_scope and v_operation = 'insert' then
      v_check := stagedoor.their_parent_condition(p_table, v_keys ->> 'insert');
    elsif v_is_scope and v_operation = 'select' and p_asked -> 'operations' ? 'insert' then
      -- For insert ... returning. A request that only reads, as most do, is spared a look
      -- for every row that it does not see.
      v_using := format(
        '%s or ((select current_setting(''transaction_read_only'')) = ''off'' '
        'and %s and stagedoor.is_new_scope(%s))', v_using,
        stagedoor.their_parent_condition(p_table, v_keys ->> 'insert'), p_asked ->> 'term');
    end if;
    return query select format('%s by %s', v_operation, v_keys ->> v_operation),
      format('create policy %I on %s as %s for %s to authenticated%s%s',
        'stagedoor_' || v_operation, p_table,
        case v_mode when 'restrict' then 'restrictive' else 'permissive' end, v_operation,
        case when v_operation <> 'insert' then ' using (' || v_using || ')' end,
        case when v_operation in ('insert', 'update') then ' with check (' || v_check
          || ')' end),
      case when v_is_scope and v_operation = 'insert' and v_check like '%live_caller%'
        then 'Anybody who is signed in may insert one.' end;
    return query select format('comment on %s', 'stagedoor_' || v_operation),
      format('comment on policy %I on %s is %L', 'stagedoor_' || v_operation, p_table,
        format('Rows in scopes where %s is held (stagedoor.protect).',
          v_keys ->> v_operation)),
      null;
  end loop;
end;
$$;

comment on function stagedoor.plan_policies is
'The policies of a protection, and what becomes of those that are there.

Raises 23514 beside a policy that admits everybody, where that shall stay.';

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.plan_keys,
  stagedoor.policy_sql,
  stagedoor.plan_policies
from public, anon, authenticated, service_role;
