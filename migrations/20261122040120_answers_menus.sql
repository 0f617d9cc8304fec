-- Explaining a menu: why an item is missing, or there (F25).

create function stagedoor.menu_item_asked(p_project_id uuid, p_item_key text)
returns stagedoor.menu_items
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the items of every tenant, and answers with one that the caller may know of: the
  -- nearest to the project, else one of another scope of theirs.
  select m
  from stagedoor.menu_items as m
  left join stagedoor.scopes as s
    on s.id = p_project_id and stagedoor.works_at(stagedoor.caller_id(), s.id)
  where m.item_key = p_item_key
    and (m.scope_id is null or m.scope_id = any (s.path)
      or m.scope_id = any (stagedoor.my_scopes()))
  order by
    coalesce(array_position(s.path, m.scope_id), case when m.scope_id is null then 0 else -1
      end) desc, m.id
  limit 1
$$;

comment on function stagedoor.menu_item_asked is
'The item of that key that the caller may know of. All nulls for none.';

create function stagedoor.projects_instead(p_user_id uuid, p_permission_key text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of the user asked about, in projects that the caller may see.
declare
  v_is_self boolean := p_user_id is not distinct from stagedoor.caller_id();
begin
  return coalesce((
    select jsonb_agg(
      jsonb_build_object('project_id', f.id, 'name', f.name) order by f.name, f.id)
    from (
      select s.id, s.name
      from stagedoor.scopes as s
      where s.scope_type = 'project'
        and not s.is_archived
        and s.id = any (case
          when v_is_self and p_permission_key is not null
            then stagedoor.scopes_with(p_permission_key)
          else array(
            select at.project_id
            from stagedoor.live_accesses as a
            join stagedoor.scopes as at on at.id = a.scope_id
            where a.user_id = p_user_id and a.delegated_from is null)
        end)
        and (v_is_self or stagedoor.can('access:view', s.id))
      order by s.name, s.id
      limit 10
    ) as f), '[]');
end;
$$;

comment on function stagedoor.projects_instead is
'Projects in which the user holds the key, or works (F25).

[{project_id, name}], at most 10. Of somebody else, those in which they have an access and
the caller may list accesses.';

create function stagedoor.hidden_above(p_item_id uuid, p_keys text[], p_path uuid[])
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the items above one, that the caller may know of with it.
  with recursive above (item, depth) as (
    select m, 1
    from stagedoor.menu_items as child
    join stagedoor.menu_items as m on m.id = child.parent_id
    where child.id = p_item_id
    union all
    select m, a.depth + 1
    from above as a
    join stagedoor.menu_items as m on m.id = (a.item).parent_id
  )
  select jsonb_build_object(
    'item_key', (a.item).item_key,
    'label', (a.item).label,
    'why', case
      when not (a.item).is_active then 'inactive'
      when (a.item).scope_id <> all (p_path) then 'other_project'
      else 'key' end,
    'required_permission_key', (a.item).required_permission_key)
  from above as a
  where not (a.item).is_active
    or (a.item).scope_id <> all (p_path)
    or (a.item).required_permission_key <> all (p_keys)
  order by a.depth desc
  limit 1
$$;

comment on function stagedoor.hidden_above is
'The topmost item above one that is hidden, and why. Null where all show.';

create function stagedoor.explain_menu(
  p_user_id uuid, p_project_id uuid, p_item_key text
)
returns table (
  step integer, checkpoint text, outcome text, detail jsonb, remedy text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of the user asked about, and items that the caller may know of.
declare
  v_caller   pg_catalog.uuid := stagedoor.caller_id();
  v_keys     pg_catalog.text[] := coalesce(
    stagedoor.menu_keys(p_user_id, p_project_id), '{}');
  v_item     stagedoor.menu_items;
  v_scope    stagedoor.scopes;
  v_reason   pg_catalog.text;
  v_remedy   pg_catalog.text := 'none';
  v_roles    pg_catalog.text[];
  v_works    boolean;
  v_opens    boolean;
  v_is_here  boolean;
  v_instead  pg_catalog.jsonb := '[]';
  v_hidden   pg_catalog.jsonb;
  v_failed   pg_catalog.text;
  v_subject  pg_catalog.text;
begin
  v_item := stagedoor.menu_item_asked(p_project_id, p_item_key);
  step := 1;
  if v_item.id is null then
    checkpoint := 'item';
    outcome := 'fail';
    remedy := 'none';
    detail := jsonb_build_object('sentence', stagedoor.unknown_key(
      'menu item', p_item_key, array(
        select m.item_key from stagedoor.menu_items as m
        where m.scope_id is null or m.scope_id = any (stagedoor.my_scopes()))));
    return next;
    step := 2;
    checkpoint := 'verdict';
    detail := detail || '{"shown": false, "decided_by": "item"}';
    return next;
    return;
  end if;

  v_works := stagedoor.works_at(p_user_id, p_project_id);
  if stagedoor.works_at(v_caller, p_project_id) then
    select s.* into v_scope from stagedoor.scopes as s where s.id = p_project_id;
    v_roles := array(
      select distinct coalesce(r.name, 'a single permission')
      from stagedoor.live_accesses as a
      left join stagedoor.permission_roles as r on r.id = a.grant_id
      join stagedoor.scopes as at on at.id = a.scope_id
      where a.user_id = p_user_id
        and (a.scope_id = any (v_scope.path) or v_scope.id = any (at.path))
      order by 1);
  end if;
  v_opens := v_item.required_permission_key is null
    or v_item.required_permission_key = any (v_keys);
  if not v_opens then
    select d.reason, d.remedy into v_reason, v_remedy
    from stagedoor.decision_asked(
      p_user_id, v_item.required_permission_key, p_project_id, null) as d;
    v_instead := stagedoor.projects_instead(p_user_id, v_item.required_permission_key);
  end if;
  v_is_here := coalesce(v_item.scope_id = any (v_scope.path), v_item.scope_id is null);
  v_hidden := stagedoor.hidden_above(v_item.id, v_keys, coalesce(v_scope.path, '{}'));

  checkpoint := 'role';
  outcome := case when v_works then 'pass'
    when v_item.required_permission_key is null then 'info' else 'fail' end;
  remedy := case when outcome = 'fail' then v_remedy else 'none' end;
  detail := jsonb_strip_nulls(jsonb_build_object(
    'roles', to_jsonb(v_roles),
    'reason', case when outcome = 'fail' then v_reason end));
  v_failed := case when outcome = 'fail' then checkpoint end;
  return next;

  step := 2;
  checkpoint := 'key';
  outcome := case when v_opens then 'pass' else 'fail' end;
  remedy := case when v_opens then 'none' else v_remedy end;
  detail := jsonb_strip_nulls(jsonb_build_object(
    'required_permission_key', v_item.required_permission_key,
    'reason', case when not v_opens then v_reason end));
  v_failed := coalesce(v_failed, case when outcome = 'fail' then checkpoint end);
  return next;

  step := 3;
  checkpoint := 'active';
  outcome := case when v_item.is_active then 'pass' else 'fail' end;
  remedy := 'none';
  detail := jsonb_build_object(
    'item_key', v_item.item_key, 'label', v_item.label, 'is_active', v_item.is_active,
    'is_built_in', v_item.scope_id is null);
  v_failed := coalesce(v_failed, case when outcome = 'fail' then checkpoint end);
  return next;

  step := 4;
  checkpoint := 'project';
  outcome := case
    when not v_is_here then 'fail'
    when v_works or v_opens or v_instead = '[]' then 'pass'
    else 'fail' end;
  detail := jsonb_strip_nulls(jsonb_build_object(
    'name', v_scope.name,
    'item_of', case when not v_is_here then (
      select s.name from stagedoor.scopes as s where s.id = v_item.scope_id) end,
    'instead', v_instead));
  v_failed := coalesce(v_failed, case when outcome = 'fail' then checkpoint end);
  return next;

  step := 5;
  checkpoint := 'parent';
  outcome := case when v_hidden is null then 'pass' else 'fail' end;
  detail := jsonb_strip_nulls(jsonb_build_object('hidden', v_hidden));
  v_failed := coalesce(v_failed, case when outcome = 'fail' then checkpoint end);
  return next;

  v_subject := case when p_user_id is not distinct from v_caller then 'You'
    else coalesce(stagedoor.name_for_caller(p_user_id, p_project_id), 'This user') end;
  step := 6;
  checkpoint := 'verdict';
  outcome := case when v_failed is null then 'pass' else 'fail' end;
  remedy := case when v_failed is null then 'none' else v_remedy end;
  detail := jsonb_build_object(
    'shown', v_failed is null,
    'can_access', v_opens and v_item.is_active and v_is_here,
    'decided_by', v_failed,
    'sentence', format('%s %s %s %s: %s.',
      v_subject, case when v_failed is null then 'may open' else 'may not open' end,
      v_item.label, coalesce('in ' || v_scope.name, 'there'),
      case coalesce(v_failed, '')
        when 'role' then 'no role in this project'
        when 'key' then v_item.required_permission_key || ' is not held, '
          || coalesce((
            select lower(left(r.description, 1)) || rtrim(substr(r.description, 2), '.')
            from stagedoor.decision_reasons as r where r.reason = v_reason), '')
        when 'active' then 'the item is switched off'
        when 'project' then 'it is an item of another project'
        when 'parent' then 'it stands below ' || (v_hidden ->> 'label')
          || ', which is hidden'
        else 'the item is active and its key held'
      end || coalesce('; it would be in ' || (
        select string_agg(i.value ->> 'name', ', ')
        from jsonb_array_elements(v_instead) as i), '')));
  return next;
  if v_opens then
    return;
  end if;

  outcome := 'info';
  step := 7;
  checkpoint := 'change';
  detail := stagedoor.smallest_change(
    p_user_id, v_item.required_permission_key, v_scope.id, false, v_reason,
    case when v_scope.id is not null then stagedoor.accesses_told(
      p_user_id, v_item.required_permission_key, v_scope.id) else '[]' end);
  return next;
  step := 8;
  checkpoint := 'roles';
  detail := jsonb_build_object('roles', stagedoor.roles_carrying(
    v_item.required_permission_key, v_scope.id, false));
  return next;
  step := 9;
  checkpoint := 'ask';
  detail := jsonb_build_object('people', case when v_scope.id is not null
    then stagedoor.whom_to_ask(v_scope.id, p_user_id) else '[]' end);
  return next;
end;
$$;

comment on function stagedoor.explain_menu is
'Implementation of public.explain_menu.';

-- Privileges.

revoke all on function
  stagedoor.menu_item_asked,
  stagedoor.projects_instead,
  stagedoor.hidden_above,
  stagedoor.explain_menu
from public, anon, authenticated, service_role;
grant execute on function stagedoor.explain_menu to authenticated;
