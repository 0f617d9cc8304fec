-- The calls on a chart: importing it, changing a code, a place, a prefix.
begin;
select plan(106);

-- The cast: Sarah produces Alpha, Pam keeps its books, Lin is line producer, Cam crew. Mal
-- produces Beta.
select tests.create_user(name) from unnest(array['sarah', 'pam', 'lin', 'cam', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.create_department('Set dressing', 'Alpha');
select tests.create_department('Sound', 'Beta');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('pam', 'Alpha', 'production_accountant'),
  ('lin', 'Alpha', 'line_producer'), ('cam', 'Alpha', 'crew_member'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;
insert into public.cost_codes (project_id, code, name, category)
values (tests.project_id('Beta'), '9000', 'Foreign', 'below_line');

create function pg_temp.code(p_code text, p_project text default 'Alpha') returns uuid
language sql stable security definer as $$
  select c.id from public.cost_codes as c
  where c.code = p_code and c.project_id = tests.project_id(p_project)
$$;
create function pg_temp.entered() returns bigint
language sql stable security definer as $$
  select count(*) from public.cost_codes where project_id = tests.project_id('Alpha')
$$;
-- A chart of three headers and five accounts, and the same with one row more.
create function pg_temp.chart(p_more jsonb default null) returns jsonb
language sql as $$
  select jsonb_build_array(
    '{"code": "1400", "name": "Cast", "category": "above_line", "kind": "header"}'::jsonb,
    '{"code": "1401", "parent_code": "1400", "name": "Principals", "category": "above_line",
      "kind": "account", "union_agreement": "SAG-AFTRA-TH"}'::jsonb,
    -- A child may come before its parent.
    '{"code": "3302-01", "parent_code": "3302", "name": "Overtime",
      "category": "below_line", "department": "camera", "kind": "account",
      "union_agreement": "IATSE-600", "source_code": "81.02"}'::jsonb,
    '{"code": "3302", "parent_code": "3300", "name": "Operators", "category": "below_line",
      "department": "camera", "union_agreement": "IATSE-600"}'::jsonb,
    '{"code": "3300", "parent_code": "", "name": "Camera", "category": "below_line",
      "department": "camera", "kind": "header", "union_agreement": ""}'::jsonb,
    '{"code": "2700", "name": "Set dressing", "category": "below_line",
      "department": "set_dressing", "kind": "header"}'::jsonb,
    '{"code": "2710", "parent_code": "2700", "name": "Purchases",
      "category": "below_line"}'::jsonb,
    '{"code": "6901", "name": "Contingency", "category": "below_line",
      "kind": "contingency"}'::jsonb
  ) || case when p_more is null then '[]' else jsonb_build_array(p_more) end
$$;
create function pg_temp.import(
  p_rows jsonb, p_dry_run boolean default false, p_create boolean default false
) returns jsonb
language sql as $$
  select public.import_cost_codes(tests.project_id('Alpha'), p_rows, p_dry_run, p_create)
$$;

-- who may ------------------------------------------------------------------------------
select tests.authenticate_as('lin');
select throws_ok($$ select pg_temp.import(pg_temp.chart()) $$, '42501', 'Access denied',
  'a line producer imports no chart');
select tests.authenticate_as('mal');
select throws_ok($$ select pg_temp.import(pg_temp.chart()) $$, 'PT404', null,
  'a stranger imports no chart (F86)');
select tests.authenticate_as('pam');
select throws_ok(
  $$ select public.import_cost_codes(gen_random_uuid(), pg_temp.chart()) $$, 'PT404', null,
  'a chart is not imported into a project that is not there (F86)');
select throws_ok(
  format($$ select pg_temp.import(%L) $$, r.rows), '22023',
  'A chart is an array of 1 to 2000 rows', format('%s is no chart', r.title))
from (values
  (null, 'null'), ('{}', 'an object'), ('[]', 'an empty array'), ('"x"', 'a text')
) as r (rows, title);
select throws_ok(
  $$ select pg_temp.import((
       select jsonb_agg('{}'::jsonb) from generate_series(1, 2001))) $$, '22023', null,
  'a chart has at most 2000 rows');

-- the import ---------------------------------------------------------------------------
select is(pg_temp.import(pg_temp.chart(), true),
  '{"imported": 8, "unchanged": 0, "departments": [], "rejected": []}',
  'a dry run answers what an import would');
