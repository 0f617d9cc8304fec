-- What protect is asked for, checked before anything is planned.

create function stagedoor.their_asked(
  p_table regclass, p_module text, p_scope text, p_scope_via text, p_scope_type text,
  p_department name, p_owner name, p_stamp_owner boolean, p_null_scope text, p_mode text,
  p_operations text[], p_keys jsonb, p_roles jsonb, p_soft_delete name
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_term     pg_catalog.jsonb;
  v_type     pg_catalog.text;
  v_keys     pg_catalog.jsonb;
  v_problem  pg_catalog.text;
begin
  perform stagedoor.require_table(p_table);
  if (p_scope is null) = (p_scope_via is null) then
    raise invalid_parameter_value using
      message = 'Name scope, the column of the scope, or scope_via, the way to it';
  end if;
  v_term := stagedoor.their_term(p_table, coalesce(quote_ident(p_scope), p_scope_via));
  v_type := coalesce(p_scope_type, v_term ->> 'scope_type', 'project');
  v_keys := coalesce(p_keys, jsonb_build_object(
    'select', p_module || ':view', 'insert', p_module || ':edit',
    'update', p_module || ':edit', 'delete', p_module || ':edit'));
  if jsonb_typeof(v_keys) = 'object' then
    v_keys := coalesce((
      select jsonb_object_agg(k.key, k.value) from jsonb_each(v_keys) as k
      where k.key = any (p_operations)), '{}');
  end if;

  if p_department is not null then
    perform stagedoor.require_column(p_table, p_department, array['uuid']);
  end if;
  if p_owner is not null then
    perform stagedoor.require_column(p_table, p_owner, array['uuid']);
  end if;
  v_problem := case
    when p_module !~ '^[a-z][a-z0-9_]*$' is not false then
      'A module is lower case, digits and underscores, and begins with a letter'
    when p_keys is null and p_module = any (array['project', 'access', 'role', 'menu',
      'audit'])
      then format('The module %s is the engine''s: take another, or name its keys',
        p_module)
    when not exists (
      select from stagedoor.scope_types as t where t.scope_type = v_type
    ) then format('There is no scope type %s', v_type)
    when p_mode is null or p_mode not in ('replace', 'restrict') then
      'A mode is replace or restrict'
    when p_null_scope is null or p_null_scope not in ('hidden', 'owner') then
      'A row without a scope is hidden, or its owner''s'
    when p_null_scope = 'owner' and p_owner is null then
      'A row without a scope is its owner''s only where a column of the owner is named'
    when p_department is not null and v_type <> 'project' then
      'A department stands in a project: rows of another scope have none'
    when p_owner is not null
      and v_type <> all (stagedoor.types_above_projects() || 'project'::pg_catalog.text)
    then format('A row of a %s has no owner', v_type)
    when p_operations is null or not p_operations <@ array['select', 'insert', 'update',
      'delete']
      or cardinality(p_operations) = 0
    then 'Operations are select, insert, update, delete'
    when jsonb_typeof(v_keys) <> 'object' or exists (
      select from unnest(p_operations) as o where coalesce(v_keys ->> o, '') = ''
    ) then 'Every operation has a key'
  end;
  if v_problem is not null then
    raise invalid_parameter_value using message = v_problem;
  end if;
  perform stagedoor.check_their_keys(p_module, v_keys, coalesce(p_roles, '{}'));

  return v_term || jsonb_build_object(
    'via', case when not (v_term ->> 'is_direct')::boolean
      then coalesce(quote_ident(p_scope), p_scope_via) end,
    'module', p_module, 'scope_type', v_type, 'department', p_department, 'owner', p_owner,
    'stamp_owner', coalesce(p_stamp_owner, true) and p_owner is not null,
    'null_scope', p_null_scope, 'mode', p_mode, 'operations', to_jsonb(p_operations),
    'keys', v_keys, 'roles', coalesce(p_roles, '{}'), 'soft_delete', p_soft_delete,
    'is_scope', (v_term ->> 'is_direct')::boolean and exists (
      select from stagedoor.tracked_tables as t
      where t.table_name = p_table and t.kind = 'scopes'
        and t.scope_column = v_term ->> 'column'));
end;
$$;

comment on function stagedoor.their_asked is
'What protect is asked for, checked and complete. Raises 22023.';

create function stagedoor.check_their_keys(p_module text, p_keys jsonb, p_roles jsonb)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  v_key    pg_catalog.text;
  v_role   pg_catalog.text;
  v_action pg_catalog.text;
  v_policy pg_catalog.text;
begin
  for v_key in select distinct k.value from jsonb_each_text(p_keys) as k order by 1 loop
    if v_key !~ '^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*(:(all|assigned))?$' then
      raise invalid_parameter_value using
        message = format('A key reads module:action: %s', to_json(left(v_key, 100)));
    elsif split_part(v_key, ':', 1) <> p_module
      and stagedoor.unknown_permission(v_key) is not null
    then
      raise invalid_parameter_value using
        message = format('There is no key %s', v_key),
          hint = stagedoor.unknown_permission(v_key);
    end if;
  end loop;
  if jsonb_typeof(p_roles) <> 'object' or exists (
    select from jsonb_each(p_roles) as r where jsonb_typeof(r.value) <> 'object'
  ) then
    raise invalid_parameter_value using
      message = 'Roles read {"role": {"action": "policy"}}',
      hint = 'Like {"owner": {"edit": "allow"}, "member": {"view": "own"}}.';
  end if;
  for v_role, v_action, v_policy in
    select r.key, a.key, a.value
    from jsonb_each(p_roles) as r
    cross join lateral jsonb_each_text(r.value) as a
  loop
    if v_role !~ '^[a-z][a-z0-9_]*$' or char_length(v_role) > 60 then
      raise invalid_parameter_value using message =
        'A role key is lower case, digits and underscores, and begins with a letter';
    elsif v_policy is null or v_policy not in ('allow', 'own', 'locked', 'deny') then
      raise invalid_parameter_value using
        message = 'A policy is allow, own, locked or deny';
    elsif not exists (
      select from jsonb_each_text(p_keys) as k where k.value = p_module || ':' || v_action
    ) then
      raise invalid_parameter_value using
        message = format('There is no action %s', to_json(left(v_action, 100))),
        hint = 'There are: ' || (
          select string_agg(distinct substr(k.value, char_length(p_module) + 2), ', ')
          from jsonb_each_text(p_keys) as k where starts_with(k.value, p_module || ':'));
    end if;
  end loop;
end;
$$;

comment on function stagedoor.check_their_keys is
'Refuse keys, roles and policies that protect cannot write. Raises 22023.';

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.their_asked,
  stagedoor.check_their_keys
from public, anon, authenticated, service_role;
