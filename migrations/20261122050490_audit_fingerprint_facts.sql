-- Fingerprint facts: what decides who may do what, each as a line that is the same in every
-- database, whatever its version of PostgreSQL, and before and after a restore.

create function stagedoor.fingerprinted_tables()
returns table (table_id oid, is_theirs boolean)
language sql
stable
set search_path = ''
as $$
  select
    c.oid,
    -- The triggers of the engine and its parts are numbered.
    n.nspname !~ '^stagedoor' and not exists (
      select
      from pg_catalog.pg_trigger as t
      join pg_catalog.pg_proc as f on f.oid = t.tgfoid
      join pg_catalog.pg_namespace as s on s.oid = f.pronamespace
      where t.tgrelid = c.oid and t.tgname ~ '^_[0-9]{3}_' and s.nspname ~ '^stagedoor')
  from pg_catalog.pg_class as c
  join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p')
    and (
      n.nspname ~ '^stagedoor'
      or c.oid in (
        select p.table_name from stagedoor.protected_tables as p
        union all
        select p.table_name from stagedoor.protections as p
        union all
        select t.table_name from stagedoor.tracked_tables as t
        union all
        select p.polrelid
        from pg_catalog.pg_policy as p
        join pg_catalog.pg_depend as d on d.objid = p.oid
          and d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass
          and d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
        join pg_catalog.pg_proc as f on f.oid = d.refobjid
        join pg_catalog.pg_namespace as s on s.oid = f.pronamespace
        where s.nspname ~ '^stagedoor'))
$$;

comment on function stagedoor.fingerprinted_tables is
'The tables of the engine and its parts, and those that ask the engine.

is_theirs: of an adopter or the platform, whose columns and checks are their own matter.';

create function stagedoor.written_role(p_role oid)
returns text
language sql
stable
set search_path = ''
as $$
  select case p_role
    when 0 then 'public'
    when n.nspowner then 'owner'
    else pg_get_userbyid(p_role)
  end
  from pg_catalog.pg_namespace as n
  where n.nspname = 'stagedoor'
$$;

comment on function stagedoor.written_role is
'A database role as the fingerprint writes it.

Whoever installed the engine has another name in another place, and is called owner.';

create function stagedoor.rights_of(p_acl aclitem[], p_owner oid)
returns text
language sql
stable
set search_path = ''
as $$
  -- Of its owner it says nothing, who may take anything. 15 does not know MAINTAIN.
  select string_agg(g.line, ', ' order by g.line collate "C")
  from (
    select concat_ws(' ', stagedoor.written_role(a.grantee), a.privilege_type,
      case when a.is_grantable then 'and grants it' end) as line
    from aclexplode(p_acl) as a
    where a.grantee <> p_owner and a.privilege_type <> 'MAINTAIN'
  ) as g
$$;

comment on function stagedoor.rights_of is
'Who else than its owner may do what with an object.';

create function stagedoor.policy_facts(p_tables oid[] default null)
returns table (table_id oid, policy text, fact text)
language sql
stable
set search_path = ''
as $$
  select p.polrelid, quote_ident(p.polname), concat_ws(' ',
    p.polcmd, p.polpermissive,
    (
      select string_agg(r.name, ', ' order by r.name collate "C")
      from unnest(p.polroles) as u (id)
      cross join lateral stagedoor.written_role(u.id) as r (name)
    ),
    'using', stagedoor.canonical_condition(e.reads),
    'check', stagedoor.canonical_condition(e.writes))
  from pg_catalog.pg_policy as p
  join pg_catalog.pg_class as c on c.oid = p.polrelid
  cross join lateral (
    select pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)
  ) as e (reads, writes)
  where c.relpersistence <> 't'
    and (p_tables is null or c.oid = any (p_tables))
    -- The conditions of a table that was dropped a moment ago cannot be written any more.
    and (p.polqual is null) = (e.reads is null)
    and (p.polwithcheck is null) = (e.writes is null)
$$;

comment on function stagedoor.policy_facts is
'What policies say: operation, roles, conditions (F117).

Of these tables, or of all that are not temporary. To write a condition PostgreSQL locks its
table as a reader does.';

