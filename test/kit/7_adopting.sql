-- Adopting: rows and users that are there already become part of a test's world.

create or replace function tests.adopt_user(p_id uuid, p_name text)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads auth.users and writes accounts.
declare
  v_email text;
  v_name  text;
begin
  select u.email into v_email from auth.users as u where u.id = p_id;
  if not found then
    raise exception 'no row of auth.users has the id %', coalesce(p_id::text, 'null');
  end if;
  v_name := coalesce(p_name, split_part(v_email, '@', 1));
  if v_name is null then
    raise exception 'the user % has no address: say a name', p_id;
  end if;
  perform stagedoor.ensure_account(p_id);
  perform set_config(
    'tests.people',
    (coalesce(nullif(current_setting('tests.people', true), '')::jsonb, '{}')
      || jsonb_build_object(v_name, p_id))::text,
    true);
  return p_id;
end;
$$;

comment on function tests.adopt_user(uuid, text) is
'Know a user who is there already by a name, for adopt.';

create or replace function tests.adopt_scope(
  p_table regclass, p_id uuid, p_name text, p_parent text, p_scope_type text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads tracked tables, and the row, and writes scopes.
declare
  v_tracked stagedoor.tracked_tables;
  v_column  name := 'id';
  v_row     jsonb;
  v_type    text;
  v_scope   stagedoor.scopes;
begin
  select t.* into v_tracked
  from stagedoor.tracked_tables as t
  where t.table_name = p_table and t.kind = 'scopes';
  if found then
    v_column := v_tracked.scope_column;
    if p_parent is not null or p_scope_type is not null then
      raise exception 'the rows of % say themselves what they are: it is tracked', p_table;
    end if;
  elsif not exists (
    select from pg_catalog.pg_attribute as a
    where a.attrelid = p_table and a.attname = v_column and a.atttypid = 'uuid'::regtype
  ) then
    raise exception '% has no column id that is a uuid', p_table
      using hint = 'Track it first: select * from stagedoor.track_scopes(...).';
  end if;

  execute format('select to_jsonb(t) from %s as t where t.%I = $1', p_table, v_column)
    into v_row using p_id;
  if v_row is null then
    raise exception 'no row of % has the % %', p_table, v_column,
      coalesce(p_id::text, 'null');
  end if;

  select s.* into v_scope from stagedoor.scopes as s where s.id = p_id;
  if v_scope.id is null then
    if v_tracked.table_name is not null then
      raise exception 'the row % of % is no scope: it has no parent, or was written '
        'while triggers were off', p_id, p_table;
    end if;
    v_type := coalesce(p_scope_type, 'project');
    if v_type <> 'organization' and p_parent is null
      and not exists (select from stagedoor.scopes as s where s.name = 'The company')
    then
      perform tests.create_organization('The company');
    end if;
    insert into stagedoor.scopes (id, scope_type, parent_id, name)
    values (
      p_id, v_type,
      case when v_type <> 'organization'
        then tests.scope_id(coalesce(p_parent, 'The company')) end,
      stagedoor.tracked_name(coalesce(p_name, v_row ->> 'name'), v_type, p_id));
  elsif p_name is not null then
    update stagedoor.scopes as s set name = p_name where s.id = p_id;
  end if;
  return p_id;
end;
$$;

comment on function tests.adopt_scope(regclass, uuid, text, text, text) is
'Know the scope of a row by a name, for adopt.';

create or replace function tests.adopt(
  p_table      regclass,
  p_id         uuid,
  p_name       text default null,
  p_parent     text default null,
  p_scope_type text default null
)
returns uuid
language sql
volatile
set search_path = ''
as $$
  select case
    when p_table = 'auth.users'::regclass then tests.adopt_user(p_id, p_name)
    else tests.adopt_scope(p_table, p_id, p_name, p_parent, p_scope_type)
  end
$$;

comment on function tests.adopt(regclass, uuid, text, text, text) is
'Let a row that is there be a scope, or a user, of the test. Returns the id.

Of a table that track_scopes tracks the row is a scope already: p_id is the id of that scope,
which for a number as key stands in stagedoor_scope_id. Of another table it becomes one with
the row''s id: a project of The company, unless p_parent and p_scope_type say otherwise. Its
name is p_name, or else that of the row.

A row of auth.users is known as p_name from then on, or as its address up to the @.
Raises for a row that is not there.';
