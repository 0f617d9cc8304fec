-- Attacks: names that a session could put in the way of a function's own (SECURITY,
-- fact 4).
--
-- Relations and types are looked for in pg_temp first, also under an empty search path, and
-- whoever may make temporary objects may make one called uuid. So a body names the schema
-- of each. Keywords such as integer, boolean, numeric and interval are no names.
-- test/attacks/shadows.test.ts tries it for real.
begin;
select plan(6);

-- One function that does all of it, so that each question below has something to find.
create function stagedoor.sloppy()
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_first  boolean;
  v_second uuid := auth.uid();
begin
  perform '{}'::jsonb, date '2026-11-22' from pg_roles;
end;
$$;

-- What the bodies say, without their comments and literals.
create temporary table bodies as
select
  f.oid::regprocedure::text as name,
  regexp_replace(
    regexp_replace(f.prosrc, '--[^\n]*', '', 'g'), '''([^'']|'''')*''', '''''', 'g') as body
from pg_proc as f
join pg_namespace as n on n.oid = f.pronamespace
join pg_language as l on l.oid = f.prolang
where n.nspname ~ '^(public$|stagedoor)'
  and l.lanname in ('sql', 'plpgsql')
  and not exists (select from pg_depend as d where d.objid = f.oid and d.deptype = 'e');

create temporary table type_names as
select t.typname as name
from pg_type as t
where t.typnamespace = 'pg_catalog'::regnamespace
  and t.typtype in ('b', 'r', 'm', 'p')
  and t.typname !~ '^_'
  -- Not looked up: the grammar knows them.
  and t.typname not in
    ('interval', 'numeric', 'bit', 'varbit', 'char', 'bpchar', 'varchar');

create function pg_temp.says(p_pattern text)
returns table (name text, said text)
language sql
as $$
  select distinct b.name, m.match[1]
  from bodies as b
  cross join lateral regexp_matches(b.body, p_pattern, 'gi') as m (match)
$$;

select cmp_ok(
  (select count(*) from bodies), '>', 150::bigint, 'P2: there are bodies to read');
select set_eq(
  $$select s.name, s.said::text
    from pg_temp.says('::\s*([a-z_0-9]+)(?![a-z_0-9.])') as s
    join type_names as t on t.name = lower(s.said)$$,
  $$values ('stagedoor.sloppy()', 'jsonb')$$,
  'P2: a cast names the schema of its type');
select set_eq(
  $$select s.name, s.said::text
    from (
      select distinct b.name, m.match[1] as said
      from bodies as b
      cross join lateral regexp_matches(
        b.body, '\mdeclare\M(.*?)\mbegin\M', 'gi') as d (part)
      cross join lateral regexp_matches(
        d.part[1], '(?:^|;)\s*[a-z_0-9]+\s+(?:constant\s+)?([a-z_0-9]+)(?![a-z_0-9.])', 'gi'
      ) as m (match)
    ) as s
    join type_names as t on t.name = lower(s.said)$$,
  $$values ('stagedoor.sloppy()', 'uuid')$$,
  'P2: a variable names the schema of its type');
select set_eq(
  $$select s.name, s.said::text
    from pg_temp.says('\m([a-z_0-9]+)\s+''''') as s
    join type_names as t on t.name = lower(s.said)
    where lower(s.said) not in ('name')$$,
  $$values ('stagedoor.sloppy()', 'date')$$,
  'P2: a typed literal names the schema of its type');
select set_eq(
  $$select *
    from pg_temp.says('\m(?:from|join|using|update|into)\s+(pg_[a-z_]+)\M(?!\s*[.(])')$$,
  $$values ('stagedoor.sloppy()', 'pg_roles')$$,
  'P2: a relation of pg_catalog is named with its schema');
select set_eq(
  $$select * from pg_temp.says('\m(auth\.(?:uid|jwt|role|email))\s*\(')$$,
  $$values ('stagedoor.sloppy()', 'auth.uid')$$,
  'P2: no body leans on helpers that name no schema themselves');

select * from finish();
rollback;