select is(pg_temp.entered(), 0::bigint, 'a dry run enters nothing');
select is(pg_temp.import(pg_temp.chart()),
  '{"imported": 8, "unchanged": 0, "departments": [], "rejected": []}',
  'an accountant imports a chart (F26)');
select tests.clear_authentication();
select results_eq(
  $$ select c.code, p.code as parent, c.category, c.kind, a.code as agreement, c.source_code,
       s.name
     from public.cost_codes as c
     left join public.cost_codes as p on p.id = c.parent_id
     left join public.union_agreements as a on a.id = c.union_agreement_id
     left join stagedoor.scopes as s on s.id = c.department_id
     where c.project_id = tests.project_id('Alpha') order by c.code collate "C" $$,
  $$ values
    ('1400', null, 'above_line', 'header', null, null, null),
    ('1401', '1400', 'above_line', 'account', 'SAG-AFTRA-TH', null, null),
    ('2700', null, 'below_line', 'header', null, null, 'Set dressing'),
    ('2710', '2700', 'below_line', 'account', null, null, 'Set dressing'),
    ('3300', null, 'below_line', 'header', null, null, 'Camera'),
    ('3302', '3300', 'below_line', 'account', 'IATSE-600', null, 'Camera'),
    ('3302-01', '3302', 'below_line', 'account', 'IATSE-600', '81.02', 'Camera'),
    ('6901', null, 'below_line', 'contingency', null, null, null) $$,
  'each code stands where the file says, with its agreement and department (F30, F44)');
select results_eq(
  $$ select prefix from public.department_prefixes
     where project_id = tests.project_id('Alpha') order by 1 $$,
  array['2700', '3300'],
  'a prefix is entered only where the department differs from that of the branch (F44)');
select tests.authenticate_as('pam');
select is(pg_temp.import(pg_temp.chart()),
  '{"imported": 0, "unchanged": 8, "departments": [], "rejected": []}',
  'a chart that is imported again changes nothing');
savepoint own_agreement;
select public.save_union_agreement(tests.project_id('Alpha'), '{"code": "IATSE-600"}');
select is(pg_temp.import(pg_temp.chart()),
  '{"imported": 0, "unchanged": 8, "departments": [], "rejected": []}',
  'a chart that is imported again changes nothing after an agreement became one''s own (F30)');
select is(
  pg_temp.import('[{"code": "3302", "parent_code": "3300", "name": "Operators",
    "category": "below_line", "department": "Camera", "union_agreement": "SAG-AFTRA-TH"}]')
    #>> '{rejected,0,checkpoint}', 'code',
  'an import changes no agreement of a code that is there (F30)');
rollback to own_agreement;
select is(
  pg_temp.import('[{"code": "3303", "parent_code": "3300", "name": "Technician",
    "category": "below_line"}]') ->> 'imported', '1',
  'a later file hangs on what is in the chart');
select is(
  pg_temp.import('[{"code": "3303", "parent_code": "3300", "name": "Technicians",
    "category": "below_line"}]') #>> '{rejected,0,checkpoint}', 'code',
  'an import changes no code that is there');
select is(
  pg_temp.import('[{"code": "3302", "parent_code": "3300", "name": "Operators",
    "category": "below_line", "department": "Set dressing",
    "union_agreement": "IATSE-600"}]') #>> '{rejected,0,checkpoint}', 'code',
  'an import moves no code to another department');

