-- Producing: opening a show, and letting crew write in a script.

create function stagedoor_theatre.create_show(
  p_name text, p_organization_id uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes and the creator's first access: the one role that is given without holding
-- its keys.
declare
  v_name            pg_catalog.text := stagedoor.clean_name(p_name);
  v_user_id         pg_catalog.uuid := stagedoor.require_account();
  v_organization_id pg_catalog.uuid := p_organization_id;
  v_scope           stagedoor.scopes;
begin
  if v_organization_id is null then
    v_organization_id := stagedoor_theatre.personal_organization(v_user_id);
  end if;
  perform stagedoor.require_scope('project:create', v_organization_id, 'organization');

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('project', v_organization_id, v_name)
  returning * into v_scope;
  perform stagedoor.give_creator_role(
    v_user_id, v_scope, stagedoor.built_in_role('producer'),
    stagedoor.power_ends_at('project:create', v_organization_id));
  insert into public.shows (project_id, owner_id, title)
  values (v_scope.id, v_user_id, v_name);
  return v_scope.id;
end;
$$;

comment on function stagedoor_theatre.create_show is
'Implementation of public.create_show.';

create function stagedoor_theatre.find_columns(p_columns text[])
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the columns that can be delegated.
declare
  v_unknown pg_catalog.text[];
  v_keys    pg_catalog.text[];
begin
  select array_agg(distinct c.column_key) into v_keys
  from unnest(p_columns) as asked (name)
  join public.delegable_columns as c on asked.name in (c.column_key, c.column_name);
  select array_agg(asked.name) into v_unknown
  from unnest(p_columns) as asked (name)
  where not exists (
    select from public.delegable_columns as c
    where asked.name in (c.column_key, c.column_name)
  );
  if p_columns is null or v_unknown is not null then
    raise invalid_parameter_value using
      message = 'A column that can be delegated is one of the rows of delegable_columns',
      detail = json_build_object(
        'not_allowed', v_unknown, 'allowed',
        (select json_agg(c.column_key order by c.position)
         from public.delegable_columns as c)),
      hint = 'An empty list ends what is delegated.';
  end if;
  return coalesce(v_keys, '{}');
end;
$$;

comment on function stagedoor_theatre.find_columns is
'Keys of delegable_columns, by key or by name of a column. Raises 22023.';

create function stagedoor_theatre.delegate_script(
  p_script_id     uuid,
  p_crew_user_id  uuid,
  p_columns       text[],
  p_valid_until   timestamptz default null,
  p_department_id uuid        default null,
  p_operations    text[]      default '{update}'
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes delegations, which no request role may.
declare
  v_me              pg_catalog.uuid := stagedoor.require_account();
  v_keys            pg_catalog.text[] := stagedoor_theatre.find_columns(p_columns);
  v_relationship_id pg_catalog.uuid;
  v_delegation_id   pg_catalog.uuid;
begin
  perform from public.scripts as s
  where s.id = p_script_id and s.owner_id = v_me
  for share;
  if not found then
    if p_script_id = any (stagedoor_theatre.readable_scripts()) then
      perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
    end if;
    perform stagedoor.raise_not_found('Script');
  end if;
  if p_department_id is not null
    and (p_department_id = any (stagedoor_theatre.own_departments())) is not true
  then
    perform stagedoor.raise_not_found('Department');
  end if;

  if v_keys = '{}' then
    delete from public.script_delegations as d
    where d.script_id = p_script_id
      and d.crew_user_id = p_crew_user_id
      and (p_department_id is null or d.department_id = p_department_id);
    return null;
  end if;

  if p_operations is null or p_operations = '{}'
    or not p_operations <@ array['update', 'insert', 'delete']
  then
    raise invalid_parameter_value using
      message = 'What can be delegated is update, insert and delete',
      detail = json_build_object('p_operations', p_operations);
  elsif p_operations && array['insert', 'delete'] and p_department_id is null then
    raise invalid_parameter_value using
      message = 'Elements are added and removed in one department: name it';
  end if;
  perform stagedoor.check_window(null, p_valid_until);
  if p_crew_user_id = v_me then
    raise invalid_parameter_value using message = 'Nobody is their own crew';
  end if;
  select r.relationship_id into v_relationship_id
  from public.crew_relationships as r
  where r.manager_user_id = v_me and r.crew_user_id = p_crew_user_id and r.is_active
  for key share;
  if not found then
    perform stagedoor.raise_not_found('Crew member');
  end if;

  insert into public.script_delegations as d (
    script_id, relationship_id, crew_user_id, column_keys, operations, department_id,
    valid_until
  )
  values (
    p_script_id, v_relationship_id, p_crew_user_id, v_keys, p_operations, p_department_id,
    p_valid_until
  )
  on conflict on constraint script_delegations_once_key do update
  set column_keys = excluded.column_keys, operations = excluded.operations,
    valid_until = excluded.valid_until, relationship_id = excluded.relationship_id
  returning d.id into v_delegation_id;
  return v_delegation_id;
end;
$$;

comment on function stagedoor_theatre.delegate_script is
'Implementation of public.delegate_script.';

-- Privileges.

revoke all on function
  stagedoor_theatre.create_show,
  stagedoor_theatre.find_columns,
  stagedoor_theatre.delegate_script
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.create_show,
  stagedoor_theatre.delegate_script
to authenticated;
