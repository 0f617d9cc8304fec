-- Around a protection: what takes it back, what goes past it, what it shows, and who owns a
-- row.

create function stagedoor.tg_any__stamp_owner()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads who asks. The argument is the column of the owner. The service and the owner of the
-- database write what they like; a foreign key may empty it.
declare
  v_column constant pg_catalog.text := tg_argv[0];
begin
  if stagedoor.is_replaying() or not stagedoor.is_request() then
    return new;
  elsif tg_op = 'INSERT' then
    return jsonb_populate_record(
      new, jsonb_build_object(v_column, stagedoor.caller_id()));
  elsif to_jsonb(new) -> v_column is distinct from to_jsonb(old) -> v_column
    and not (to_jsonb(new) ->> v_column is null and pg_trigger_depth() > 1)
  then
    raise check_violation using
      message = format('The owner of a row stays: %I', v_column),
      detail = '{"error_code":"OWNER_STAYS"}';
  end if;
  return new;
end;
$$;

comment on function stagedoor.tg_any__stamp_owner is
'Make whoever inserts a row its owner, for good. Raises 23514 (F107).';

create function stagedoor.goes_past(p_table regclass)
returns table (step text, sql text, warning text)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_class pg_catalog.pg_class := (
    select c from pg_catalog.pg_class as c where c.oid = p_table);
