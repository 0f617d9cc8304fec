-- public.cost_codes and department_prefixes: the tree, the line through it, its departments.
begin;
select plan(70);

-- The cast: Sarah produces Alpha, Pam keeps its books, Cora coordinates, Cam is crew. Dan
-- heads Camera alone, Guy Grip. Mal produces Beta.
select tests.create_user(name)
from unnest(array['sarah', 'pam', 'cora', 'cam', 'dan', 'guy', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
select tests.create_department('Sound', 'Beta');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('pam', 'Alpha', 'production_accountant'),
  ('cora', 'Alpha', 'coordinator'), ('cam', 'Alpha', 'crew_member'),
  ('dan', 'Camera', 'department_head'), ('guy', 'Grip', 'department_head'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;

create function pg_temp.code(p_code text, p_project text default 'Alpha') returns uuid
language sql stable security definer as $$
  select c.id from public.cost_codes as c
  where c.code = p_code and c.project_id = tests.project_id(p_project)
$$;
create function pg_temp.enter(
  p_code text, p_parent text, p_category text, p_kind text default 'account',
  p_project text default 'Alpha'
) returns uuid
language sql security definer as $$
  insert into public.cost_codes (project_id, parent_id, code, name, category, kind)
  values (tests.project_id(p_project), pg_temp.code(p_parent, p_project), p_code, p_code,
    p_category, p_kind)
  returning id
$$;
create function pg_temp.line(p_code text) returns text
language sql stable security definer as $$
  select string_agg(above.code, ' > ' order by array_position(c.path, above.id))
  from public.cost_codes as c
  join public.cost_codes as above on above.id = any (c.path)
  where c.id = pg_temp.code(p_code)
$$;
create function pg_temp.department(p_code text) returns text
language sql stable security definer as $$
  select coalesce(s.name, 'none')
  from public.cost_codes as c
  left join stagedoor.scopes as s on s.id = c.department_id
  where c.id = pg_temp.code(p_code)
$$;

-- the tree ---------------------------------------------------------------------------
insert into public.department_prefixes (project_id, prefix, department_id, category)
values
  (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line'),
  (tests.project_id('Alpha'), '2500', tests.scope_id('Grip'), 'below_line');
select pg_temp.enter(c.code, c.parent, c.category, c.kind)
from (values
  ('1400', null, 'above_line', 'header'), ('1401', '1400', 'above_line', 'account'),
  ('3300', null, 'below_line', 'header'), ('3302', '3300', 'below_line', 'account'),
  ('3302-01', '3302', 'below_line', 'account'),
  ('3302-1', '3302', 'below_line', 'account'),
  ('3302-10', '3302', 'below_line', 'account'),
  ('2500', null, 'below_line', 'header'), ('2501', '2500', 'below_line', 'account'),
  ('6900', null, 'below_line', 'header'), ('6901', '6900', 'below_line', 'contingency')
) as c (code, parent, category, kind);
select is(pg_temp.line('3302-01'), '3300 > 3302 > 3302-01',
  'a path leads from the root of a branch down to the code (F26)');
select is(pg_temp.line('1401'), '1400 > 1401',
  'the parent makes the tree, and not the number: 1401 stands below 1400 (F26)');
select is(pg_temp.line('3302-10'), '3300 > 3302 > 3302-10',
  '3302-10 does not stand below 3302-1 because it begins alike (F26)');
select results_eq(
  $$ select code, prefix, is_postable from public.cost_codes
     where code in ('3302-01', '3300', '6901') order by code $$,
  $$ values ('3300', '3300', false), ('3302-01', '3302', true), ('6901', '6901', true) $$,
  'a header takes no costs; accounts and contingencies do');
select throws_ok(
  format($$ select pg_temp.enter(%L, null, 'below_line') $$, c), '22023', null,
  format('%s is no cost code', quote_literal(c)))
from unnest(array[
  '290', '2502 ', '29001', '33 02', '3302-', '3302-a', '3302--1', '%302', 'abcd', '3302_1',
  '3302-' || repeat('1', 40)]) as c;
select throws_ok($$ select pg_temp.enter('3302', null, 'below_line') $$, '23505', null,
  'a code stands in a chart once');
select lives_ok($$ select pg_temp.enter('3302', null, 'below_line', 'account', 'Beta') $$,
  'a code of the same number stands in the chart of another production');
select throws_ok(
  $$ insert into public.cost_codes (project_id, parent_id, code, name, category)
     values (tests.project_id('Alpha'), pg_temp.code('3302', 'Beta'), '9999', 'x',
       'below_line') $$, '23514', 'A cost code stands below one of its own production',
  'a code does not stand below one of another production');
select throws_ok(
  $$ update public.cost_codes set project_id = tests.project_id('Beta')
     where id = pg_temp.code('6901') $$, '23514', 'A cost code keeps its production',
  'a code does not go to another production');

-- moving -------------------------------------------------------------------------------
update public.cost_codes set parent_id = pg_temp.code('3302-1')
where id = pg_temp.code('3302-01');
select is(pg_temp.line('3302-01'), '3300 > 3302 > 3302-1 > 3302-01',
  'a code that is moved has another path (F26)');
update public.cost_codes set parent_id = pg_temp.code('2501')
where id = pg_temp.code('3302');
select is(pg_temp.line('3302-01'), '2500 > 2501 > 3302 > 3302-1 > 3302-01',
  'what stands below moves along (F26)');
select is(pg_temp.department('3302-01'), 'Grip',
  'a code whose prefix says nothing belongs to the department of its branch (F44)');
select throws_ok(
  format($$ update public.cost_codes set parent_id = pg_temp.code(%L)
     where id = pg_temp.code('3302') $$, c), '23514',
  'A cost code cannot stand below itself', format('3302 does not move below %s', c))
from unnest(array['3302', '3302-1', '3302-01']) as c;
update public.cost_codes set parent_id = pg_temp.code('3300')
where id = pg_temp.code('3302');
select is(pg_temp.line('3302-01'), '3300 > 3302 > 3302-1 > 3302-01',
  'a code that is moved back takes its branch along');
update public.cost_codes set parent_id = pg_temp.code('3302-10')
where id = pg_temp.code('3302-1');
select is(pg_temp.line('3302-01'), '3300 > 3302 > 3302-10 > 3302-1 > 3302-01',
  'a branch moves along within its department, too (F26)');
update public.cost_codes set parent_id = pg_temp.code('3302')
where id = pg_temp.code('3302-1');

-- the line through it ----------------------------------------------------------------
select throws_ok(
  $$ select pg_temp.enter('1402', '1400', 'below_line') $$, '23514',
  '1400 stands above the line: its whole branch does',
  'a code below the line does not enter a branch above it (F33)');
select throws_ok(
  $$ select pg_temp.enter('3303', '3300', 'above_line') $$, '23514',
  '3300 stands below the line: its whole branch does',
  'a code above the line does not enter a branch below it (F33)');
select throws_ok(
  $$ update public.cost_codes set category = 'above_line'
     where id = pg_temp.code('3302-10') $$, '23514', null,
  'a code does not change its side of the line under its parent (F33)');
select throws_ok(
  $$ update public.cost_codes set category = 'above_line'
     where id = pg_temp.code('6900') $$, '23514',
  'A branch stands on one side of the line as a whole',
  'a root does not leave its branch on the other side of the line (F33)');
select throws_ok(
  $$ update public.cost_codes set parent_id = pg_temp.code('1400')
     where id = pg_temp.code('3302') $$, '23514',
  '1400 stands above the line: its whole branch does',
  'a branch does not move to the other side of the line (F33)');
select lives_ok(
  $$ update public.cost_codes set parent_id = null where id = pg_temp.code('6901') $$,
  'a branch moves to the top');
select lives_ok(
  $$ update public.cost_codes set category = 'above_line'
     where id = pg_temp.code('6901') $$,
  'a code that stands alone changes its side of the line');
select throws_ok(
  $$ select pg_temp.enter('3300-1', null, 'above_line') $$, '23514',
  '3300 stands below the line, as its prefix does',
  'a code stands on the side of the line that its prefix is on (F44)');

-- departments --------------------------------------------------------------------------
select is(pg_temp.department(c.code), c.department, format('%s belongs to %s (F44)',
  c.code, c.department))
from (values ('3300', 'Camera'), ('3302-10', 'Camera'), ('2501', 'Grip'), ('1401', 'none'))
  as c (code, department);
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3302', tests.scope_id('Grip'), 'below_line');
select is(pg_temp.department('3302-01'), 'Grip',
  'a prefix of its own stands before that of the branch, for all below it (F44)');
select is(pg_temp.department('3300'), 'Camera', 'the branch above keeps its own (F44)');
update public.department_prefixes set department_id = null where prefix = '3302';
select is(pg_temp.department('3302-01'), 'none',
  'a prefix may belong to the production itself');
delete from public.department_prefixes where prefix = '3302';
select is(pg_temp.department('3302-01'), 'Camera',
  'without an entry of its own a code falls to the branch again (F44)');
insert into public.department_prefixes (prefix, category) values ('2501', 'below_line');
select is(pg_temp.department('2501'), 'none',
  'an entry that ships stands for a production that has none of that prefix');
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '2501', tests.scope_id('Grip'), 'below_line');
select is(pg_temp.department('2501'), 'Grip',
  'an entry of the production stands before one that ships');
select throws_ok(
  format($$ insert into public.department_prefixes (project_id, prefix, category)
     values (tests.project_id('Alpha'), %L, 'below_line') $$, p), '22023',
  'A prefix has four digits and no wildcard, such as 1400',
  format('%s is no prefix', quote_literal(p)))
from unnest(array['250', '25*', '25%', '2500-01', '25_0', '']) as p;
select throws_ok(
  $$ insert into public.department_prefixes (project_id, prefix, department_id, category)
     values (tests.project_id('Alpha'), '3400', tests.scope_id('Sound'), 'below_line') $$,
  '23514', 'A prefix belongs to a department of its production',
  'a prefix does not belong to a department of another production');
select throws_ok(
  $$ insert into public.department_prefixes (project_id, prefix, department_id, category)
     values (tests.project_id('Alpha'), '3400', tests.project_id('Alpha'), 'below_line') $$,
  '23514', null, 'a prefix does not belong to a scope that is no department');
select throws_ok(
  $$ insert into public.department_prefixes (project_id, prefix, category)
     values (tests.project_id('Alpha'), '1401', 'below_line') $$, '23514',
  'The codes of 1401 stand on the other side of the line',
  'a prefix stands on the side of the line that its codes are on');
select throws_ok(
  $$ update public.department_prefixes set category = 'above_line'
     where prefix = '3300' and project_id is not null $$, '23514', null,
  'a prefix does not change its side of the line under its codes');
select throws_ok(
  $$ update stagedoor.scopes set parent_id = tests.project_id('Beta')
     where id = tests.scope_id('Camera') $$, '23514',
  'A department with cost codes stays in its production',
  'a department of the chart does not move to another production');
savepoint named;
select lives_ok(
  $$ update stagedoor.scopes set name = 'Pictures' where id = tests.scope_id('Camera') $$,
  'a department with cost codes takes another name (control)');
rollback to named;
select lives_ok(
  $$ update stagedoor.scopes set parent_id = tests.project_id('Alpha')
     where id = tests.scope_id('Sound') $$,
  'a department without cost codes moves');
delete from stagedoor.scopes where id = tests.scope_id('Grip');
select is(pg_temp.department('2501'), 'none',
  'the codes of a department that is gone fall to the production');
select tests.create_department('Grip', 'Alpha');

-- agreements ---------------------------------------------------------------------------
insert into public.union_agreements (project_id, code, guild, jurisdiction)
values (tests.project_id('Beta'), 'OWN-1', 'Own', 'Here');
select throws_ok(
  $$ update public.cost_codes
     set union_agreement_id = (select id from public.union_agreements where code = 'OWN-1')
     where id = pg_temp.code('3302') $$, '23514',
  'An agreement is one of the production, or one that ships',
  'a code does not name an agreement of another production');
select lives_ok(
  $$ update public.cost_codes
     set union_agreement_id =
       (select id from public.union_agreements where code = 'IATSE-600')
     where id = pg_temp.code('3302') $$,
  'a code names an agreement that ships (F30)');

-- who sees it --------------------------------------------------------------------------
update public.department_prefixes set department_id = tests.scope_id('Camera')
where prefix = '3300';
create function pg_temp.roots() returns text[]
language sql stable as $$
  select array_agg(distinct c.prefix order by c.prefix) from public.cost_codes as c
$$;
select tests.authenticate_as(name), is(pg_temp.roots(),
  array['1400', '1401', '2500', '2501', '3300', '3302', '6900', '6901'],
  format('%s sees the whole chart of their production, and of no other', name))
from unnest(array['sarah', 'pam', 'cora']) as name;
select tests.authenticate_as('dan');
select is(pg_temp.roots(), array['3300', '3302'],
  'whoever heads a department sees its part of the chart');
select tests.authenticate_as('guy');
select is(pg_temp.roots(), null,
  'whoever heads a department without codes sees no part of the chart');
select tests.authenticate_as('cam');
select is(pg_temp.roots(), null, 'crew see no chart');
select results_eq(
  $$ select prefix, project_id from public.department_prefixes $$,
  $$ values ('2501', null::uuid) $$, 'crew see the prefixes that ship, and no other');
select tests.authenticate_as('mal');
select results_eq($$ select code from public.cost_codes $$, array['3302'],
  'a producer sees the chart of their own production alone (F6)');
select tests.authenticate_as('dan');
select is(
  (select count(*)::integer from public.department_prefixes where prefix = '3300'), 1,
  'whoever heads a department sees which prefix belongs to it');
select tests.clear_authentication();
select tests.deny('sarah', 'Camera', 'cost_code:view');
select tests.authenticate_as('sarah');
select is(pg_temp.roots(), array['1400', '1401', '2500', '2501', '6900', '6901'],
  'a denial at a department hides its part of the chart');
select throws_ok($$ update public.cost_codes set name = 'x' $$, '42501', null,
  'nobody changes a code by hand');
select throws_ok(
  $$ insert into public.department_prefixes (project_id, prefix, category)
     values (tests.project_id('Alpha'), '7000', 'below_line') $$, '42501', null,
  'nobody enters a prefix by hand');

select * from finish();
rollback;
