-- House rules: what docs/conventions.md asks of every object, checked on the catalog.
begin;
select plan(72);

-- The house: our schemas, without what extensions brought along.
create temporary view house as
select n.oid, n.nspname::text as schema
from pg_namespace as n
where n.nspname = 'public' or n.nspname like 'stagedoor%';

create temporary view house_tables as
select
  c.oid, c.relname::text as name, h.schema, c.relkind, c.relowner, c.relrowsecurity,
  c.relacl, c.reloptions
from pg_class as c
join house as h on h.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and not exists (
  select from pg_depend as d
  where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e');

-- An aggregate has neither a body nor settings: it has rules of its own.
create temporary view house_functions as
select f.*, h.schema
from pg_proc as f
join house as h on h.oid = f.pronamespace
where f.prokind <> 'a' and not exists (
  select from pg_depend as d
  where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e');

create temporary view house_triggers as
select t.*, c.name as table_name, f.proname::text as function_name
from pg_trigger as t
join house_tables as c on c.oid = t.tgrelid
join pg_proc as f on f.oid = t.tgfoid
where not t.tgisinternal;

create temporary view house_policies as
select
  p.oid, p.polname::text as name, p.polrelid, c.name as table_name, p.polcmd, p.polroles,
  p.polpermissive
from pg_policy as p
join house_tables as c on c.oid = p.polrelid;

create temporary view house_constraints as
select k.*, c.name as table_name
from pg_constraint as k
join house_tables as c on c.oid = k.conrelid;

create temporary view function_grants as
select
  f.oid, f.schema, f.proname::text as name, coalesce(r.rolname::text, 'public') as grantee
from house_functions as f
cross join lateral aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) as a
left join pg_roles as r on r.oid = a.grantee
where a.grantee <> f.proowner;

create temporary view table_grants as
select
  c.oid, c.schema, c.name, coalesce(r.rolname::text, 'public') as grantee,
  lower(a.privilege_type) as privilege, a.is_grantable
from house_tables as c
cross join lateral aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) as a
left join pg_roles as r on r.oid = a.grantee
where a.grantee <> c.relowner;

create temporary view column_grants as
select
  c.schema, c.name, a.attname::text as column_name,
  coalesce(r.rolname::text, 'public') as grantee, lower(g.privilege_type) as privilege
from house_tables as c
join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
cross join lateral aclexplode(a.attacl) as g
left join pg_roles as r on r.oid = g.grantee
where g.grantee <> c.relowner;

-- tables -------------------------------------------------------------------------
select is_empty(
  $$ select oid::regclass from house_tables
     where relkind in ('r', 'p') and not relrowsecurity $$,
  'every table has row level security'
);
select is_empty(
  $$ select oid::regclass from house_tables
     where relkind = 'v'
       and not coalesce('security_invoker=true' = any (reloptions), false) $$,
  'every view asks as its reader'
);
select is_empty(
  $$ select oid::regclass from house_tables where relkind in ('m', 'f') $$,
  'every relation is a table or a view, whose readers a policy binds'
);
select is_empty(
  $$ select c.oid::regclass from house_tables as c
     where c.relkind in ('r', 'p') and not exists (
       select from pg_constraint as k where k.conrelid = c.oid and k.contype = 'p') $$,
  'every table has a primary key'
);
select is_empty(
  $$ select t.oid::regtype from pg_type as t join house as h on h.oid = t.typnamespace
     where t.typtype = 'e' $$,
  'every list is a table instead of an enum, so that a part adds a row'
);
select is_empty(
  $$ select c.oid::regclass, a.attname
     from house_tables as c
     join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p')
       and a.atttypid in (
         'timestamp'::regtype, 'timetz'::regtype, 'varchar'::regtype, 'bpchar'::regtype,
         'money'::regtype, 'json'::regtype) $$,
  'moments are timestamptz, strings text, documents jsonb'
);