create function stagedoor.fingerprint_of_catalogue()
returns table (kind text, object text, fact text)
language sql
stable
set search_path = ''
as $$
  -- What tenants define, and what people hold, is another in every database. Words that
  -- only people read decide nothing.
  select
    'key', p.permission_key,
    (to_jsonb(p) - '{id,description}'::pg_catalog.text[])::pg_catalog.text
  from stagedoor.permissions as p
  union all
  select 'implication', i.permission_key, i.implies_key
  from stagedoor.permission_implications as i
  union all
  -- The effect of a role and of a key: what is held by whoever is granted it.
  select t.grant_type, coalesce(r.role_key, p.permission_key),
    (to_jsonb(t) - 'id')::pg_catalog.text
  from stagedoor.grant_targets as t
  left join stagedoor.permission_roles as r on r.id = t.id
  left join stagedoor.permissions as p on p.id = t.id
  where r.scope_id is null
  union all
  select 'link', r.role_key, concat_ws(' ', p.permission_key, l.policy)
  from stagedoor.permission_role_links as l
  join stagedoor.permission_roles as r on r.id = l.permission_role_id and r.scope_id is null
  join stagedoor.permissions as p on p.id = l.permission_id
  union all
  select 'include', r.role_key, o.role_key
  from stagedoor.role_includes as i
  join stagedoor.permission_roles as r on r.id = i.permission_role_id and r.scope_id is null
  join stagedoor.permission_roles as o on o.id = i.included_role_id
  union all
  select
    'separation', s.rule_key,
    (to_jsonb(s) - '{id,description}'::pg_catalog.text[])::pg_catalog.text
  from stagedoor.separation_rules as s
  where s.scope_id is null
  union all
  select 'scope type', s.scope_type, concat_ws(' ', s.parent_type, s.creator_role_key)
  from stagedoor.scope_types as s
  union all
  select 'menu item', m.item_key, concat_ws(' ', m.required_permission_key, m.is_active,
    (select o.item_key from stagedoor.menu_items as o where o.id = m.parent_id))
  from stagedoor.menu_items as m
  where m.scope_id is null
  union all
  -- Functions that the engine calls by their name.
  select 'hook', h.part, to_jsonb(h)::pg_catalog.text from stagedoor.ownership_hooks as h
  union all
  select 'hook', h.part, to_jsonb(h)::pg_catalog.text from stagedoor.explanation_hooks as h
  union all
  select 'hook', r.rule_key, r.found_by from stagedoor.alert_rules as r
  where r.found_by is not null
  union all
  select 'tracked table', t.table_name::pg_catalog.text, to_jsonb(t)::pg_catalog.text
  from stagedoor.tracked_tables as t
  union all
  select 'protected table', p.table_name::pg_catalog.text, to_jsonb(p)::pg_catalog.text
  from stagedoor.protected_tables as p
$$;

comment on function stagedoor.fingerprint_of_catalogue is
'What keys, built-in roles and registrations say, line by line (F117).';

create function stagedoor.fingerprint_of_tables()
returns table (kind text, object text, fact text)
language sql
stable
set search_path = ''
as $$
  with tables as (
    select
      c.oid as id, c.oid::pg_catalog.regclass::pg_catalog.text as name, f.is_theirs,
      c.relowner, c.relacl,
      concat_ws(' ', stagedoor.written_role(c.relowner), c.relrowsecurity,
        c.relforcerowsecurity, c.relpersistence) as fact
    from stagedoor.fingerprinted_tables() as f
    join pg_catalog.pg_class as c on c.oid = f.table_id
  )
  select 'table', t.name, t.fact
  from tables as t
  union all
  select 'rights', t.name,
    stagedoor.rights_of(coalesce(t.relacl, acldefault('r', t.relowner)), t.relowner)
  from tables as t
  union all
  select 'rights', format('%s.%I', t.name, a.attname),
    stagedoor.rights_of(a.attacl, t.relowner)
  from tables as t
  join pg_catalog.pg_attribute as a on a.attrelid = t.id
  where a.attacl is not null and not a.attisdropped
  union all
  select 'policy', format('%s on %s', p.policy, t.name), p.fact
  from tables as t
  join stagedoor.policy_facts((select array_agg(o.id) from tables as o)) as p
    on p.table_id = t.id
  union all
  -- What fires on a partition fires by its table.
  select 'trigger', format('%I on %s', g.tgname, t.name), concat_ws(' ',
    g.tgenabled, stagedoor.canonical_condition(pg_get_triggerdef(g.oid)))
  from tables as t
  join pg_catalog.pg_trigger as g on g.tgrelid = t.id
  join pg_catalog.pg_proc as f on f.oid = g.tgfoid
  join pg_catalog.pg_namespace as n on n.oid = f.pronamespace
  where not g.tgisinternal
    and g.tgparentid = 0
    and (not t.is_theirs or n.nspname ~ '^stagedoor')
  union all
  select 'constraint', format('%I on %s', k.conname, t.name), concat_ws(' ',
    k.convalidated, stagedoor.canonical_condition(pg_get_constraintdef(k.oid)))
  from tables as t
  join pg_catalog.pg_constraint as k on k.conrelid = t.id
  -- From 18 on a column that is not null has a constraint, too.
  where not t.is_theirs and k.contype in ('c', 'f', 'p', 'u', 'x')
  union all
  select 'index', i.indexrelid::pg_catalog.regclass::pg_catalog.text, concat_ws(' ',
    i.indisvalid, stagedoor.canonical_condition(pg_get_indexdef(i.indexrelid)))
  from tables as t
  join pg_catalog.pg_index as i on i.indrelid = t.id
  where not t.is_theirs and i.indisunique
  union all
  select 'column', format('%s.%I', t.name, a.attname), concat_ws(' ',
    format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
    stagedoor.canonical_condition(pg_get_expr(d.adbin, t.id)))
  from tables as t
  join pg_catalog.pg_attribute as a on a.attrelid = t.id
  left join pg_catalog.pg_attrdef as d on d.adrelid = t.id and d.adnum = a.attnum
  where not t.is_theirs and a.attnum > 0 and not a.attisdropped
