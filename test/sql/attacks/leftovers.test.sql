-- Attacks: rights that nobody meant to give, left over by default grants (SECURITY, fact
-- 1).
--
-- From the catalog, so that what comes later is asked about too, and whatever the default
-- grants of the project: this file runs under both.
begin;
select plan(13);

create temporary table schemas as
select n.oid, n.nspname as name
from pg_namespace as n
where n.nspname ~ '^stagedoor';

create temporary table relations as
select c.oid, c.oid::regclass::text as name, c.relkind, c.relacl, c.relowner
from pg_class as c
where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  and (c.relnamespace in (select s.oid from schemas as s)
    or c.relnamespace = 'public'::regnamespace)
  and not exists (select from pg_depend as d where d.objid = c.oid and d.deptype = 'e');

create temporary table routines as
select f.oid, f.oid::regprocedure::text as name, f.proacl, f.proowner, f.prosecdef,
  f.proconfig, f.pronamespace
from pg_proc as f
where (f.pronamespace in (select s.oid from schemas as s)
    or f.pronamespace = 'public'::regnamespace)
  and not exists (select from pg_depend as d where d.objid = f.oid and d.deptype = 'e');

-- Who holds what, PUBLIC as 0.
create temporary table rights as
select
  r.name, r.relkind, coalesce(g.rolname, 'PUBLIC') as grantee,
  a.privilege_type as right_to
from relations as r
cross join lateral aclexplode(coalesce(r.relacl, acldefault(
  case r.relkind when 'S' then 's' else 'r' end::"char", r.relowner))) as a
left join pg_roles as g on g.oid = a.grantee
where a.grantee = 0 or g.rolname in ('anon', 'authenticated', 'service_role');

-- relations --------------------------------------------------------------------------
select cmp_ok(
  (select count(*) from relations), '>', 30::bigint,
  'F104: there are relations to ask about');
select is_empty(
  $$select * from rights
     where right_to in ('TRUNCATE', 'TRIGGER', 'REFERENCES', 'MAINTAIN')$$,
  'F104: no request role empties, triggers on, refers to or maintains a table');
select is_empty(
  $$select * from rights where grantee in ('PUBLIC', 'anon')$$,
  'F104: PUBLIC and anon hold no right on any relation');
select is_empty(
  $$select * from rights where relkind = 'S'$$, 'F104: no request role moves a sequence');
select is_empty(
  $$select * from rights where name like 'stagedoor.%' and right_to <> 'SELECT'$$,
  'F21: no request role writes a table of the engine');
select is_empty(
  $$select * from rights where name like 'stagedoor_audit.%'$$,
  'F47: no request role reads a table of the log');
select is_empty(
  $$select a.attrelid::regclass, a.attname, x.privilege_type
    from pg_attribute as a
    join relations as r on r.oid = a.attrelid
    cross join lateral aclexplode(a.attacl) as x
    left join pg_roles as g on g.oid = x.grantee
    where x.privilege_type = 'REFERENCES'
      or coalesce(g.rolname, 'PUBLIC') in ('PUBLIC', 'anon')
      or (r.name like 'stagedoor.%' and x.privilege_type <> 'SELECT'
        and (r.name, a.attname, g.rolname)
          <> ('stagedoor.outbox', 'delivered_at', 'service_role'))$$,
  'F104: a column grant does not pass these limits');
-- functions --------------------------------------------------------------------------
select is_empty(
  $$select r.name
    from routines as r
    cross join lateral aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) as a
    where a.grantee = 0$$,
  'F104: PUBLIC executes no function');
select is_empty(
  $$select r.name from routines as r
    where has_function_privilege('anon', r.oid, 'execute')
      and r.name !~
        '^(stagedoor(_theatre)?\.)?(open_script_share|update_guest_profile)\('$$,
  'F85: anon executes what a token opens, and nothing else');
select is_empty(
  $$select r.name from routines as r
    where r.prosecdef and r.pronamespace = 'public'::regnamespace$$,
  'F104: no function in the exposed schema runs as its owner');
select is_empty(
  $$select r.name from routines as r
    -- An aggregate takes none: its functions have theirs.
    where (select f.prokind from pg_proc as f where f.oid = r.oid) <> 'a' and not exists (
      select from unnest(r.proconfig) as c (setting)
         where c.setting like 'search_path=%')$$,
  'F104: every function has a search path of its own');
select is_empty(
  $$select r.name
    from routines as r
    join pg_roles as g on g.oid = r.proowner
    where r.prosecdef and g.rolname in ('anon', 'authenticated', 'service_role')$$,
  'F104: no definer belongs to a request role');
-- roles ------------------------------------------------------------------------------
select is_empty(
  $$select m.member::regrole, m.roleid::regrole
    from pg_auth_members as m
    where m.roleid::regrole::text in ('stagedoor_auditor', 'stagedoor_probe')
      and (coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
        or coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true))$$,
  'F47: no role can act as the auditor or the probe');

select * from finish();
rollback;