-- every row that is wrong --------------------------------------------------------------
create temporary table wrong (row jsonb, checkpoint text, expected text, actual text, title text);
insert into wrong values
  ('{"code": "290", "name": "x", "category": "below_line"}', 'code',
    'four digits, then groups of digits and capitals after . or -', '290',
    'a prefix of three digits'),
  ('{"code": "2502 ", "name": "x", "category": "below_line"}', 'code',
    'four digits, then groups of digits and capitals after . or -', '2502 ',
    'a blank at the end of a code'),
  ('{"code": "29*0", "name": "x", "category": "below_line"}', 'code',
    'four digits, then groups of digits and capitals after . or -', '29*0',
    'a wildcard in a code'),
  ('{"name": "x", "category": "below_line"}', 'code',
    'four digits, then groups of digits and capitals after . or -', null,
    'a row without a code'),
  ('{"code": "2710", "name": "x", "category": "below_line"}', 'code',
    'a code that the file has once, as in row 7', '2710', 'a code that the file has twice'),
  ('{"code": "2800", "name": " ", "category": "below_line"}', 'name', '1 to 200 characters',
    ' ', 'a code without a name'),
  ('{"code": "2800", "name": "x"}', 'category', 'above_line or below_line', null,
    'a code without a category'),
  ('{"code": "2800", "name": "x", "category": "both"}', 'category',
    'above_line or below_line', 'both', 'a category that is none'),
  ('{"code": "2800", "name": "x", "category": "below_line", "kind": "sum"}', 'kind',
    'header, account, fringe or contingency', 'sum', 'a kind that is none'),
  (format('{"code": "2800", "name": "x", "category": "below_line", "source_code": "%s"}',
      repeat('1', 61))::jsonb, 'source_code', 'at most 60 characters', repeat('1', 60),
    'a source code that is too long'),
  ('{"code": "2800", "name": "x", "category": "below_line", "union_agreement": "IATSE-999"}',
    'union_agreement', 'the code of an agreement', 'IATSE-999',
    'an agreement that is not there'),
  ('{"code": "2800", "name": "x", "category": "below_line", "catgory": "y"}', 'row',
    'code, parent_code, name, category, department, kind, union_agreement, source_code, line',
    'catgory', 'a column that is misspelt'),
  ('"2800"', 'row', 'an object', '"2800"', 'a row that is no object'),
  ('{"code": "2800", "parent_code": "2799", "name": "x", "category": "below_line"}',
    'parent_code', 'a code of the file or of the chart', '2799',
    'a parent that is not there'),
  ('{"code": "2800", "parent_code": "9000", "name": "x", "category": "below_line"}',
    'parent_code', 'a code of the file or of the chart', '9000',
    'a parent of another production'),
  ('{"code": "2800", "parent_code": "2800", "name": "x", "category": "below_line"}',
    'parent_code', 'a tree: no code stands below itself', '2800',
    'a code that is its own parent'),
  ('{"code": "1402", "parent_code": "1400", "name": "x", "category": "below_line"}',
    'category', 'above_line', 'below_line', 'a category that differs within its branch'),
  ('{"code": "3310", "parent_code": "3300", "name": "x", "category": "below_line",
     "department": "grip"}', 'department', 'a department of the production', 'grip',
    'a department that is not there'),
  ('{"code": "3310", "parent_code": "3300", "name": "x", "category": "below_line",
     "department": "sound"}', 'department', 'a department of the production', 'sound',
    'a department of another production'),
  ('{"code": "3302-02", "parent_code": "3302", "name": "x", "category": "below_line",
     "department": "set dressing"}', 'department', 'Camera', 'set dressing',
    'a detail of another department than its account'),
  ('{"code": "3310", "parent_code": "3300", "name": "x", "category": "below_line",
     "department": "set dressing"}', 'none', null, null, 'an account of another department'),
  ('{"code": "3300-1", "parent_code": "3300", "name": "x", "category": "below_line",
     "department": "set dressing"}', 'department', 'Camera', 'set dressing',
    'a prefix that would belong to two departments');
grant select on wrong to authenticated;
select results_eq(
  format($$ select r.rejected ->> 'row', r.rejected ->> 'line', r.rejected ->> 'checkpoint',
      r.rejected ->> 'expected', r.rejected ->> 'actual'
    from jsonb_array_elements(pg_temp.import(pg_temp.chart(%L)) -> 'rejected')
      as r (rejected) $$, w.row),
  format($$ values ('9', '10', %L, %L, %L) $$, w.checkpoint, w.expected, w.actual),
  format('%s is named with its row and line', w.title))
from wrong as w where w.checkpoint <> 'none';
select is(pg_temp.entered(), 9::bigint, 'a file with a wrong row enters nothing');
select is(
  pg_temp.import(pg_temp.chart(w.row), true) ->> 'imported', '1',
  format('%s has a prefix of its own and is imported', w.title))
from wrong as w where w.checkpoint = 'none';
select is(
  (select array_agg((r.value ->> 'line') order by r.n)
   from jsonb_array_elements(pg_temp.import('[
     {"code": "1", "name": "x", "category": "below_line", "line": 7},
     {"code": "3304", "parent_code": "3300", "name": "x", "category": "below_line"},
     {"code": "3305", "parent_code": "9999", "name": "x", "category": "below_line", "line": "19"},
     {"code": "3305-1", "parent_code": "3305", "name": "x", "category": "below_line"},
     {"code": "3305-2", "parent_code": "3305", "name": "", "category": "below_line"}]')
     -> 'rejected') with ordinality as r (value, n)),
  array['7', '19', '6'],
  'every wrong row is named with the line that it says, and none that only hangs on one');
