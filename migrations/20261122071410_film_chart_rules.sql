-- The rules that hang on a chart: which department a prefix belongs to, and what binds a
-- role.

create function stagedoor_film.refuse_own_bond(p_project_id uuid, p_role_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what the caller holds. Whoever is bound by a role does not loosen it.
begin
  if exists (
    select
    from stagedoor.scopes as s
    join stagedoor.scopes as near on s.id = any (near.path) or near.id = any (s.path)
    join stagedoor.live_accesses as a on a.scope_id = near.id
    where s.id = p_project_id
      and a.user_id = stagedoor.caller_id()
      and (
        p_role_id = a.grant_id
        or p_role_id = any (stagedoor_film.bound_roles(p_project_id, a.id))
        or exists (
          select from stagedoor.role_includes as i
          where i.permission_role_id = a.grant_id and i.included_role_id = p_role_id
        )
      )
  ) then
    perform stagedoor.raise_denied(
      'cost_code:edit', 'Nobody changes what binds a role that they hold.');
  end if;
end;
$$;

comment on function stagedoor_film.refuse_own_bond is
'Refuse to change the policies of a role that the caller holds.

Raises 42501.';

create function stagedoor_film.save_cost_policy(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes policies, which no request role may.
declare
  v_policy public.cost_policies;
begin
  perform stagedoor_film.refuse_unknown_fields(p_row, array[
    'permission_role_id', 'role_key', 'prefix', 'category', 'union_agreement_id', 'phase',
    'requires_guild_approval', 'allows_line_producer_edit']);
  v_policy.permission_role_id := stagedoor_film.field(
    p_row, 'permission_role_id', 'pg_catalog.uuid');
  v_policy.prefix := p_row ->> 'prefix';
  v_policy.category := p_row ->> 'category';
  v_policy.phase := p_row ->> 'phase';
  v_policy.union_agreement_id := stagedoor_film.field(
    p_row, 'union_agreement_id', 'pg_catalog.uuid');
  v_policy.requires_guild_approval := coalesce(stagedoor_film.field(
    p_row, 'requires_guild_approval', 'pg_catalog.bool')::boolean, false);
  v_policy.allows_line_producer_edit := coalesce(stagedoor_film.field(
    p_row, 'allows_line_producer_edit', 'pg_catalog.bool')::boolean, false);
  perform stagedoor_film.require_production('cost_code:edit', p_project_id);

  if v_policy.permission_role_id is null then
    v_policy.permission_role_id := stagedoor.find_grant(
      'role', p_row ->> 'role_key', p_project_id);
  elsif not exists (
    select
    from stagedoor.permission_roles as r
    join stagedoor.scopes as s on s.id = p_project_id
    where r.id = v_policy.permission_role_id
      and r.deleted_at is null
      and (r.scope_id is null or r.scope_id = any (s.path))
  ) then
    perform stagedoor.raise_not_found('Role');
  end if;
  perform stagedoor_film.refuse_own_bond(p_project_id, v_policy.permission_role_id);

  if v_policy.category is null or v_policy.category not in ('above_line', 'below_line') then
    raise invalid_parameter_value using
      message = 'A category is above_line or below_line',
      detail = json_build_object('actual', left(v_policy.category, 60));
  elsif v_policy.phase not in (
    'development', 'prep', 'principal_photography', 'wrap', 'post')
  then
    raise invalid_parameter_value using
      message = 'A phase is development, prep, principal_photography, wrap or post',
      detail = json_build_object('actual', left(v_policy.phase, 60));
  elsif v_policy.union_agreement_id is not null
    and stagedoor_film.agreement_for(p_project_id, v_policy.union_agreement_id) is null
  then
    perform stagedoor.raise_not_found('Union agreement');
  end if;

  insert into public.cost_policies as p (
    project_id, permission_role_id, prefix, category, union_agreement_id, phase,
    requires_guild_approval, allows_line_producer_edit
  )
  values (
    p_project_id, v_policy.permission_role_id, v_policy.prefix, v_policy.category,
    v_policy.union_agreement_id, v_policy.phase, v_policy.requires_guild_approval,
    v_policy.allows_line_producer_edit
  )
  on conflict on constraint cost_policies_one_of_a_kind_key do update
  set requires_guild_approval = excluded.requires_guild_approval,
      allows_line_producer_edit = excluded.allows_line_producer_edit
  returning p.id into v_policy.id;
  return v_policy.id;
end;
$$;

comment on function stagedoor_film.save_cost_policy is
'Implementation of public.save_cost_policy.';

create function stagedoor_film.remove_cost_policy(p_cost_policy_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes policies, which no request role may.
declare
  v_policy public.cost_policies;
begin
  select p.* into v_policy
  from public.cost_policies as p
  where p.id = p_cost_policy_id and p.project_id is not null;
  if not stagedoor.can('cost_code:view', v_policy.project_id) then
    perform stagedoor.raise_not_found('Cost policy');
  end if;
  perform stagedoor_film.require_production('cost_code:edit', v_policy.project_id);
  perform stagedoor_film.refuse_own_bond(
    v_policy.project_id, v_policy.permission_role_id);
  delete from public.cost_policies as p where p.id = p_cost_policy_id;
  return found;
end;
$$;

comment on function stagedoor_film.remove_cost_policy is
'Implementation of public.remove_cost_policy.';

create function stagedoor_film.save_department_prefix(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes prefixes, which no request role may.
declare
  v_department_id pg_catalog.uuid;
  v_category      pg_catalog.text := p_row ->> 'category';
  v_id            pg_catalog.uuid;
begin
  perform stagedoor_film.refuse_unknown_fields(
    p_row, array['prefix', 'department_id', 'category']);
  v_department_id := stagedoor_film.field(p_row, 'department_id', 'pg_catalog.uuid');
  perform stagedoor_film.require_production('cost_code:edit', p_project_id);

  if v_category is null or v_category not in ('above_line', 'below_line') then
    raise invalid_parameter_value using
      message = 'A category is above_line or below_line',
      detail = json_build_object('actual', left(v_category, 60));
  elsif p_row ->> 'prefix' is null then
    raise invalid_parameter_value using
      message = 'A prefix has four digits and no wildcard, such as 1400',
      detail = '{"error_code":"PREFIX","actual":null}';
  elsif v_department_id is not null and not exists (
    select from stagedoor.scopes as s
    where s.id = v_department_id
      and s.scope_type = 'department'
      and s.project_id = p_project_id
  ) then
    perform stagedoor.raise_not_found('Department');
  end if;

  insert into public.department_prefixes as d (project_id, prefix, department_id, category)
  values (p_project_id, p_row ->> 'prefix', v_department_id, v_category)
  on conflict on constraint department_prefixes_project_id_prefix_key do update
  set department_id = excluded.department_id, category = excluded.category
  returning d.id into v_id;
  return v_id;
end;
$$;

comment on function stagedoor_film.save_department_prefix is
'Implementation of public.save_department_prefix.';

create function stagedoor_film.remove_department_prefix(p_department_prefix_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes prefixes, which no request role may.
declare
  v_project_id pg_catalog.uuid;
begin
  select d.project_id into v_project_id
  from public.department_prefixes as d
  where d.id = p_department_prefix_id;
  if not stagedoor.can('cost_code:view', v_project_id) then
    perform stagedoor.raise_not_found('Prefix');
  end if;
  perform stagedoor_film.require_production('cost_code:edit', v_project_id);
  delete from public.department_prefixes as d where d.id = p_department_prefix_id;
  return found;
end;
$$;

comment on function stagedoor_film.remove_department_prefix is
'Implementation of public.remove_department_prefix.';

-- Privileges.

revoke all on function
  stagedoor_film.refuse_own_bond,
  stagedoor_film.save_cost_policy,
  stagedoor_film.remove_cost_policy,
  stagedoor_film.save_department_prefix,
  stagedoor_film.remove_department_prefix
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.save_cost_policy,
  stagedoor_film.remove_cost_policy,
  stagedoor_film.save_department_prefix,
  stagedoor_film.remove_department_prefix
to authenticated;
