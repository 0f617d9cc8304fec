-- Protection terms: the conditions that protect writes into policies.

create function stagedoor.their_term(p_table regclass, p_path text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads which tables are tracked, which no request role may. Nothing of the path is taken
-- as it is: every name is looked up in the catalogue, and written by its quoting.
declare
  c_name     constant pg_catalog.text := '(?:"(?:[^"]|"")+"|[A-Za-z_][A-Za-z0-9_$]*)';
  v_hops     pg_catalog.text[];
  v_parts    pg_catalog.text[];
  v_from     pg_catalog.regclass := p_table;
  v_column   pg_catalog.name;
  v_first    pg_catalog.name;
  v_key      pg_catalog.name;
  v_read     pg_catalog.regclass[] := '{}';
  v_term     pg_catalog.text;
  v_refers   pg_catalog.record;
  v_type     pg_catalog.text;
begin
  if p_path !~ format('^\s*%1$s(\s*->\s*%1$s\s*\.\s*%1$s\s*\.\s*%1$s)*\s*$', c_name) then
    raise invalid_parameter_value using
      message = 'A path reads: column -> schema.table.column',
      hint = 'Like transaction_id -> public.transactions.team_id; quote names as in SQL.';
  end if;
  v_first := (parse_ident((regexp_match(p_path, c_name))[1]))[1];
  v_column := v_first;
  perform stagedoor.require_column(v_from, v_column);
  v_term := format('%I.%I', (
    select c.relname from pg_catalog.pg_class as c where c.oid = p_table), v_column);
  v_hops := array(
    select m.hop[1]
    from regexp_matches(
      -- Without the first name, which may have an arrow in its quotes.
      regexp_replace(p_path, '^\s*' || c_name, ''),
        format('->\s*(%1$s\s*\.\s*%1$s\s*\.\s*%1$s)', c_name), 'g') as m (hop));

  for v_place in 1 .. cardinality(v_hops) loop
    v_parts := parse_ident(v_hops[v_place]);
    if to_regclass(format('%I.%I', v_parts[1], v_parts[2])) is null then
      raise invalid_parameter_value using
        message = format('There is no table %I.%I', v_parts[1], v_parts[2]);
    end if;
    v_key := stagedoor.key_referred_to(
      v_from, v_column, format('%I.%I', v_parts[1], v_parts[2])::pg_catalog.regclass);
    v_from := format('%I.%I', v_parts[1], v_parts[2])::pg_catalog.regclass;
    v_column := v_parts[3];
    perform stagedoor.require_column(v_from, v_column);
    v_read := v_read || v_from;
    v_term := format('(select stagedoor_%1$s.%2$I from %3$s as stagedoor_%1$s '
      'where stagedoor_%1$s.%4$I = %5$s)', v_place, v_column, v_from, v_key, v_term);
  end loop;

  -- A number names a row of a tracked table, which has the id of the scope.
  select f.refers_to, f.refers_column into v_refers
  from stagedoor.find_reference(v_from, v_column) as f;
  if v_refers.refers_to is not null then
    v_term := format('(select stagedoor_0.%1$I from %2$s as stagedoor_0 '
      'where stagedoor_0.%3$I = %4$s)',
      (stagedoor.tracked_table(v_refers.refers_to, 'scopes')).scope_column,
      v_refers.refers_to, v_refers.refers_column, v_term);
    v_read := v_read || v_refers.refers_to;
    v_type := (stagedoor.tracked_table(v_refers.refers_to, 'scopes')).scope_type;
  else
    select t.scope_type into v_type
    from stagedoor.tracked_tables as t
    where t.kind = 'scopes'
      and ((t.table_name = v_from and t.scope_column = v_column) or exists (
        select
        from pg_catalog.pg_constraint as k
        join pg_catalog.pg_attribute as a on a.attrelid = k.conrelid
          and a.attname = v_column
        where k.conrelid = v_from and k.contype = 'f' and k.conkey = array[a.attnum]
          and k.confrelid = t.table_name))
    order by t.table_name = v_from desc
    limit 1;
  end if;
  return jsonb_build_object(
    'term', v_term, 'column', v_first, 'scope_type', v_type,
    'is_direct', v_read = '{}', 'reads', to_jsonb(v_read::pg_catalog.text[]));
end;
$$;

comment on function stagedoor.their_term is
'The scope of a row as SQL, from a column or a path of columns (F107).

p_path: column, or column -> schema.table.column, with more steps where the way is longer.
Answers {term, column, scope_type, is_direct, reads}. Raises 22023.';

create function stagedoor.key_referred_to(
  p_table regclass, p_column name, p_to regclass
)
returns name
language plpgsql
stable
set search_path = ''
as $$
declare
  v_type pg_catalog.regtype := stagedoor.require_column(p_table, p_column);
  v_key  pg_catalog.name;
begin
  select f.attname into v_key
  from pg_catalog.pg_constraint as k
  join pg_catalog.pg_attribute as a
    on a.attrelid = k.conrelid and k.conkey = array[a.attnum] and a.attname = p_column
  join pg_catalog.pg_attribute as f on f.attrelid = k.confrelid
    and k.confkey = array[f.attnum]
  where k.conrelid = p_table and k.contype = 'f' and k.confrelid = p_to
  limit 1;
  if v_key is null then
    select a.attname into v_key
    from pg_catalog.pg_constraint as k
    join pg_catalog.pg_attribute as a
      on a.attrelid = k.conrelid and k.conkey = array[a.attnum] and a.atttypid = v_type
    where k.conrelid = p_to and k.contype = 'p';
  end if;
  if v_key is null then
    raise invalid_parameter_value using
      message = format('%s.%I does not refer to %s', p_table, p_column, p_to),
      hint = 'Add a foreign key, or name a table whose primary key has its type.';
  end if;
  return v_key;
end;
$$;

comment on function stagedoor.key_referred_to is
'The key of a table that a column of another holds. Raises 22023.';

create function stagedoor.their_set(p_scope_type text, p_key text, p_is_own boolean)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads scope_types through types_above_projects. In the form that is asked once.
  select format('(select stagedoor.%I(%L))::pg_catalog.uuid[]',
    case
      when p_scope_type = any (stagedoor.types_above_projects())
        then case when p_is_own then 'organizations_with_own' else 'organizations_with' end
      when p_scope_type = 'project'
        then case when p_is_own then 'scopes_with_own' else 'scopes_with' end
      else 'every_scope_with'
    end, p_key)
$$;

comment on function stagedoor.their_set is
'The set of scopes of a type in which the caller holds a key, as SQL.';

create function stagedoor.their_places(p_asked jsonb, p_key text, p_is_own boolean)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_set   constant pg_catalog.text :=
    stagedoor.their_set(p_asked ->> 'scope_type', p_key, p_is_own);
begin
  if p_asked ->> 'department' is null then
    return format('%s = any (%s)', p_asked ->> 'term', v_set);
  end if;
  -- In a project that is open a department may be shut, and in a shut one open.
  return format(
    '((%1$s = any (%2$s) and (%3$I is null or %3$I <> all ((select '
    'stagedoor.scopes_without(%4$L))::pg_catalog.uuid[]))) or %3$I = any (%2$s))',
    p_asked ->> 'term', v_set, p_asked ->> 'department', p_key);
end;
$$;

comment on function stagedoor.their_places is
'The condition that a row is where the caller holds a key, as SQL.';

create function stagedoor.their_condition(p_asked jsonb, p_key text)
returns text
language sql
stable
set search_path = ''
as $$
  select stagedoor.their_places(p_asked, p_key, false)
    || case when p_asked ->> 'owner' is not null then format(
      ' or (%I = (select stagedoor.caller_id()) and %s)',
      p_asked ->> 'owner', stagedoor.their_places(p_asked, p_key, true)) else '' end
    -- The column itself is null: a parent that the caller cannot see is no missing one.
    || case when p_asked ->> 'null_scope' = 'owner' then format(
      ' or (%I is null and %I = (select stagedoor.live_caller()))',
      p_asked ->> 'column', p_asked ->> 'owner') else '' end
$$;

comment on function stagedoor.their_condition is
'When a row is open to a holder of a key, as SQL (F107).

By its scope, the department in it, its owner, and what a missing scope means.';

create function stagedoor.their_parent_condition(p_table regclass, p_key text)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads how a table is tracked, which no request role may.
declare
  v_tracked stagedoor.tracked_tables := stagedoor.tracked_table(p_table, 'scopes');
begin
  -- At the top there is no scope yet in which a key could be held.
  if v_tracked.parent_column is null then
    return '(select stagedoor.live_caller()) is not null';
  end if;
  return format('%s = any (%s)',
    stagedoor.their_term(p_table, quote_ident(v_tracked.parent_column)) ->> 'term',
    stagedoor.their_set(
      (select t.parent_type from stagedoor.scope_types as t
       where t.scope_type = v_tracked.scope_type),
      p_key, false));
end;
$$;

comment on function stagedoor.their_parent_condition is
'When a row may be inserted that becomes a scope, as SQL.

The key is held at the parent; at the top anybody who is signed in starts one.';

-- Privileges. For the owner of the database only.

revoke all on function
  stagedoor.their_term,
  stagedoor.key_referred_to,
  stagedoor.their_set,
  stagedoor.their_places,
  stagedoor.their_condition,
  stagedoor.their_parent_condition
from public, anon, authenticated, service_role;
