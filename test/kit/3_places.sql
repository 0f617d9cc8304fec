-- Places: organizations, projects and departments, known by their names.

create or replace function tests.scope_id(p_name text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads scopes, of which a speaker sees a part only.
declare
  v_scope_ids uuid[] := array(
    select s.id
    from stagedoor.scopes as s
    where s.name = p_name or s.id = stagedoor.uuid_or_null(p_name));
begin
  if cardinality(v_scope_ids) <> 1 then
    raise exception '% scopes are called %', cardinality(v_scope_ids), p_name;
  end if;
  return v_scope_ids[1];
end;
$$;

comment on function tests.scope_id(text) is
'The id of the one scope of this name, of any type. Raises where there are none or more.

An id names its scope as well, written as text.';

create or replace function tests.organization_id(p_name text)
returns uuid
language sql
stable
set search_path = ''
as $$
  select tests.scope_id(p_name)
$$;

comment on function tests.organization_id(text) is
'The id of an organization by its name.';

create or replace function tests.project_id(p_name text)
returns uuid
language sql
stable
set search_path = ''
as $$
  select tests.scope_id(p_name)
$$;

comment on function tests.project_id(text) is
'The id of a project by its name.';

create or replace function tests.create_organization(p_name text)
returns uuid
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes scopes.
  insert into stagedoor.scopes (scope_type, name)
  values ('organization', p_name)
  returning id
$$;

comment on function tests.create_organization(text) is
'Make an organization without any access. Returns its id.';

create or replace function tests.create_project(
  p_name text, p_organization text default 'The company'
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes.
declare
  v_project_id uuid;
begin
  if not exists (
    select from stagedoor.scopes as s
    where s.scope_type = 'organization'
      and (s.name = p_organization or s.id = stagedoor.uuid_or_null(p_organization))
  ) then
    perform tests.create_organization(p_organization);
  end if;

  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('project', tests.scope_id(p_organization), p_name)
  returning id into v_project_id;
  return v_project_id;
end;
$$;

comment on function tests.create_project(text, text) is
'Make a project without any access. Returns its id.

Its organization is made where it does not exist; unless named, it is The company.';

create or replace function tests.create_department(p_name text, p_project text)
returns uuid
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes scopes.
  insert into stagedoor.scopes (scope_type, parent_id, name)
  values ('department', tests.scope_id(p_project), p_name)
  returning id
$$;

comment on function tests.create_department(text, text) is
'Make a department of a project. Returns its id.';

create or replace function tests.archive(p_name text)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes scopes.
  update stagedoor.scopes as s
  set archived_at = stagedoor.instant()
  where s.id = tests.scope_id(p_name)
$$;

comment on function tests.archive(text) is
'Archive a scope and with it all below.';
