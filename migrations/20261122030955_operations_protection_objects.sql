-- Protection plans: the grants, triggers, indexes and views of a protected table.

create function stagedoor.granted_to(p_table regclass, p_role name, p_operation text)
returns boolean
language sql
stable
set search_path = ''
as $$
  select has_table_privilege(p_role, p_table, p_operation)
    or (p_operation <> 'delete' and has_any_column_privilege(p_role, p_table, p_operation))
$$;

comment on function stagedoor.granted_to is
'Whether a role may do something to a table or to columns of it.';

create function stagedoor.their_view_name(p_table regclass)
returns text
language sql
stable
set search_path = ''
as $$
  -- A long name is cut to what PostgreSQL keeps of it.
  select case
    when octet_length(c.relname) <= 58 then c.relname || '_live'
    else 'stagedoor_' || left(md5(c.relname), 12) || '_live'
  end
  from pg_catalog.pg_class as c
  where c.oid = p_table
$$;

comment on function stagedoor.their_view_name is
'The name of the view of the rows of a table that are not hidden.';

create function stagedoor.plan_grants(p_table regclass, p_asked jsonb)
returns table (step text, sql text, warning text)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_rest constant pg_catalog.text := 'truncate, references, trigger' || case
    when current_setting('server_version_num')::integer >= 170000
      then ', maintain' else '' end;
begin
  return query
  select 'revoke what anon may', format('revoke all on %s from public, anon', p_table),
    null::pg_catalog.text
  union all
  select 'revoke what no request needs',
    format('revoke %s on %s from authenticated', v_rest, p_table), null;
  return query
  select format('grant %s', o.name), format('grant %s on %s to authenticated', o.name,
    p_table),
    null
  from jsonb_array_elements_text(p_asked -> 'operations') as o (name)
  where not exists (
    select
    from pg_catalog.pg_class as c
    cross join lateral aclexplode(c.relacl) as a
    where c.oid = p_table
      and a.grantee = 'authenticated'::pg_catalog.regrole
      and lower(a.privilege_type) = o.name
    union all
    select
    from pg_catalog.pg_attribute as t
    cross join lateral aclexplode(t.attacl) as a
    where t.attrelid = p_table
      and a.grantee = 'authenticated'::pg_catalog.regrole
      and lower(a.privilege_type) = o.name);
  return query
  select 'grant the service what it needs',
    format('grant select, insert, update, delete on %s to service_role', p_table), null
  where not has_table_privilege('service_role', p_table, 'select');
  return query
  select format('grant the numbers of %I', a.attname),
    format('grant usage on sequence %s to authenticated', s.oid::pg_catalog.regclass), null
  from pg_catalog.pg_depend as d
  join pg_catalog.pg_class as s on s.oid = d.objid and s.relkind = 'S'
  join pg_catalog.pg_attribute as a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  where d.refobjid = p_table
    and d.deptype = 'a'
    and p_asked -> 'operations' ? 'insert'
    and case when s.relkind = 'S'
      then not has_sequence_privilege('authenticated', s.oid, 'usage') end;
  return query
  select 'look at the schema', null::pg_catalog.text, format(
    'authenticated has no usage on the schema %I.', n.nspname)
  from pg_catalog.pg_class as c
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where c.oid = p_table and not has_schema_privilege('authenticated', n.oid, 'usage');
  return query
  select format('look at %s', r.name), null::pg_catalog.text, format(
    'A row is open where its row of %s is open, too: protect it, and grant its reading.',
      r.name)
  from jsonb_array_elements_text(p_asked -> 'reads') as r (name)
  where not stagedoor.granted_to(r.name::pg_catalog.regclass, 'authenticated', 'select')
    or (
      (select c.relrowsecurity from pg_catalog.pg_class as c
       where c.oid = r.name::pg_catalog.regclass)
      and not exists (
        select from pg_catalog.pg_policy as p
        where p.polrelid = r.name::pg_catalog.regclass
          and p.polpermissive
          and p.polcmd in ('r', '*')
          and stagedoor.reaches_requests(p.polroles)));

  -- What is asked for goes through the table alone.
  return query
  select format('close %s', t.relid::pg_catalog.regclass), format(
    'alter table %1$s enable row level security; '
    'revoke all on %1$s from public, anon, authenticated', t.relid::pg_catalog.regclass),
    'Rows are read and written through its table. Protect again after adding one.'
  from (
    select t.relid from pg_partition_tree(p_table) as t where t.relid <> p_table
    union
    select i.inhrelid from pg_catalog.pg_inherits as i where i.inhparent = p_table
  ) as t (relid);
