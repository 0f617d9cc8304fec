-- Script sets: which scripts, and which parts of them, the caller reads and writes. Asked
-- once per statement by the policies of the files that follow.

create function stagedoor_theatre.script_is_open(p_script_id uuid)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads shows of anybody. Asked by definers only.
declare
  v_running boolean;
begin
  select bool_or(not s.is_archived) into v_running
  from public.show_scripts as l
  join stagedoor.scopes as s on s.id = l.project_id
  where l.script_id = p_script_id;
  return coalesce(v_running, true);
end;
$$;

comment on function stagedoor_theatre.script_is_open is
'Whether anybody but its owner may read a script at all.

Not after closing night: once every show that it is linked to is archived.';

create function stagedoor_theatre.own_scripts(is_narrowed boolean default true)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads scripts and links, of which a request sees its own part only.
declare
  v_only pg_catalog.uuid := case
    when is_narrowed then stagedoor.narrowed_project() end;
begin
  return array(
    select s.id
    from public.scripts as s
    where s.owner_id = stagedoor.live_caller()
      and (v_only is null or exists (
        select from public.show_scripts as l
        where l.script_id = s.id and l.project_id = v_only))
  );
end;
$$;

comment on function stagedoor_theatre.own_scripts is
'The scripts of the caller; with x-project-id those of that show (F68).';

create function stagedoor_theatre.live_delegations()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads delegations, relationships and scripts, of which a request sees its own part only.
declare
  v_only pg_catalog.uuid := stagedoor.narrowed_project();
begin
  return array(
    select d.id
    from public.script_delegations as d
    join public.scripts as s on s.id = d.script_id
    join public.crew_relationships as r
      on r.relationship_id = d.relationship_id
      and r.crew_user_id = d.crew_user_id
      and r.manager_user_id = s.owner_id
    where d.crew_user_id = stagedoor.live_caller()
      and r.is_active
      and (d.valid_until is null or d.valid_until > stagedoor.instant())
      and stagedoor_theatre.script_is_open(s.id)
      and stagedoor.account_is_live(s.owner_id)
      and (v_only is null or exists (
        select from public.show_scripts as l
        where l.script_id = s.id and l.project_id = v_only))
  );
end;
$$;

comment on function stagedoor_theatre.live_delegations is
'What is delegated to the caller now (F71).

While the relationship with the owner is active, the end has not come, and a show runs.';

create function stagedoor_theatre.delegated_scripts()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads delegations, of which a request sees its own part only.
begin
  return array(
    select d.script_id
    from public.script_delegations as d
    where d.id = any (stagedoor_theatre.live_delegations())
      and 'update' = any (d.operations)
      and exists (
        select from public.delegable_columns as c
        where c.table_name = 'scripts' and c.column_key = any (d.column_keys))
  );
end;
$$;

comment on function stagedoor_theatre.delegated_scripts is
'Scripts of which the caller may change columns (F71).';

