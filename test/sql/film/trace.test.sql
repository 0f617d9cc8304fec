-- trace_cost_access: four checkpoints, each with what was expected, what is, what helps.
begin;
select plan(46);

-- The cast: Sarah produces Alpha, Lin is line producer, Dan heads Camera alone, Cam is crew,
-- Vic sees accesses, Eve is the executive producer. Mal produces Beta.
select tests.create_user(name)
from unnest(array['sarah', 'lin', 'dan', 'cam', 'vic', 'eve', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('dan', 'Camera', 'department_head'), ('cam', 'Alpha', 'crew_member'),
  ('eve', 'Alpha', 'executive_producer'), ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
select tests.grant_key('vic', 'Alpha', 'access:view');
insert into public.productions (project_id, currency, phase)
select tests.project_id(p), 'USD', 'prep' from unnest(array['Alpha', 'Beta']) as p;
insert into public.department_prefixes (project_id, prefix, department_id, category)
values
  (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line'),
  (tests.project_id('Alpha'), '2500', tests.scope_id('Grip'), 'below_line');
create function pg_temp.code(p_code text, p_project text default 'Alpha') returns uuid
language sql stable security definer as $$
  select c.id from public.cost_codes as c
  where c.code = p_code and c.project_id = tests.project_id(p_project)
$$;
create function pg_temp.agreement(p_code text) returns uuid
language sql stable security definer as $$
  select a.id from public.union_agreements as a
  where a.code = p_code order by a.project_id is null limit 1
$$;
insert into public.cost_codes (project_id, code, name, category, kind)
select tests.project_id(c.project), c.code, c.code, c.category, c.kind
from (values
  ('Alpha', '1400', 'above_line', 'header'), ('Alpha', '3300', 'below_line', 'header'),
  ('Alpha', '2500', 'below_line', 'header'), ('Alpha', '6901', 'below_line', 'contingency'),
  ('Beta', '9000', 'below_line', 'account')
) as c (project, code, category, kind);
insert into public.cost_codes (project_id, parent_id, code, name, category, union_agreement_id)
select tests.project_id('Alpha'), pg_temp.code(c.parent), c.code, c.code, c.category,
  pg_temp.agreement(c.agreement)
from (values
  ('1401', '1400', 'above_line', 'SAG-AFTRA-TH'), ('3302', '3300', 'below_line', 'IATSE-600'),
  ('3310', '3300', 'below_line', null), ('2501', '2500', 'below_line', 'IATSE-80'),
  ('5202', null, 'below_line', 'AFM-TMP')
) as c (code, parent, category, agreement);
insert into public.union_agreements (project_id, code, guild, jurisdiction)
values (tests.project_id('Beta'), 'OWN-1', 'Own', 'There');

create function pg_temp.trace(
  p_name text, p_code text, p_checkpoint text, p_agreement text default null
) returns text
language plpgsql as $$
declare
  v_code uuid := pg_temp.code(p_code);
  v_row  text;
begin
  perform tests.authenticate_as(p_name);
  select concat_ws(' | ', t.outcome, t.expected, t.actual, t.remedy) into v_row
  from public.trace_cost_access(
    tests.user_id(p_name), v_code, pg_temp.agreement(p_agreement)) as t
  where t.checkpoint = p_checkpoint;
  perform tests.clear_authentication();
  return v_row;
end;
$$;

select tests.freeze_time('2026-11-21 12:00+00');

-- the four --------------------------------------------------------------------------------
select tests.authenticate_as('lin');
select results_eq(
  $$ select step, checkpoint, outcome
     from public.trace_cost_access(tests.user_id('lin'), pg_temp.code('3302')) $$,
  $$ values (1, 'cost_code_prefix', 'pass'), (2, 'union_jurisdiction', 'pass'),
       (3, 'phase', 'pass'), (4, 'spending_authority', 'fail') $$,
  'a trace has four checkpoints, always in this order');
select results_eq(
  $$ select checkpoint from public.trace_cost_access(null, pg_temp.code('3302')) $$,
  array['cost_code_prefix', 'union_jurisdiction', 'phase', 'spending_authority'],
  'without a person the trace is about oneself');
select is(
  (select count(*)::integer
   from public.trace_cost_access(tests.user_id('lin'), pg_temp.code('3302')) as t
   where t.outcome = 'fail' and t.remedy = 'none'), 0,
  'a checkpoint that fails says what would help');

-- cost_code_prefix ------------------------------------------------------------------------
select is(pg_temp.trace(r.name, r.code, 'cost_code_prefix'), r.says, r.title)
from (values
  ('lin', '3302', 'pass | Camera | 3300: Camera | none',
    'a code belongs to the department of its nearest prefix (F44)'),
  ('lin', '6901', 'pass | the production | no prefix: the production | none',
    'a code without a prefix belongs to the production (F44)'),
  ('lin', '3300', 'fail | a code that takes costs | 3300 is a header | '
    'Take an account below it.', 'a header takes no costs (F44)'),
  ('dan', '3302', 'pass | Camera | 3300: Camera | none',
    'the head of a department signs for its codes (F44)'),
  ('cam', '3302', 'fail | cost:approve in Camera | 3300: Camera | ask_for_access',
    'whoever signs nowhere is told which key they lack, and where')
) as r (name, code, says, title);
update public.department_prefixes set department_id = tests.scope_id('Grip')
where prefix = '3300';
select tests.grant_role('dan', 'Alpha', 'crew_member');
select is(pg_temp.trace('dan', '3302', 'cost_code_prefix'),
  'fail | Camera | 3300: Grip | save_department_prefix, if the prefix belongs there',
  'a prefix in the wrong department names the one in which the person signs (F44)');
update public.department_prefixes set department_id = tests.scope_id('Camera')
where prefix = '3300';

-- union_jurisdiction ----------------------------------------------------------------------
select is(pg_temp.trace('lin', r.code, 'union_jurisdiction', r.agreement), r.says, r.title)
from (values
  ('3302', null, 'pass | IATSE-600 | IATSE-600 | none',
    'without a payee the agreement is that of the code'),
  ('3302', 'IATSE-600', 'pass | IATSE-600 | IATSE-600 | none',
    'a payee of the agreement fits the code (F45)'),
  ('3302', 'IATSE-695', 'fail | IATSE-600 | IATSE-695 | Pay them from a code of their '
    'agreement, or correct the agreement of one.',
    'a payee of another agreement does not fit the code (F45)'),
  ('3310', null, 'pass | any payee | non-union | none',
    'a code without an agreement takes a payee who has none'),
  ('3310', 'IATSE-600', 'pass | any payee | IATSE-600 | none',
    'a code without an agreement takes a payee of any'),
  ('5202', null, 'fail | valid on 2026-11-21 | AFM-TMP from 2024-04-01 until 2026-11-14 | '
    'save_union_agreement with the window that holds now',
    'an agreement that is over does not hold (F45)'),
  ('3310', 'AFM-TMP', 'fail | valid on 2026-11-21 | '
    'AFM-TMP from 2024-04-01 until 2026-11-14 | '
    'save_union_agreement with the window that holds now',
    'a payee of an agreement that is over does not fit either (F45)')
) as r (code, agreement, says, title);
insert into public.union_agreements (project_id, code, guild, jurisdiction, valid_from)
values (tests.project_id('Alpha'), 'AFM-TMP', 'AFM', 'United States', '2026-11-22');
select is(pg_temp.trace('lin', '5202', 'union_jurisdiction'),
  'fail | valid on 2026-11-21 | AFM-TMP from 2026-11-22 until further notice | '
    'save_union_agreement with the window that holds now',
  'the agreement of the production stands in for the one that ships (F45)');
update stagedoor.scopes set time_zone = 'Pacific/Auckland'
where id = tests.project_id('Alpha');
select is(pg_temp.trace('lin', '5202', 'union_jurisdiction'),
  'pass | AFM-TMP | AFM-TMP | none',
  'which day it is goes by the time zone of the production (F127)');

-- phase -----------------------------------------------------------------------------------
select is(pg_temp.trace(r.name, r.code, 'phase'), r.says, r.title)
from (values
  ('lin', '3302', 'pass | development, prep, principal_photography, wrap, post | prep | none',
    'the phases are named in which a bound role signs (F35)'),
  ('lin', '1401', 'fail | a code below the line | above_line: read in prep | '
    'request_override', 'above the line no phase lets a line producer sign (F33)'),
  ('sarah', '1401', 'info | any phase: bound by no policy | prep | none',
    'whoever is not bound signs in any phase'),
  ('cam', '3302', 'info | any phase: bound by no policy | prep | none',
    'whoever signs nowhere is not stopped by the phase')
) as r (name, code, says, title);
insert into public.cost_policies (project_id, permission_role_id, category, phase,
  allows_line_producer_edit)
values
  (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line', null, false),
  (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line', 'prep', true);
select is(pg_temp.trace('lin', '3302', 'phase'), 'pass | prep | prep | none',
  'a policy of a phase names it (F35)');
update public.productions set phase = 'principal_photography'
where project_id = tests.project_id('Alpha');
select is(pg_temp.trace('lin', '3302', 'phase'),
  'fail | prep | principal_photography | set_production_phase, or request_override',
  'in another phase the trace names both (F35, F46)');
select tests.authenticate_as('lin');
select is(public.resolve_cost_access(pg_temp.code('3302')), 'denied',
  'resolve_cost_access says the same (F32)');
select tests.clear_authentication();

-- spending_authority ----------------------------------------------------------------------
create function pg_temp.give(
  p_code text, p_currency text default 'USD', p_phases text[] default null,
  p_agreements uuid[] default null, p_from timestamptz default null,
  p_until timestamptz default null, p_spent numeric default 0
) returns void
language sql as $$
  delete from public.spending_authorities;
  insert into public.spending_authorities (project_id, user_id, cost_code_id, currency,
    phases, union_agreement_ids, per_transaction, cumulative, spent, reserved, valid_from,
    valid_until, delegated_by)
  values (tests.project_id('Alpha'), tests.user_id('lin'), pg_temp.code(p_code), p_currency,
    p_phases, p_agreements, 100.50, 1000, p_spent, 100, p_from, p_until,
    tests.user_id('eve'))
$$;
create function pg_temp.authority(p_agreement text default null) returns text
language sql as $$
  select regexp_replace(
    pg_temp.trace('lin', '3302', 'spending_authority', p_agreement),
    ' [|] (an authority in USD at or above 3302) [|] ', ' | ')
$$;
select is(pg_temp.trace('lin', '3302', 'spending_authority'),
  'fail | an authority in USD at or above 3302 | none | '
    'grant_spending_authority or delegate_spending_authority',
  'whoever has no authority is told so (F113)');
select pg_temp.give('3300');
select is(pg_temp.authority(), 'pass | USD 900 of 1000 left, at most 100.5 at once | none',
  'an authority above the code counts, less what is passed on (F28, F113)');
select pg_temp.give('3300', p_spent => 900);
select is(pg_temp.authority(), 'fail | USD 0 of 1000 left, at most 100.5 at once | '
  'grant_spending_authority or delegate_spending_authority',
  'an authority that is used up does not count (F113)');
create temporary table near (give text, says text, title text);
insert into near values
  ($$ '2500' $$, 'one for 2500', 'of another branch'),
  ($$ '3310' $$, 'one for 3310', 'of a sibling'),
  ($$ '3300', 'EUR' $$, 'one in EUR', 'in another currency'),
  ($$ '3300', p_phases => '{prep,wrap}' $$, 'one for prep, wrap', 'of other phases'),
  ($$ '3300', p_agreements => array[pg_temp.agreement('IATSE-80')] $$,
    'one for other agreements', 'of other agreements'),
  ($$ '3300', p_from => '2026-11-22 00:00+00' $$, 'one that has not begun',
    'that has not begun'),
  ($$ '3300', p_until => '2026-11-21 12:00+00' $$, 'one that is over', 'that is over');
create function pg_temp.near(p_give text) returns text
language plpgsql as $$
begin
  execute format('select pg_temp.give(%s)', p_give);
  return pg_temp.authority();
end;
$$;
select is(pg_temp.near(n.give),
  format('fail | %s | grant_spending_authority or delegate_spending_authority', n.says),
  format('an authority %s does not count, and is named (F28, F113)', n.title))
from near as n;
select is(pg_temp.near(n.give),
  'pass | USD 900 of 1000 left, at most 100.5 at once | none',
  format('an authority %s counts (F28)', n.title))
from (values
  ($$ '3302', p_phases => '{principal_photography}' $$, 'of this phase'),
  ($$ '3302', p_agreements => array[pg_temp.agreement('IATSE-600')] $$, 'of the agreement'),
  ($$ '3302', p_from => '2026-11-21 12:00+00', p_until => '2026-11-21 12:01+00' $$,
    'in its window')
) as n (give, title);
select pg_temp.give('3302');
update public.spending_authorities set ended_at = '2026-11-20 00:00+00', end_reason = 'x';
select is(pg_temp.authority(), 'fail | one that was ended | '
  'grant_spending_authority or delegate_spending_authority',
  'an authority that was ended does not count (F113)');

-- the best of several
delete from public.spending_authorities;
insert into public.spending_authorities (project_id, user_id, cost_code_id, currency,
  per_transaction, cumulative, valid_until, delegated_by)
select tests.project_id('Alpha'), tests.user_id('lin'), pg_temp.code(a.code), 'USD', a.amount,
  a.amount, a.until, tests.user_id('eve')
from (values
  ('3300', 1, '2026-11-22 00:00+00'::timestamptz), ('3302', 2, null),
  ('3302', 3, '2026-11-24 00:00+00'), ('3302', 4, '2026-11-23 00:00+00')
) as a (code, amount, until);
select is(pg_temp.authority(), 'pass | USD 4 of 4 left, at most 4 at once | none',
  'of several the deepest counts, then the one that ends first');

-- who may ask -----------------------------------------------------------------------------
select tests.authenticate_as('vic');
select is(
  (select count(*)::integer
   from public.trace_cost_access(tests.user_id('lin'), pg_temp.code('3302'))), 4,
  'whoever may see accesses traces those of others');
select throws_ok(
  $$ select public.trace_cost_access(tests.user_id('lin'), pg_temp.code('3302'),
       pg_temp.agreement('OWN-1')) $$, 'PT404', 'Union agreement not found',
  'an agreement of another production is not there (F86)');
select tests.authenticate_as('cam');
select throws_ok(
  $$ select public.trace_cost_access(tests.user_id('lin'), pg_temp.code('3302')) $$, '42501',
  'Access denied', 'crew trace nobody else');
select lives_ok(
  $$ select public.trace_cost_access(tests.user_id('cam'), pg_temp.code('3302')) $$,
  'crew trace themselves');
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.trace_cost_access(tests.user_id('mal'), pg_temp.code('3302')) $$, 'PT404',
  'Cost code not found', 'a stranger finds no code to trace (F86)');
select throws_ok(
  $$ select public.trace_cost_access(tests.user_id('mal'), gen_random_uuid()) $$, 'PT404',
  'Cost code not found', 'a code that is not there is not traced (F86)');

select * from finish();
rollback;