end;
$$;

comment on function stagedoor.plan_grants is
'The grants that policies need, and those that go past them.

Also closes partitions and children, which have policies of their own, or none.';

create function stagedoor.plan_objects(p_table regclass, p_asked jsonb)
returns table (step text, sql text, warning text)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_class pg_catalog.pg_class := (
    select c from pg_catalog.pg_class as c where c.oid = p_table);
  v_hidden pg_catalog.text := p_asked ->> 'soft_delete';
begin
  return query
  select 'stamp the owner', format(
    'create or replace trigger zz_stagedoor_owner before insert or update on %1$s '
    'for each row execute function stagedoor.tg_any__stamp_owner(%2$L); '
    'alter table %1$s enable always trigger zz_stagedoor_owner',
    p_table, p_asked ->> 'owner'), null::pg_catalog.text
  where (p_asked ->> 'stamp_owner')::boolean;

  return query
  select format('index %I', i.name), format('create index %I on %s (%I)',
    'stagedoor_' || left(md5(p_table::pg_catalog.text || ' ' || i.name), 12) || '_idx',
    p_table, i.name), null
  from (
    select distinct v.name
    from (values
      (p_asked ->> 'column'), (p_asked ->> 'department'), (p_asked ->> 'owner')) as v (name)
    where v.name is not null
  ) as i
  where not exists (
    select
    from pg_catalog.pg_index as x
    join pg_catalog.pg_attribute as a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
    where x.indrelid = p_table and a.attname = i.name and x.indpred is null
      and x.indisvalid);

  if v_hidden is not null then
    return query
    select format('show what is not hidden by %I', v_hidden), format(
      'create view %1$I.%2$I with (security_invoker = true) as '
      'select * from %3$s where %4$s; '
      'revoke all on %1$I.%2$I from public, anon, authenticated, service_role; '
      'grant select on %1$I.%2$I to authenticated, service_role; '
      'comment on view %1$I.%2$I is %5$L',
      (select n.nspname from pg_catalog.pg_namespace as n
        where n.oid = v_class.relnamespace),
      stagedoor.their_view_name(p_table), p_table,
      case
        when stagedoor.require_column(p_table, v_hidden::pg_catalog.name)
          = 'pg_catalog.bool'::pg_catalog.regtype then format('%I is not true', v_hidden)
        else format('%I is null', v_hidden)
      end,
      format('Rows of %s that are not hidden (stagedoor.protect).', p_table)),
      'Hide rows in a view: a policy that hides them refuses the update that does so.'
    union all
    select 'tell the API of the view', 'notify pgrst, ''reload schema''', null;
  end if;

  return query
  select 'register the table', format(
    'insert into stagedoor.protected_tables '
    '(table_name, scope_column, department_column, owner_column, scope_via) '
    'values (%L, %L, %L, %L, %L) '
    'on conflict (table_name) do update set scope_column = excluded.scope_column, '
    'department_column = excluded.department_column, '
    'owner_column = excluded.owner_column, scope_via = excluded.scope_via',
    p_table, p_asked ->> 'column', p_asked ->> 'department', p_asked ->> 'owner',
    p_asked ->> 'via'), null;
end;
$$;

comment on function stagedoor.plan_objects is
'The trigger, the indexes, the view and the registration of a protection.';

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.granted_to,
  stagedoor.their_view_name,
  stagedoor.plan_grants,
  stagedoor.plan_objects
from public, anon, authenticated, service_role;
