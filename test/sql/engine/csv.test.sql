-- CSV: cells that a spreadsheet does not take for formulas.
begin;
select plan(48);

-- cells -------------------------------------------------------------------------------
select is(stagedoor.csv_cell(given), wanted, format('a cell with %s is written as %s',
  to_json(given), to_json(wanted)))
from (values
  ('=1+1', '"''=1+1"'), ('+1+1', '"''+1+1"'), ('-1-1', '"''-1-1"'), ('@SUM(A1)', '"''@SUM(A1)"'),
  (e'\t=1', e'"''\t=1"'), (e'\r=1', e'"''\r=1"'), (e'\n=1', e'"''\n=1"'),
  ('＝1', '"''＝1"'), ('＋1', '"''＋1"'), ('－1', '"''－1"'), ('＠1', '"''＠1"'),
  ('=', '"''="'), ('-', '"''-"'), ('=a,"b"', '"''=a,""b"""'),
  ('+49 170', '"''+49 170"'), ('-1,5', '"''-1,5"'), ('--1', '"''--1"'), ('-1e', '"''-1e"'),
  (e'-1\n=2', e'"''-1\n=2"')
) as t (given, wanted);
select is(stagedoor.csv_cell(given), wanted, format('a cell with %s stays (control)',
  to_json(given)))
from (values
  ('-5', '-5'), ('+5', '+5'), ('-5.25', '-5.25'), ('1e-7', '1e-7'), ('-1E+7', '-1E+7'),
  ('-Infinity', '-Infinity'), ('5.', '5.'), ('', ''), (null, ''), ('a=b', 'a=b'), (' =1', ' =1'),
  ('''=1', '''=1')
) as t (given, wanted);
select is(stagedoor.csv_cell('a,b'), '"a,b"', 'a cell with a comma is quoted');
select is(stagedoor.csv_cell('a"b'), '"a""b"', 'a cell with a quote doubles it');
select is(stagedoor.csv_cell(e'a\nb'), e'"a\nb"', 'a cell with a line end is quoted');

-- lines ---------------------------------------------------------------------------------
select is(stagedoor.csv_line('{"b": "=1", "a": null, "c": [1, 2]}'), '"''=1",,"[1, 2]"',
  'a line has the values of an object in their order');
select is(stagedoor.csv_line('{"b": "=1", "=a": null}', true), 'b,"''=a"',
  'a line of names has the names of an object in their order');

-- what the API serves ----------------------------------------------------------------------
create schema served;
grant usage on schema served to authenticated;
select ok(stagedoor.serve_csv('served'), 'a schema serves CSV');
select ok(not stagedoor.serve_csv('served'), 'a schema that serves CSV keeps what it has');
-- PostgREST knows a handler by these: an aggregate over anyelement in a served schema, whose
-- type is a domain that is called as the media type.
select is(
  array(
    select concat_ws(' ', f.proname, f.prokind, t.typname)
    from pg_proc as f join pg_type as t on t.oid = f.prorettype
    where f.pronamespace = 'served'::regnamespace and t.typtype = 'd'
      and f.proargtypes[0] = 'anyelement'::regtype),
  array['as_csv a text/csv'],
  'a schema serves CSV by the aggregate that PostgREST looks for');
create temporary table rows (n integer, name text, amount numeric);
insert into rows values (1, '=1', -2.50), (2, null, null);
grant select on rows to authenticated;
select tests.authenticate_as_service();
set local role authenticated;
select is(
  (select served.as_csv(r)::text from (select * from rows order by n) as r),
  e'n,name,amount\n1,"''=1",-2.50\n2,,',
  'a request is served rows as CSV');
select is(
  (select served.as_csv(r)::text from (select name from rows order by n) as r),
  e'name\n"''=1"\n', 'a request is served some columns as CSV');
select is(
  (select served.as_csv(r)::text from (select null::rows union all select rows from rows
   where n = 1) as t (r)),
  e'n,name,amount\n1,"''=1",-2.50', 'a row that is none is no line');
select tests.clear_authentication();
select is(
  (select served.as_csv(r)::text from (select * from rows where n = 9) as r), '',
  'no rows are an empty CSV');
select throws_ok(
  $$ set local role anon; select served.as_csv(r) from (select 1 as n) as r $$,
  '42501', null, 'nobody who is not signed in is served CSV');
reset role;

-- A domain of that name, which an adopter has made, is used as it is.
create schema theirs;
create domain theirs."text/csv" as text;
select ok(stagedoor.serve_csv('theirs'), 'a schema that knows the media type serves CSV');
select is((select theirs.as_csv(r)::text from (select '@' as a) as r), e'a\n"''@"',
  'a schema that knows the media type is served cells without formulas');
-- So is a handler of their own.
create schema own;
create domain own."text/csv" as text;
create function own.tell(text) returns own."text/csv" language sql immutable
as $$ select $1::own."text/csv" $$;
create function own.add(text, anyelement) returns text language sql immutable
as $$ select $1 || 'x' $$;
create aggregate own.written (anyelement) (
  sfunc = own.add, stype = text, initcond = '', finalfunc = own.tell);
select ok(not stagedoor.serve_csv('own'), 'a schema with a handler of its own keeps it');
select is(to_regproc('own.as_csv'), null, 'a schema with a handler of its own gets no other');

select * from finish();
rollback;