begin
  return query
  select distinct format('look at %s', v.oid::pg_catalog.regclass), null::pg_catalog.text,
    case v.relkind when 'm'
      then 'This materialized view shows rows to everybody who may read it.'
      else 'This view reads as its owner: alter view ... set (security_invoker = true).' end
  from pg_catalog.pg_depend as d
  join pg_catalog.pg_rewrite as r on r.oid = d.objid
    and d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
  join pg_catalog.pg_class as v on v.oid = r.ev_class
  where d.refobjid = p_table
    and v.relkind in ('v', 'm')
    and not coalesce(
      v.reloptions && array['security_invoker=true', 'security_invoker=on',
        'security_invoker=1'], false)
    and (stagedoor.granted_to(v.oid::pg_catalog.regclass, 'authenticated', 'select')
      or stagedoor.granted_to(v.oid::pg_catalog.regclass, 'anon', 'select'));
  return query
  select format('look at %s', f.oid::pg_catalog.regprocedure), null::pg_catalog.text,
    'This definer function names the table, and is a policy of its own.'
  from pg_catalog.pg_proc as f
  join pg_catalog.pg_namespace as n on n.oid = f.pronamespace
  where f.prosecdef
    and n.nspname !~ '^(stagedoor|pg_|information_schema$)'
    -- Asked of functions only: of an aggregate it raises.
    and case when f.prokind in ('f', 'p')
      then strpos(pg_get_functiondef(f.oid), v_class.relname) > 0 end
    and (has_function_privilege('authenticated', f.oid, 'execute')
      or has_function_privilege('anon', f.oid, 'execute'));
  return query
  select format('look at the publication %I', p.pubname), null::pg_catalog.text,
    'Whoever subscribes to this publication gets every row.'
  from pg_catalog.pg_publication_tables as p
  where format('%I.%I', p.schemaname, p.tablename)::pg_catalog.regclass = p_table;
  if to_regclass('storage.buckets') is not null then
    return query execute
      'select format(''look at the bucket %s'', to_json(b.id)), null::pg_catalog.text, '
      '''This bucket is public: whoever knows a path reads its files.'' '
      'from storage.buckets as b where b.public order by b.id';
  end if;
end;
$$;

comment on function stagedoor.goes_past is
'What shows rows of a table without its policies (F107).

Views and functions that run as their owner, publications, public buckets.';

create function stagedoor.rights_sql(p_table regclass)
returns text
language sql
stable
set search_path = ''
as $$
  select format('revoke all on %s from public, anon, authenticated, service_role', p_table)
    || coalesce('; ' || string_agg(format('grant %s%s on %s to %s%s', g.privilege_type,
      ' (' || quote_ident(g.column_name) || ')', p_table,
      case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
      case when g.is_grantable then ' with grant option' end),
      '; ' order by g.column_name nulls first, g.grantee, g.privilege_type), '')
  from (
    select null::pg_catalog.name as column_name, a.grantee, a.privilege_type, a.is_grantable
    from pg_catalog.pg_class as c
    cross join lateral aclexplode(c.relacl) as a
    where c.oid = p_table
    union all
    select t.attname, a.grantee, a.privilege_type, a.is_grantable
    from pg_catalog.pg_attribute as t
    cross join lateral aclexplode(t.attacl) as a
    where t.attrelid = p_table and not t.attisdropped
  ) as g
  where g.grantee = 0
    or pg_get_userbyid(g.grantee) in ('anon', 'authenticated', 'service_role')
$$;

comment on function stagedoor.rights_sql is
'Statements that restore the rights of requests and the service.';

create function stagedoor.undo_sql(p_table regclass, p_asked jsonb)
returns jsonb
language sql
stable
set search_path = ''
as $$
  -- Each with the table that it is for, and the name that it calls it by.
  select jsonb_agg(jsonb_build_object(
    'kind', u.kind, 'sql', u.sql, 'table', u.relid::pg_catalog.oid,
    'name', u.relid::pg_catalog.text) order by u.place, u.sql)
  from (
    select 1 as place, p_table as relid, 'policy' as kind,
      format('drop policy if exists %I on %s', 'stagedoor_' || o.name, p_table) as sql
    from unnest(array['select', 'insert', 'update', 'delete']) as o (name)
    union all
    select 2, p_table, 'policy', stagedoor.policy_sql(p)
      || coalesce(format('; comment on policy %I on %s is %L',
      p.polname, p_table, obj_description(p.oid, 'pg_policy')), '')
    from pg_catalog.pg_policy as p
    where p.polrelid = p_table
      and p.polpermissive
      and p_asked ->> 'mode' = 'replace'
      and stagedoor.reaches_requests(p.polroles)
      and p.polname !~ '^stagedoor_(select|insert|update|delete)$'
    union all
    select 3, t.relid, 'rights', stagedoor.rights_sql(t.relid)
    from (
      select p_table as relid
      union select t.relid from pg_partition_tree(p_table) as t
      union select i.inhrelid from pg_catalog.pg_inherits as i where i.inhparent = p_table
    ) as t
    union all
    select 4, c.oid::pg_catalog.regclass, 'security',
      format('alter table %s disable row level security', c.oid::pg_catalog.regclass)
    from pg_catalog.pg_class as c
    where not c.relrowsecurity
      and (c.oid = p_table
        or c.oid in (select t.relid from pg_partition_tree(p_table) as t)
        or c.oid in (
          select i.inhrelid from pg_catalog.pg_inherits as i where i.inhparent = p_table))
    union all
    select 5, p_table, 'trigger',
      format('drop trigger if exists zz_stagedoor_owner on %s', p_table)
    union all
    select 6, p_table, 'index', format('drop index if exists %I.%I',
      (select n.nspname from pg_catalog.pg_class as c
       join pg_catalog.pg_namespace as n on n.oid = c.relnamespace where c.oid = p_table),
      substring(s.sql from 'create index (stagedoor_[0-9a-f]+_idx)'))
    from stagedoor.plan_objects(p_table, p_asked) as s
    where s.sql like 'create index %'
    union all
    select 7, p_table, 'rights', regexp_replace(s.sql, '^grant (.*) to authenticated$',
      'revoke \1 from authenticated')
    from stagedoor.plan_grants(p_table, p_asked) as s
    where s.sql like 'grant usage on sequence %'
    union all
    select 0, p_table, 'view', format('drop view if exists %I.%I',
      (select n.nspname from pg_catalog.pg_class as c
       join pg_catalog.pg_namespace as n on n.oid = c.relnamespace where c.oid = p_table),
      stagedoor.their_view_name(p_table))
    where p_asked ->> 'soft_delete' is not null
    union all
    select 8, p_table, 'registration', coalesce((
      select format('update stagedoor.protected_tables set scope_column = %L, '
        'department_column = %L, owner_column = %L, scope_via = %L '
        'where table_name = %L::pg_catalog.regclass',
        r.scope_column, r.department_column, r.owner_column, r.scope_via, r.table_name)
      from stagedoor.protected_tables as r where r.table_name = p_table),
      format('delete from stagedoor.protected_tables '
        'where table_name = %L::pg_catalog.regclass',
        p_table))
  ) as u
$$;

comment on function stagedoor.undo_sql is
'The statements that take a protection back to what stands there now.';

create function stagedoor.undo_steps(p_before jsonb)
returns setof jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_step pg_catalog.jsonb;
  v_name pg_catalog.text;
begin
  for v_step in select * from jsonb_array_elements(p_before) loop
    v_name := (
      select c.oid::pg_catalog.regclass from pg_catalog.pg_class as c
      where c.oid = (v_step ->> 'table')::pg_catalog.oid);
    -- Another table may bear the name by now, and would be opened.
    if v_name <> v_step ->> 'name' then
      raise invalid_parameter_value using
        message = format('%s was protected as %s', v_name, v_step ->> 'name'),
        hint = 'Give it its name of then, and rename it afterwards.';
    elsif v_name is not null then
      return next v_step;
    end if;
  end loop;
end;
$$;

comment on function stagedoor.undo_steps is
'The statements that take a protection back, of tables still there.

Partitions that are gone are passed over. Raises 22023 for a table that was renamed since.';

create function stagedoor.rows_seen(p_table regclass)
returns text
language plpgsql
volatile
set search_path = ''
as $$
-- An invoker: a definer cannot change its role. As three of those who hold something.
declare
  c_most   constant integer := 10000;
  v_role   constant pg_catalog.text := current_setting('role');
  v_claims constant pg_catalog.text := coalesce(
    current_setting('request.jwt.claims', true), '');
  v_seen   pg_catalog.text[] := '{}';
  v_person pg_catalog.record;
  v_count  bigint;
begin
  for v_person in
    select a.user_id, min(coalesce(nullif(u.fullname_first, ''),
      nullif(split_part(u.email, '@', 1), ''), left(a.user_id::pg_catalog.text, 8))) as name
    from stagedoor.live_accesses as a
    join stagedoor.live_accounts as l on l.id = a.user_id
    join stagedoor.user_accounts as u on u.id = a.user_id
    group by a.user_id
    order by 2, 1
    limit 3
  loop
    perform set_config('request.jwt.claims', jsonb_build_object(
      'sub', v_person.user_id, 'role', 'authenticated', 'aal', 'aal1')::pg_catalog.text,
        true);
    perform set_config('role', 'authenticated', true);
    execute format('select count(*) from (select from %s limit %s) as t', p_table,
      c_most + 1)
    into v_count;
    perform set_config('role', v_role, true);
    perform set_config('request.jwt.claims', v_claims, true);
    v_seen := v_seen || format('%s %s', v_person.name, v_count);
  end loop;
  execute format('select count(*) from (select from %s limit %s) as t', p_table, c_most + 1)
  into v_count;
  return coalesce(nullif(array_to_string(v_seen, ', '), ''), 'nobody holds anything yet')
    || ' of ' || case when v_count > c_most then 'more than '
      || c_most else v_count::pg_catalog.text end
    || ' rows';
exception
  -- Inside a definer, or without the right to become authenticated, nobody is asked.
  when insufficient_privilege then
    return 'rows were not counted';
end;
$$;

comment on function stagedoor.rows_seen is
'How many rows of a table three people see, in words.';

-- Privileges. For the owner of the database; the trigger is a definer.

revoke all on function
  stagedoor.tg_any__stamp_owner,
  stagedoor.goes_past,
  stagedoor.rights_sql,
  stagedoor.undo_sql,
  stagedoor.undo_steps,
  stagedoor.rows_seen
from public, anon, authenticated, service_role;