create function stagedoor_theatre.refuse_beyond_delegation(
  p_table text, p_script_id uuid, p_department_id uuid, p_before jsonb, p_after jsonb
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads delegations, of which a request sees its own part only. Called by triggers.
declare
  v_beyond pg_catalog.text[];
begin
  select array_agg(b.key order by b.key) into v_beyond
  from jsonb_each(p_before) as b
  where b.value is distinct from p_after -> b.key
    and not exists (
      select
      from public.script_delegations as d
      join public.delegable_columns as c
        on c.table_name = p_table
        and c.column_name = b.key
        and c.column_key = any (d.column_keys)
      where d.id = any (stagedoor_theatre.live_delegations())
        and d.script_id = p_script_id
        and 'update' = any (d.operations)
        and (d.department_id is null or d.department_id = p_department_id)
    );
  if v_beyond is not null then
    perform stagedoor.raise_denied(
      'owner_or_manager_access', 'ask_owner: ' || array_to_string(v_beyond, ', '));
  end if;
end;
$$;

comment on function stagedoor_theatre.refuse_beyond_delegation is
'Refuse a change of columns that are not delegated to the caller (F71).

Raises 42501.';

create function stagedoor_theatre.whole_scripts()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads scripts, links, assignments and delegations, of which a request sees its own part
-- only.
declare
  v_me        pg_catalog.uuid := stagedoor.live_caller();
  v_only      pg_catalog.uuid := stagedoor.narrowed_project();
  v_managers  pg_catalog.uuid[] := stagedoor_theatre.my_managers();
  v_with      pg_catalog.uuid[] := stagedoor.scopes_with('script:view');
  v_delegated pg_catalog.uuid[] := stagedoor_theatre.live_delegations();
begin
  return array(
    with opened as (
      select s.id
      from public.scripts as s
      where s.audience = 'crew' and s.owner_id = any (v_managers)
      union
      select s.id
      from stagedoor_theatre.live_assignments as a
      join public.show_scripts as l on l.project_id = a.project_id
      join public.scripts as s on s.id = l.script_id and s.audience = 'show'
      where a.user_id = v_me and a.department_id is null
      union
      select s.id
      from public.show_scripts as l
      join public.scripts as s on s.id = l.script_id and s.audience <> 'owner'
      where l.project_id = any (v_with)
      union
      -- Whoever is to write in it reads it, whoever else does.
      select d.script_id from public.script_delegations as d where d.id = any (v_delegated)
    )
    select s.id
    from opened as o
    join public.scripts as s on s.id = o.id
    where stagedoor_theatre.script_is_open(s.id)
      and stagedoor.account_is_live(s.owner_id)
      and (v_only is null or exists (
        select from public.show_scripts as l
        where l.script_id = s.id and l.project_id = v_only))
  );
end;
$$;

comment on function stagedoor_theatre.whole_scripts is
'Scripts of others that the caller reads, but for private elements (F75).

Those of their managers, of shows that they work in, of shows where they hold script:view,
and those in which they write, as far as the audience of each says.';

create function stagedoor_theatre.script_limits()
returns table (script_id uuid, department_ids uuid[], element_types text[])
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads scripts, links, assignments and shares, of which a request sees its own part only.
-- Asked by definers only.
declare
  v_me     pg_catalog.uuid := stagedoor.live_caller();
  v_only   pg_catalog.uuid := stagedoor.narrowed_project();
  v_with   pg_catalog.uuid[] := stagedoor.scopes_with('script:view');
  v_opened pg_catalog.uuid := stagedoor_theatre.opened_share();
begin
  return query
  with limited as (
    select
      l.script_id, array[a.department_id] as department_ids,
      null::pg_catalog.text[] as types
    from stagedoor_theatre.live_assignments as a
    join public.show_scripts as l on l.project_id = a.project_id
    join public.scripts as s on s.id = l.script_id and s.audience = 'show'
    where a.user_id = v_me and a.department_id is not null
    union all
    select l.script_id, array[d.department_id], null
    from public.show_departments as d
    join public.show_scripts as l on l.project_id = d.project_id
    join public.scripts as s on s.id = l.script_id and s.audience <> 'owner'
    where d.scope_id = any (v_with)
    union all
    -- A share is read by whoever has shown its token in this transaction, and by whoever it
    -- names without the token, too.
    select
      h.script_id,
      nullif(array(
        select jsonb_array_elements_text(h.permissions -> 'departments')
      )::pg_catalog.uuid[], '{}'),
      array(select jsonb_array_elements_text(h.permissions -> 'elements'))
    from stagedoor_theatre.live_shares as h
    where h.shared_with_user_id = v_me or h.share_id = v_opened
  )
  select m.script_id, m.department_ids, m.types
  from limited as m
  join public.scripts as s on s.id = m.script_id
  where stagedoor_theatre.script_is_open(s.id)
    and stagedoor.account_is_live(s.owner_id)
    and (v_only is null or exists (
      select from public.show_scripts as l
      where l.script_id = m.script_id and l.project_id = v_only));
end;
$$;

comment on function stagedoor_theatre.script_limits is
'Scripts of which the caller reads a part: which departments and types.

Null means all. What has no department concerns everybody (F77, F90).';

create function stagedoor_theatre.readable_scripts()
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads scripts, of which a request sees its own part only.
begin
  return array(
    select unnest(stagedoor_theatre.own_scripts())
    union
    select unnest(stagedoor_theatre.whole_scripts())
    union
    select l.script_id from stagedoor_theatre.script_limits() as l
  );
end;
$$;

comment on function stagedoor_theatre.readable_scripts is
'Scripts that the caller reads, all or in part (F69, F70, F75).';

create function stagedoor_theatre.limited_elements()
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads elements of others, of which a request sees its own part only.
begin
  return array(
    select e.id
    from stagedoor_theatre.script_limits() as l
    join public.script_elements as e on e.script_id = l.script_id
    where not e.is_private
      and (l.element_types is null or e.element_type = any (l.element_types))
      and (
        l.department_ids is null
        or e.department_id = any (l.department_ids)
        or exists (
          select from public.element_departments as d
          where d.element_id = e.id and d.department_id = any (l.department_ids))
        or (e.department_id is null and not exists (
          select from public.element_departments as d where d.element_id = e.id))
      )
  );
end;
$$;

comment on function stagedoor_theatre.limited_elements is
'Elements that the caller reads of scripts that they read in part (F90).';

-- Privileges.

revoke all on function
  stagedoor_theatre.script_is_open,
  stagedoor_theatre.own_scripts,
  stagedoor_theatre.live_delegations,
  stagedoor_theatre.delegated_scripts,
  stagedoor_theatre.refuse_beyond_delegation,
  stagedoor_theatre.whole_scripts,
  stagedoor_theatre.script_limits,
  stagedoor_theatre.readable_scripts,
  stagedoor_theatre.limited_elements
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.own_scripts,
  stagedoor_theatre.live_delegations,
  stagedoor_theatre.delegated_scripts,
  stagedoor_theatre.whole_scripts,
  stagedoor_theatre.readable_scripts,
  stagedoor_theatre.limited_elements
to authenticated;