$$;

comment on function stagedoor.fingerprint_of_tables is
'What stands on tables: rights, policies, triggers, constraints (F117).

Of tables of others their rights, their policies and the triggers that run the engine.';

create function stagedoor.fingerprint_of_functions()
returns table (kind text, object text, fact text)
language sql
stable
set search_path = ''
as $$
  with schemas as (
    select n.*
    from pg_catalog.pg_namespace as n
    where n.nspname ~ '^stagedoor'
  )
  select 'function',
    format('%s(%s)', f.oid::pg_catalog.regproc, pg_get_function_identity_arguments(f.oid)),
    concat_ws(' ',
      stagedoor.written_role(f.proowner), l.lanname,
      pg_get_function_arguments(f.oid), pg_get_function_result(f.oid),
      f.provolatile, f.proparallel, f.prosecdef, f.proisstrict, f.proleakproof, f.proconfig,
      -- A dump of the Supabase CLI leaves out the lines that begin with two dashes.
      encode(sha256(convert_to(regexp_replace(
        regexp_replace(f.prosrc, '^--[^\n]*$', '', 'gn'), '\n\s*\n', e'\n', 'g'), 'UTF8')),
        'hex'),
      'for', stagedoor.rights_of(
        coalesce(f.proacl, acldefault('f', f.proowner)), f.proowner))
  from pg_catalog.pg_proc as f
  join pg_catalog.pg_namespace as n on n.oid = f.pronamespace
  join pg_catalog.pg_language as l on l.oid = f.prolang
  where n.nspname ~ '^stagedoor'
    -- The calls, wherever they are served from.
    or (n.nspname !~ '^(tests$|pg_)' and f.prosrc ~ '\mstagedoor[a-z_]*\.')
  union all
  -- Where only one table is read, 15 writes its alias before every column and 17 none.
  select 'view', v.oid::pg_catalog.regclass::pg_catalog.text, concat_ws(' ',
    stagedoor.written_role(v.relowner), v.reloptions,
    regexp_replace(stagedoor.canonical_condition(d.text), coalesce('\m' || (
      regexp_match(d.text, '\n +FROM \S+ ([a-z_]+)(?:;|\n +WHERE)'))[1] || '\.', '^$'),
      '', 'g'),
    'for', stagedoor.rights_of(
      coalesce(v.relacl, acldefault('r', v.relowner)), v.relowner))
  from pg_catalog.pg_class as v
  join schemas as n on n.oid = v.relnamespace
  cross join lateral pg_get_viewdef(v.oid) as d (text)
  where v.relkind in ('v', 'm')
  union all
  select 'schema', n.nspname, concat_ws(' ', stagedoor.written_role(n.nspowner), 'for',
    stagedoor.rights_of(coalesce(n.nspacl, acldefault('n', n.nspowner)), n.nspowner))
  from schemas as n
  union all
  select 'sequence', s.oid::pg_catalog.regclass::pg_catalog.text, stagedoor.rights_of(
    coalesce(s.relacl, acldefault('S', s.relowner)), s.relowner)
  from pg_catalog.pg_class as s
  join schemas as n on n.oid = s.relnamespace
  where s.relkind = 'S'
  union all
  -- What a request can become, and who can become what guards the log and the probe.
  select 'database role', r.rolname, concat_ws(' ', r.rolsuper, r.rolbypassrls, (
    select string_agg(o.rolname, ', ' order by o.rolname collate "C")
    from pg_catalog.pg_roles as o
    where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')))
  from pg_catalog.pg_roles as r
  where r.rolname in ('anon', 'authenticated', 'service_role', 'stagedoor_auditor',
    'stagedoor_probe')
  union all
  select 'member', r.rolname, stagedoor.written_role(m.member)
  from pg_catalog.pg_auth_members as m
  join pg_catalog.pg_roles as r on r.oid = m.roleid
  where r.rolname in ('stagedoor_auditor', 'stagedoor_probe')
    -- From 16 on the creator of a role keeps the right to grant it, and no other.
    and (coalesce((to_jsonb(m) ->> 'set_option')::pg_catalog.bool, true)
      or coalesce((to_jsonb(m) ->> 'inherit_option')::pg_catalog.bool, true))
$$;

comment on function stagedoor.fingerprint_of_functions is
'What functions and views say and who may use them, and roles (F117).';

-- Privileges. For the owner of the database.

revoke all on function
  stagedoor.fingerprinted_tables,
  stagedoor.written_role,
  stagedoor.rights_of,
  stagedoor.policy_facts,
  stagedoor.fingerprint_of_catalogue,
  stagedoor.fingerprint_of_tables,
  stagedoor.fingerprint_of_functions
from public, anon, authenticated, service_role;