-- constraints --------------------------------------------------------------------
select is_empty(
  $$ select k.conrelid::regclass, k.conname
     from house_constraints as k
     where k.contype in ('p', 'u', 'f', 'c', 'x')
       and k.conname !~ case k.contype
         when 'p' then '_pkey$' when 'u' then '_key$' when 'f' then '_fkey$'
         when 'c' then '_check$' else '_excl$' end $$,
  'every constraint name ends in what it is'
);
select is_empty(
  $$ select k.conrelid::regclass, k.conname
     from house_constraints as k
     where k.contype in ('p', 'u', 'f', 'c', 'x')
       and not starts_with(k.conname, k.table_name || '_') $$,
  'every constraint name begins with its table'
);
select is_empty(
  $$ select k.conrelid::regclass, k.conname from house_constraints as k
     where not k.convalidated $$,
  'every constraint is validated'
);
select is_empty(
  $$ select k.conrelid::regclass, k.conname from house_constraints as k
     where k.contype = 'f' and k.confdeltype = 'a' $$,
  'every foreign key says what happens on delete'
);
select is_empty(
  $$ select k.conrelid::regclass, k.conname from house_constraints as k
     where k.contype = 'f' and k.confrelid = 'stagedoor.user_accounts'::regclass
       and k.confupdtype <> 'c' $$,
  'every reference to an account follows a guest who claims it (F82)'
);
select is_empty(
  $$ select k.conname from house_constraints as k
     where k.conrelid = 'stagedoor.account_aliases'::regclass and k.contype = 'f'
       and k.conkey = array[(
         select a.attnum from pg_attribute as a
         where a.attrelid = k.conrelid and a.attname = 'former_id')] $$,
  'a former id refers to nobody: its account is gone (F82)'
);
select is_empty(
  $$ select c.oid::regclass, a.attname
     from house_tables as c
     join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and a.atttypid = 'uuid'::regtype
       and a.attname not in ('id', 'session_id')
       -- What the log holds outlives what it speaks of.
       and c.schema <> 'stagedoor_audit' and c.name not in ('event_queue', 'access_denials')
       -- Derived from the path of its own row; of an account that is gone; of any kind, or
       -- none.
       and (c.name, a.attname) not in (('scopes', 'organization_id'),
         ('scopes', 'project_id'), ('account_aliases', 'former_id'),
         ('window_uses', 'window_id'), ('window_uses', 'scope_id'),
         -- The row itself; what a line, a report or a signature said then.
         ('crew_relationships', 'relationship_id'), ('budget_line_changes', 'cost_code_id'),
         ('transaction_approvals', 'cost_code_id'))
       -- The emergency under which a row was written outlives whatever it was opened for.
       and a.attname <> 'override_id'
       and not exists (
         select from house_constraints as k
         where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any (k.conkey)
           -- Beside a column that may be null a project is not looked for.
           and (a.attname <> 'project_id' or not exists (
             select from pg_attribute as b
             where b.attrelid = c.oid and b.attnum = any (k.conkey)
               and b.attnum <> a.attnum and not b.attnotnull)))
       -- What a closed period was is kept as it was reported.
       and c.name <> 'cost_period_rows' $$,
  'every column that holds an id refers to what it names'
);
select is_empty(
  $$ select k.conrelid::regclass, k.conname
     from house_constraints as k
     join pg_attribute as a on a.attrelid = k.conrelid and a.attname = 'project_id'
     join pg_attribute as b on b.attrelid = k.confrelid and b.attname = 'project_id'
     where k.contype = 'f' and k.confrelid <> 'stagedoor.scopes'::regclass
       -- What ships belongs to no project, and rows of several may name it: a guard asks.
       and b.attnotnull
       -- Stamped by the guard of locked rates, which looks for it by the agreement.
       and k.conname <> 'union_rates_rate_unlock_id_fkey'
       and not (a.attnum = any (k.conkey) and b.attnum = any (k.confkey)) $$,
  'every reference between rows of projects stays in one project (F6)'
);
select is_empty(
  $$ select k.conrelid::regclass, k.conname
     from house_constraints as k
     where k.contype = 'f' and not exists (
       select from pg_index as i
       where i.indrelid = k.conrelid
         and ((i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
           -- Part of it that is unique finds the one row as well.
           or (i.indisunique and i.indpred is null and k.conkey @> i.indkey::int2[]))
     ) $$,
  'every foreign key is indexed'
);
select is_empty(
  $$ select i.indexrelid::regclass
     from pg_index as i
     join house_tables as t on t.oid = i.indrelid
     join pg_class as c on c.oid = i.indexrelid
     where not exists (select from pg_constraint as k where k.conindid = i.indexrelid)
       and (c.relname !~ case when i.indisunique then '_key$' else '_idx$' end
         or not starts_with(c.relname, t.name || '_')) $$,
  'every index is named after its table and what it is'
);

-- policies -----------------------------------------------------------------------
select is_empty(
  $$ select name, polrelid::regclass from house_policies
     where polcmd = '*' or polroles @> array[0::oid] $$,
  'every policy names one operation and its roles'
);
select is_empty(
  $$ select p.polrelid::regclass, p.polcmd, r.role
     from house_policies as p
     cross join unnest(p.polroles) as r (role)
     where p.polpermissive
     group by 1, 2, 3 having count(*) > 1 $$,
  'each table, operation and role has one permissive policy'
);
select is_empty(
  $$ select p.name, p.polrelid::regclass
     from house_policies as p
     where p.name !~ format('^%s_%s(_[a-z_]+)?$', p.table_name,
       case p.polcmd when 'r' then 'select' when 'a' then 'insert'
         when 'w' then 'update' else 'delete' end) $$,
  'every policy is named <table>_<operation>, and for a second role _<role>'
);
select is_empty(
  $$ select p.name, p.polrelid::regclass, r.rolname
     from house_policies as p
     cross join unnest(p.polroles) as role (oid)
     join pg_roles as r on r.oid = role.oid
     where r.rolname = 'service_role' $$,
  'the service key bypasses row level security and needs no policy (F21)'
);
select is_empty(
  $$ select p.name, p.polrelid::regclass, r.rolname
     from house_policies as p
     cross join unnest(p.polroles) as role (oid)
     join pg_roles as r on r.oid = role.oid
     where not exists (
       select from table_grants as g
       where g.oid = p.polrelid and g.grantee = r.rolname
         and g.privilege = case p.polcmd when 'r' then 'select' when 'a' then 'insert'
           when 'w' then 'update' else 'delete' end
       union all
       select from column_grants as g
       join house_tables as c on c.schema = g.schema and c.name = g.name
       where c.oid = p.polrelid and g.grantee = r.rolname
         and g.privilege = case p.polcmd when 'r' then 'select' when 'a' then 'insert'
           when 'w' then 'update' else 'delete' end) $$,
  'every policy has the grant that it is for'
);
select is_empty(
  $$ select g.oid::regclass, g.grantee, g.privilege
     from table_grants as g
     where g.grantee in ('anon', 'authenticated')
       and g.privilege in ('select', 'insert', 'update', 'delete')
       and not exists (
         select from house_policies as p
         join pg_roles as r on r.oid = any (p.polroles)
         where p.polrelid = g.oid and r.rolname = g.grantee
           and p.polcmd = case g.privilege when 'select' then 'r' when 'insert' then 'a'
             when 'update' then 'w' else 'd' end) $$,
  'every grant to a request role has the policy that narrows it'
);
select is_empty(
  $$ select p.name, p.polrelid::regclass
     from house_policies as p
     join pg_policies as text
       on text.policyname = p.name
       and format('%I.%I', text.schemaname, text.tablename)::regclass = p.polrelid
     cross join lateral regexp_matches(
       coalesce(text.qual, '') || ' ' || coalesce(text.with_check, ''),
       '(?<!SELECT )(?:auth|stagedoor[a-z_]*|public)\.[a-z_]+\(', 'g') as call (text)
     where call.text[1] !~ '^stagedoor[a-z_]*\.(is_|may_)' $$,
  'no policy calls a function per row: each is asked once, inside a sub-select (F22)'
);
select is_empty(
  $$ select p.name, d.refobjid::regprocedure
     from house_policies as p
     join pg_depend as d
       on d.classid = 'pg_policy'::regclass and d.objid = p.oid
       and d.refclassid = 'pg_proc'::regclass
     join pg_proc as f on f.oid = d.refobjid
     join pg_language as l on l.oid = f.prolang
     -- One that is inlined is planned with its statement.
     where l.lanname = 'sql' and f.prosecdef $$,
  'a definer that policies ask keeps its plan: PostgreSQL 15 to 17 plan one in SQL anew'
);

-- grants -------------------------------------------------------------------------
select is_empty(
  $$ select oid::regclass, privilege from table_grants where grantee = 'public' $$,
  'no table is open to public'
);
select is_empty(
  $$ select oid::regclass, grantee, privilege from table_grants
     where schema like 'stagedoor%' and grantee = 'anon' $$,
  'anon has no grant on any engine table'
);
select is_empty(
  $$ select oid::regclass, grantee, privilege from table_grants
     where schema like 'stagedoor%' and grantee = 'authenticated'
       and privilege <> 'select' $$,
  'no engine table is writable by a request role'
);
select is_empty(
  $$ select oid::regclass, grantee, privilege from table_grants
     where grantee in ('anon', 'authenticated', 'service_role')
       and privilege not in ('select', 'insert', 'update', 'delete') $$,
  'no request role truncates, refers to, hangs triggers on or maintains a table'
);
select is_empty(
  $$ select oid::regclass, grantee, privilege from table_grants
     where schema = 'public' and grantee in ('anon', 'authenticated')
       and privilege in ('insert', 'update') $$,
  'insert and update are granted by columns'
);
select is_empty(
  $$ select oid::regclass, grantee, privilege from table_grants
     where schema = 'public' and grantee = 'service_role'
       and privilege in ('insert', 'update') $$,
  'the service key is granted columns, too: what triggers derive stays theirs'
);
select is_empty(
  $$ select name, privilege from table_grants
     where schema = 'public' and grantee = 'service_role' and privilege = 'delete'
       and name not in ('clients', 'studio_settings') $$,
  'the service key deletes clients and settings of a studio alone'
);
select is_empty(
  $$ select oid::regclass, grantee, privilege from table_grants where is_grantable $$,
  'no grant may be passed on'
);
select set_eq(
  $$ select name, column_name, grantee, privilege from column_grants
     where schema = 'stagedoor' $$,
  $$ select
       'user_accounts' as "table", c.name, 'authenticated' as role, 'select' as privilege
     from unnest(array['id', 'account_status', 'email', 'fullname_first', 'fullname_last',
       'created_by', 'created_at']) as c (name)
     union all
     select 'elevations', c.name, 'authenticated', 'select'
     from unnest(array['id', 'user_id', 'scope_id', 'started_at', 'ends_at', 'ended_at',
       'ended_reason']) as c (name)
     union all select 'outbox', 'delivered_at', 'service_role', 'update' $$,
  'engine columns that are granted one by one are a fixed list'
);
select set_eq(
  $$ select name from table_grants
     where schema = 'stagedoor' and grantee = 'authenticated' $$,
  array[
    'scope_types', 'permission_modules', 'permissions', 'permission_implications',
    'permission_roles', 'permission_role_links', 'role_includes', 'menu_items',
    'separation_rules', 'separation_settings', 'scopes', 'user_accesses', 'alert_rules',
    'alerts', 'access_log'
  ],
  'engine tables that a signed-in user reads are a fixed list'
);
select set_eq(
  $$ select name, privilege from table_grants
     where schema like 'stagedoor%' and grantee = 'service_role' $$,
  $$ values ('outbox', 'select') $$,
  'the service reads the outbox and no other engine table'
);
select is_empty(
  $$ select c.oid::regclass, coalesce(r.rolname, 'public')
     from pg_class as c
     join house as h on h.oid = c.relnamespace
     cross join lateral aclexplode(coalesce(c.relacl, acldefault('s', c.relowner))) as a
     left join pg_roles as r on r.oid = a.grantee
     where c.relkind = 'S' and a.grantee <> c.relowner $$,
  'sequences are used by their owners only'
);
select set_eq(
  $$ select h.schema, r.rolname::text, lower(a.privilege_type)
     from pg_namespace as n
     join house as h on h.oid = n.oid
     cross join lateral aclexplode(n.nspacl) as a
     left join pg_roles as r on r.oid = a.grantee
     where h.schema like 'stagedoor%' and a.grantee <> n.nspowner
       and r.rolname in ('anon', 'authenticated', 'service_role') $$,
  $$ select h.schema, r.name, 'usage' as privilege
     from house as h
     cross join unnest(array['anon', 'authenticated', 'service_role']) as r (name)
     where h.schema like 'stagedoor%'
       and h.schema not in ('stagedoor_audit', 'stagedoor_probe') $$,
  'request roles look names up in the engine, create nothing, and stay out of the audit log'
);
select is_empty(
  $$ select n.nspname from pg_namespace as n
     join house as h on h.oid = n.oid
     cross join lateral aclexplode(n.nspacl) as a
     where h.schema like 'stagedoor%' and a.grantee = 0 $$,
  'no schema of ours is open to public'
);

-- functions ----------------------------------------------------------------------
-- PostgREST takes an aggregate for what writes a media type (F47).
select is_empty(
  $$ select f.oid::regprocedure
     from pg_proc as f
     join house as h on h.oid = f.pronamespace
     where f.prokind = 'a'
       and (f.proname <> 'as_csv'
         or h.schema <> 'public'
         or obj_description(f.oid, 'pg_proc') is null
         or has_function_privilege('anon', f.oid, 'execute')) $$,
  'every aggregate is as_csv, has a comment and is closed to anon'
);
select is_empty(
  $$ select oid::regprocedure from house_functions
     where not coalesce('search_path=""' = any (proconfig), false) $$,
  'every function pins an empty search_path'
);
select is_empty(
  $$ select oid::regprocedure from house_functions where schema = 'public' and prosecdef $$,
  'no function of the API is a security definer'
);
select is_empty(
  $$ select f.oid::regprocedure from house_functions as f
     join pg_language as l on l.oid = f.prolang
     where f.schema = 'public' and l.lanname <> 'plpgsql' $$,
  'every function in public is plpgsql: a SQL function with settings costs twice'
);
select is_empty(
  $$ select schema, proname from house_functions
     group by schema, proname having count(*) > 1 $$,
  'no function is overloaded: a name says which'
);
select is_empty(
  $$ select f.oid::regprocedure, n.name
     from house_functions as f
     cross join lateral unnest(f.proargnames, f.proargmodes) as n (name, mode)
     where f.schema = 'public' and coalesce(n.mode, 'i') in ('i', 'b', 'v')
       and not starts_with(n.name, 'p_') $$,
  'every parameter of an RPC begins with p_'
);
select is_empty(
  $$ select oid::regprocedure from house_functions
     where schema = 'public' and pronargs > 0 and proargnames is null $$,
  'every parameter of an RPC has a name'
);
select is_empty(
  $$ select schema, name from function_grants where grantee = 'public' $$,
  'no function is executable by public'
);
select is_empty(
  $$ select schema, name from function_grants
     where grantee = 'anon'
       and name not in ('open_script_share', 'update_guest_profile') $$,
  'anon may open a share and keep a guest profile, and nothing else'
);
select is_empty(
  $$ select name from function_grants
     where schema = 'public' and grantee = 'service_role' and name not in (
       'grant_access', 'revoke_access', 'change_access_window', 'invite_user',
       'authorize_for', 'expire_overrides', 'open_script_share', 'verify_master_code', 'verify_audit',
       'export_audit', 'get_audit_events', 'read_audit_heads', 'read_audit_leaves',
       'erase_personal_data', 'disclose_personal_data', 'take_alert_messages',
       'settle_alert_message') $$,
  'the service key calls what is meant for it, and nothing else'
);
select is_empty(
  $$ select f.proname from house_functions as f
     where f.schema = 'public'
       and f.proname in ('grant_access', 'revoke_access', 'change_access_window', 'invite_user', 'authorize_for',
         'expire_overrides', 'verify_master_code', 'verify_audit', 'export_audit', 'get_audit_events')
       and not has_function_privilege('service_role', f.oid, 'execute') $$,
  'the service key calls all that is meant for it'
);
select is_empty(
  $$ with wrapper_grants as (
       select distinct f.proname, inner_f.oid as definer, g.grantee
       from house_functions as f
       cross join lateral regexp_matches(
         f.prosrc, '(stagedoor[a-z_]*)\.([a-z_0-9]+)\(', 'g') as call (name)
       join house_functions as inner_f
         on inner_f.schema = call.name[1] and inner_f.proname = call.name[2]
       join function_grants as g on g.oid = f.oid
       where f.schema = 'public' and inner_f.prosecdef
         and f.proname = inner_f.proname
     )
     (select definer::regprocedure, grantee from wrapper_grants
      except select oid::regprocedure, grantee from function_grants)
     union all
     (select g.oid::regprocedure, g.grantee from function_grants as g
      where g.oid in (select definer from wrapper_grants)
      except select definer::regprocedure, grantee from wrapper_grants) $$,
  'a definer is executable by exactly the roles of its wrapper'
);
select is_empty(
  $$ select g.schema, g.name, g.grantee
     from function_grants as g
     where g.schema like 'stagedoor%' and g.grantee in ('authenticated', 'service_role')
       and not exists (
         select from pg_proc as w
         where w.pronamespace = 'public'::regnamespace and w.proname = g.name)
       and not exists (
         select from pg_depend as d
         join pg_policy as p on p.oid = d.objid and d.classid = 'pg_policy'::regclass
         join pg_roles as r on r.oid = any (p.polroles)
         where d.refclassid = 'pg_proc'::regclass and d.refobjid = g.oid
           and r.rolname = g.grantee)
       -- What wrappers and column defaults stand on: who asks, when, and a lost race.
       and g.name not in (
         'instant', 'claims', 'client_id', 'token_subject', 'caller_id',
         'raise_conflict', 'busy')
       and not (
         g.grantee = 'authenticated' and g.name in (
           'uuid_or_null', 'session_id', 'session_aal', 'access_state',
           -- A key that does not exist.
           'warn_of_unknown_permission',
           -- For policies of adopters.
           'scopes_with', 'scopes_with_own', 'scopes_without', 'organizations_with',
           'organizations_with_own', 'is_new_scope')) $$,
  'a request role executes the definers of its wrappers and the helpers of its policies'
);
select is_empty(
  $$ select g.schema, g.name, g.grantee from function_grants as g
     where g.schema = 'stagedoor_audit'
       and g.grantee in ('anon', 'authenticated', 'service_role') $$,
  'no request role executes anything in the audit log'
);
select is_empty(
  $$ select f.oid::regprocedure, call.name
     from house_functions as f
     cross join lateral regexp_matches(
       f.prosrc, '(stagedoor[a-z_]*)\.([a-z_0-9]+)\(', 'g') as call (name)
     join house_functions as inner_f
       on inner_f.schema = call.name[1] and inner_f.proname = call.name[2]
     join function_grants as g on g.oid = f.oid
     where f.schema = 'public'
       and not has_function_privilege(g.grantee, inner_f.oid, 'execute') $$,
  'a role that may call an RPC may execute what the RPC calls'
);
select is_empty(
  $$ select f.oid::regprocedure, r.rolname
     from house_functions as f
     join pg_roles as r on r.oid = f.proowner
     where f.prosecdef
       and r.oid <> (select n.nspowner from pg_namespace as n where n.nspname = 'stagedoor')
       and not (f.schema = 'stagedoor_audit' and r.rolname = 'stagedoor_auditor')
       and not (f.schema = 'stagedoor_probe' and r.rolname = 'stagedoor_probe') $$,
  'definers belong to the owner of the engine, to the auditor, or are the probe'
);
select is_empty(
  $$ select f.oid::regprocedure from house_functions as f
     join pg_roles as r on r.oid = f.proowner
     where r.rolname = 'stagedoor_probe'
       and f.proname not in ('try_operation', 'read_rows') $$,
  'the probe tries an operation and reads rows, and has no third function'
);

-- An empty search_path still looks for types and tables among temporary objects first. Only
-- a qualified name is beyond the reach of a session that makes its own pg_temp.uuid.
select is_empty(
  $$ select f.oid::regprocedure from house_functions as f
     cross join (values ('uuid|text|jsonb|json|timestamptz|bytea|name|oid|inet|xid8|date|'
       'record|tstzrange|reg[a-z]+')) as t (types)
     where f.prosrc ~ format('::(%s)\M', t.types)
       or f.prosrc ~ format('\n\s+v_\w+\s+(%s)\M', t.types)
       or f.prosrc ~ '(from|join)\s+pg_[a-z_]+\s' $$,
  'inside a function every type and catalogue table is qualified'
);
select is_empty(
  $$ select f.oid::regprocedure from house_functions as f
     where f.prosrc ~ 'auth\.(uid|jwt|role|email)\(\)' $$,
  'functions ask caller_id and claims, which are qualified throughout'
);

-- The engine names no part (F129): neither a key or role of one that is installed, nor a
-- text that could be the key of another.
select is_empty(
  $$ select f.oid::regprocedure, named.word
     from house_functions as f
     join (
       select p.permission_key from stagedoor.permissions as p
       where p.module not in ('project', 'access', 'role', 'menu', 'audit')
       union all
       select r.role_key from stagedoor.permission_roles as r
       where r.scope_id is null and r.role_key <> 'owner'
     ) as named (word) on f.prosrc like '%''' || named.word || '''%'
     where f.schema = 'stagedoor' $$,
  'no function of the engine names a key or role of a part'
);
select is_empty(
  $$ select f.oid::regprocedure, key.word
     from house_functions as f
     cross join lateral regexp_matches(
       f.prosrc, '''([a-z][a-z0-9_]*:[a-z][a-z0-9_]*(:(?:all|assigned))?)''', 'g') as key (word)
     where f.schema = 'stagedoor'
       and split_part(key.word[1], ':', 1) not in (
         'project', 'access', 'role', 'menu', 'audit') $$,
  'no function of the engine names a key that the engine does not ship'
);
-- Nor does it speak of one: an adopter installs it alone.
select is_empty(
  $$ select said.object, said.text
     from (
       select f.oid::regprocedure::text, f.prosrc
       from house_functions as f where f.schema = 'stagedoor'
       union all
       select d.objoid::regprocedure::text, d.description
       from pg_description as d
       join house_functions as f on f.oid = d.objoid and f.schema = 'stagedoor'
       where d.classoid = 'pg_proc'::regclass
       union all
       select d.objoid::regclass::text, d.description
       from pg_description as d
       join pg_class as c on c.oid = d.objoid
         and c.relnamespace = 'stagedoor'::regnamespace
       where d.classoid = 'pg_class'::regclass
       union all
       select p.permission_key, p.description from stagedoor.permissions as p
       where p.module in ('project', 'access', 'role', 'menu', 'audit')
       union all
       select r.role_key, concat_ws(' ', r.name, r.description)
       from stagedoor.permission_roles as r
       where r.scope_id is null and r.role_key = 'owner'
     ) as said (object, text)
     where said.text ~* '\m(films?|movies?|producers?|productions?|scripts?|budgets?|theatres?|studios?|guilds?|crew|artists?)\M' $$,
  'F129: the engine says no word of film, theatre or studio'
);

select is_empty(
  $$ select f.oid::regprocedure from house_functions as f
     where f.proparallel <> 'u' and f.prosrc ~ '\n\s*exception\n' $$,
  'no function that parallel workers may call has an exception block'
);

select is_empty(
  $$ select f.oid::regprocedure from house_functions as f
     where (f.prosecdef or f.proname like 'tg\_%')
       and f.schema <> 'stagedoor_audit'
       and f.prosrc !~ '^\s*--' $$,
  'every definer begins with what it may that its caller may not'
);

-- triggers -----------------------------------------------------------------------
-- The number says which (docs/backup.md): 200 to 499 and 800 derive.
create temporary view house_derivers as
select t.* from house_triggers as t where t.tgname ~ '^_([234]|8)';
select is_empty(
  $$ select t.tgrelid::regclass, t.tgname from house_triggers as t
     where t.tgenabled <> 'A' and t.oid not in (select d.oid from house_derivers as d) $$,
  'every trigger that refuses or records fires always: replication roles switch none off'
);
select is_empty(
  $$ select d.tgrelid::regclass, d.tgname from house_derivers as d
     where d.tgenabled <> 'O' $$,
  'every trigger that derives is ordinary: a restore or a subscriber derives nothing twice'
);
select is_empty(
  $$ select d.tgrelid::regclass, d.tgname
     from house_derivers as d
     join house_functions as f on f.oid = d.tgfoid
     where f.prosrc ~ '\mraise\s+(?!warning)' $$,
  'no trigger that derives refuses: what may be switched off is no guard'
);
select is_empty(
  $$ select t.tgrelid::regclass, t.tgname
     from house_triggers as t
     join pg_class as c on c.oid = t.tgrelid
     where t.tgdeferrable and c.relpersistence <> 'u' $$,
  'every deferred trigger stands on an unlogged table: a subscriber may fire none'
);
select is_empty(
  $$ select tgrelid::regclass, tgname, function_name from house_triggers
     where tgname !~ '^_[0-9]{3}_[a-z_]+$' or function_name !~ '^tg_[a-z_]+__[a-z_]+$' $$,
  'every trigger says when it fires and what it does'
);

select is_empty(
  $$ select t.name from unnest(array[
       'settings', 'secrets', 'scopes', 'user_accounts', 'permission_modules',
       'permissions', 'permission_implications', 'permission_roles',
       'permission_role_links', 'role_includes', 'user_accesses', 'elevations',
       'separation_rules', 'separation_settings', 'menu_items']) as t (name)
     where not exists (
       select from house_triggers as r
       where r.tgrelid = format('stagedoor.%s', t.name)::regclass
         and r.tgname = '_900_record') $$,
  'every table that decides something tells its changes to the audit log'
);
select is_empty(
  $$ select t.tgrelid::regclass, t.tgname, c.attname
     from house_triggers as t
     join pg_attribute as c
       on c.attrelid = t.tgrelid and c.attnum > 0 and not c.attisdropped
     where t.tgname ~ '^_9\d\d_(record|revise)' and t.tgattr <> ''
       and c.attnum <> all (t.tgattr)
       and (has_column_privilege('authenticated', t.tgrelid, c.attnum, 'update')
         or has_column_privilege('service_role', t.tgrelid, c.attnum, 'update')) $$,
  'a recorder of named columns names each that a request may change'
);

-- What a caller can break by writing a table is said in words, and by no constraint's name:
-- the comment of the check says what is allowed. tg_script_elements__check says more than
-- that of elements.
select is_empty(
  $$ select c.conrelid::regclass, c.conname, v.verb
     from pg_constraint as c
     join house_tables as t on t.oid = c.conrelid
     cross join unnest(c.conkey) as k (attnum)
     cross join (values ('insert', 4), ('update', 16)) as v (verb, bit)
     where c.contype = 'c' and t.name <> 'script_elements'
       and has_column_privilege('authenticated', t.oid, k.attnum, v.verb)
       and (obj_description(c.oid, 'pg_constraint') is null or not exists (
         select from house_triggers as r
         where r.tgrelid = t.oid and r.function_name = 'tg_any__say_rules'
           and r.tgtype & v.bit <> 0
           and (v.verb = 'insert' or r.tgattr = '' or k.attnum = any (r.tgattr)))) $$,
  'F86: every check that a request can break says what is allowed'
);

-- comments -----------------------------------------------------------------------
create temporary view house_comments as
select c.oid::regclass::text as object, obj_description(c.oid, 'pg_class') as comment
from house_tables as c
union all
select f.oid::regprocedure::text, obj_description(f.oid, 'pg_proc')
from house_functions as f
union all
select format('%s on %s', p.name, p.table_name), obj_description(p.oid, 'pg_policy')
from house_policies as p
union all
select h.schema, obj_description(h.oid, 'pg_namespace')
from house as h where h.schema <> 'public';

select is_empty(
  $$ select object from house_comments where comment is null $$,
  'every schema, table, view, function and policy carries a comment'
);
select is_empty(
  $$ select object, char_length(split_part(comment, E'\n', 1)) from house_comments
     where comment is not null and (
       char_length(split_part(comment, E'\n', 1)) > 72
       or split_part(comment, E'\n', 1) !~ '[.:]$') $$,
  'the first line of a comment is one sentence of at most 72 characters'
);

select * from finish();
rollback;