select is(
  (select array_agg(r.value ->> 'code' order by r.n)
   from jsonb_array_elements(pg_temp.import('[
     {"code": "3309", "parent_code": "3300", "name": "x", "category": "below_line",
       "department": "Nowhere"},
     {"code": "3309-1", "parent_code": "3309", "name": "x", "category": "below_line"}]')
     -> 'rejected') with ordinality as r (value, n)),
  array['3309'], 'a row that is refused as it is entered is named without what hangs on it');
select is(
  (select array_agg(r.value ->> 'code' order by r.n)
   from jsonb_array_elements(pg_temp.import('[
     {"code": "4001", "parent_code": "4003", "name": "x", "category": "below_line"},
     {"code": "4002", "parent_code": "4001", "name": "x", "category": "below_line"},
     {"code": "4003", "parent_code": "4002", "name": "x", "category": "below_line"},
     {"code": "4004", "parent_code": "4003", "name": "x", "category": "below_line"}]')
     -> 'rejected') with ordinality as r (value, n)),
  array['4001', '4002', '4003'],
  'a circle of rows is named as one, without what hangs on it');

-- departments --------------------------------------------------------------------------
create function pg_temp.with_grip() returns jsonb
language sql as $$
  select '[{"code": "2500", "name": "Set operations", "category": "below_line",
      "department": "set_operations", "kind": "header"},
    {"code": "2501", "parent_code": "2500", "name": "Key grip", "category": "below_line",
      "department": "Set operations"}]'::jsonb
$$;
select throws_ok($$ select pg_temp.import(pg_temp.with_grip(), false, true) $$, '42501', null,
  'whoever may not make departments imports none');
select tests.authenticate_as('sarah');
select is(pg_temp.import(pg_temp.with_grip(), true, true),
  '{"imported": 2, "unchanged": 0, "departments": ["Set operations"], "rejected": []}',
  'a dry run says which departments would be made');
select is(
  pg_temp.import(pg_temp.with_grip() || '[{"code": "x"}]', false, true) -> 'departments',
  '[]', 'a file with a wrong row makes no department');
select is(
  (select count(*)::integer from public.get_my_projects() as p), 1,
  'a producer still sees one production');
select tests.clear_authentication();
select is(
  (select count(*)::integer from stagedoor.scopes
   where parent_id = tests.project_id('Alpha') and name = 'Set operations'), 0,
  'a dry run, or a wrong file, leaves no department behind');
select tests.authenticate_as('sarah');
select is(pg_temp.import(pg_temp.with_grip(), false, true),
  '{"imported": 2, "unchanged": 0, "departments": ["Set operations"], "rejected": []}',
  'whoever may make departments imports them');
select tests.clear_authentication();
select tests.create_department('camera', 'Alpha');
select tests.authenticate_as('sarah');
select is(
  pg_temp.import('[{"code": "3600", "name": "x", "category": "below_line",
    "department": "Camera"}]') #>> '{rejected,0,expected}',
  'the name of one department', 'a department that two are called is not guessed');
select tests.clear_authentication();
update stagedoor.scopes set archived_at = now()
where name = 'camera' and parent_id = tests.project_id('Alpha');
select tests.authenticate_as('sarah');
select is(
  pg_temp.import('[{"code": "3600", "name": "x", "category": "below_line",
    "department": "Camera"}]', true) ->> 'imported', '1',
  'a department that is archived is not meant');

-- moving -------------------------------------------------------------------------------
select is(public.move_cost_code(pg_temp.code('3303'), pg_temp.code('3302')),
  pg_temp.code('3303'), 'a producer moves a code');
select is(
  (select path from public.cost_codes where code = '3303'),
  array[pg_temp.code('3300'), pg_temp.code('3302'), pg_temp.code('3303')],
  'a code that was moved stands there (F26)');
select is(public.move_cost_code(pg_temp.code('3303'), pg_temp.code('3302')),
  pg_temp.code('3303'), 'moving a code again changes nothing');
select throws_ok(
  $$ select public.move_cost_code(pg_temp.code('3300'), pg_temp.code('3303')) $$, '23514',
  'A cost code cannot stand below itself', 'a code does not move below itself');
select throws_ok(
  $$ select public.move_cost_code(pg_temp.code('3303'), pg_temp.code('1400')) $$, '23514',
  null, 'a code does not move to the other side of the line (F33)');
select throws_ok(
  $$ select public.move_cost_code(pg_temp.code('3303'), pg_temp.code('9000', 'Beta')) $$,
  'PT404', 'Cost code not found', 'a code does not move to another production (F86)');
select throws_ok(
  $$ select public.move_cost_code(pg_temp.code('3303'), gen_random_uuid()) $$, 'PT404', null,
  'a code does not move below one that is not there (F86)');
select throws_ok(
  $$ select public.move_cost_code(pg_temp.code('9000', 'Beta'), null) $$, 'PT404', null,
  'a stranger finds no code to move (F86)');
select is(public.move_cost_code(pg_temp.code('3303'), null), pg_temp.code('3303'),
  'a code moves to the top');
select tests.authenticate_as('lin');
select throws_ok(
  $$ select public.move_cost_code(pg_temp.code('3303'), pg_temp.code('3300')) $$, '42501',
  null, 'a line producer moves no code');
select tests.authenticate_as('cam');
select throws_ok(
  $$ select public.move_cost_code(pg_temp.code('3303'), pg_temp.code('3300')) $$, 'PT404',
  null, 'crew find no code to move (F86)');

-- one code -----------------------------------------------------------------------------
create function pg_temp.save(p_row jsonb) returns uuid
language sql as $$ select public.save_cost_code(tests.project_id('Alpha'), p_row) $$;
select throws_ok(
  $$ select pg_temp.save('{"code": "3304", "name": "x", "category": "below_line"}') $$,
  '42501', null, 'crew enter no code');
select tests.authenticate_as('mal');
select throws_ok(
  $$ select pg_temp.save('{"code": "3304", "name": "x", "category": "below_line"}') $$,
  'PT404', null, 'a stranger enters no code (F86)');
select tests.authenticate_as('pam');
select isnt(
  pg_temp.save(jsonb_build_object('code', '3304', 'name', ' Loader ', 'category',
    'below_line', 'parent_id', pg_temp.code('3300'))),
  null, 'an accountant enters a code');
select is(
  pg_temp.save(jsonb_build_object('id', pg_temp.code('3304'), 'name', 'Loaders',
    'source_code', '81.04')),
  pg_temp.code('3304'), 'an accountant renames a code');
select results_eq(
  $$ select name, source_code, parent_id, kind from public.cost_codes where code = '3304' $$,
  $$ select 'Loaders', '81.04', pg_temp.code('3300'), 'account' $$,
  'what is not named stays as it was');
select throws_ok(
  $$ select pg_temp.save(jsonb_build_object('id', pg_temp.code('3304'), 'code', '3302')) $$,
  '23505', '3302 is in the chart already', 'a code that is taken is named as one (F86)');
select throws_ok(
  format($$ select pg_temp.save(%L::jsonb || jsonb_build_object(
    'id', pg_temp.code('3304'))) $$, r.row), r.code, null,
  format('a code is not changed to %s', r.title))
from (values
  ('{"code": "33"}', '22023', 'one that is none'),
  ('{"code": null}', '22023', 'none'),
  ('{"code": "3302"}', '23505', 'one that is there'),
  ('{"name": ""}', '22023', 'one without a name'),
  ('{"category": "both"}', '22023', 'no side of the line'),
  ('{"category": "above_line"}', '23514', 'the other side of the line'),
  ('{"kind": "sum"}', '22023', 'a kind that is none'),
  ('{"kind": null}', '22023', 'no kind'),
  (format('{"source_code": "%s"}', repeat('1', 61)), '22023', 'a source code without end'),
  ('{"union_agreement_id": "5eed0000-0000-4000-8000-000000000001"}', 'PT404',
    'an agreement that is not there'),
  ('{"union_agreement_id": "IATSE-600"}', '22023', 'an agreement by another name'),
  ('{"parent_id": null}', '22023', 'another place, which has a call of its own'),
  ('{"path": []}', '22023', 'a column that is not theirs to write')
) as r (row, code, title);
select throws_ok(
  $$ select pg_temp.save(jsonb_build_object('id', pg_temp.code('9000', 'Beta'),
       'name', 'x')) $$, 'PT404', null, 'a code of another production is not changed (F86)');
select throws_ok(
  $$ select pg_temp.save(jsonb_build_object('code', '3305', 'name', 'x', 'category',
       'below_line', 'parent_id', pg_temp.code('9000', 'Beta'))) $$, 'PT404', null,
  'a code is not entered below one of another production (F86)');
select throws_ok($$ select pg_temp.save('[]') $$, '22023',
  'A row is an object with names of columns as keys', 'an array is no row');

-- a prefix -----------------------------------------------------------------------------
create function pg_temp.prefix(p_row jsonb) returns uuid
language sql as $$ select public.save_department_prefix(tests.project_id('Alpha'), p_row) $$;
select isnt(
  pg_temp.prefix(jsonb_build_object('prefix', '3304', 'category', 'below_line',
    'department_id', tests.scope_id('Set dressing'))), null,
  'an accountant says which department a prefix belongs to (F44)');
select is(
  (select department_id from public.cost_codes where code = '3304'),
  tests.scope_id('Set dressing'), 'the codes of a prefix follow it (F44)');
select is(
  pg_temp.prefix(jsonb_build_object('prefix', '3304', 'category', 'below_line',
    'department_id', tests.scope_id('Camera'))),
  (select id from public.department_prefixes where prefix = '3304'),
  'a prefix is entered once and changed by the same call');
select throws_ok(
  format($$ select pg_temp.prefix(%L) $$, r.row), r.code, null,
  format('a prefix is not saved with %s', r.title))
from (values
  ('{"prefix": "330", "category": "below_line"}', '22023', 'three digits'),
  ('{"prefix": "33**", "category": "below_line"}', '22023', 'a wildcard'),
  ('{"category": "below_line"}', '22023', 'no digits'),
  ('{"prefix": "3304", "category": "both"}', '22023', 'no side of the line'),
  ('{"prefix": "3304", "category": "above_line"}', '23514', 'the other side of the line'),
  (format('{"prefix": "3304", "category": "below_line", "department_id": "%s"}',
    tests.scope_id('Sound')), 'PT404', 'a department of another production'),
  ('{"prefix": "3304", "category": "below_line", "department_id":
    "5eed0000-0000-4000-8000-000000000001"}', 'PT404', 'a department that is not there'),
  ('{"prefix": "3304", "category": "below_line", "name": "x"}', '22023',
    'a column that is not there')
) as r (row, code, title);
select is(
  public.remove_department_prefix(
    (select id from public.department_prefixes where prefix = '3304')), true,
  'an accountant removes a prefix');
select throws_ok(
  $$ select public.remove_department_prefix(gen_random_uuid()) $$, 'PT404', null,
  'a prefix that is not there is not removed (F86)');
select tests.authenticate_as('lin');
select throws_ok(
  $$ select pg_temp.prefix('{"prefix": "3304", "category": "below_line"}') $$, '42501', null,
  'a line producer says nothing about prefixes');
select throws_ok(
  $$ select public.remove_department_prefix(
       (select id from public.department_prefixes where prefix = '3300')) $$, '42501', null,
  'a line producer removes no prefix');
select tests.clear_authentication();
create temporary table hidden as
select id from public.department_prefixes where prefix = '3300';
grant select on hidden to authenticated;
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.remove_department_prefix((select id from hidden)) $$, 'PT404', null,
  'a stranger finds no prefix to remove (F86)');
select throws_ok(
  $$ select pg_temp.prefix('{"prefix": "3304", "category": "below_line"}') $$, 'PT404', null,
  'a stranger saves no prefix (F86)');
select tests.authenticate_as('cam');
select throws_ok(
  $$ select public.remove_department_prefix((select id from hidden)) $$, 'PT404',
  'Prefix not found', 'crew find no prefix to remove (F86)');

-- what is written down -------------------------------------------------------------------
select tests.flush();
select tests.clear_authentication();
select is(
  (select count(distinct e.object_id)
   from stagedoor.get_audit_events(tests.project_id('Alpha'), 1000, null, null) as e
   where e.event = 'cost_code.created'),
  12::bigint, 'every code that was entered is written down (F24)');
select is_empty(
  $$ select from stagedoor.get_audit_events(tests.project_id('Beta'), 1000, null, null) as e
     where e.event like 'cost_code.%' and e.after ->> 'code' <> '9000' $$,
  'the log of another production says nothing of it');

select * from finish();
rollback;
