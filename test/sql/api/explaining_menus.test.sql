-- Explaining a menu: why an item is missing, or there (F25).
begin;
select plan(26);
select tests.use_fixture_catalogue();

-- The cast: Mia manages Alpha and Beta, Olga the company; Sam works in both, with documents
-- in Alpha alone, and in Delta, which Mia does not see; Art holds documents above the projects;
-- Late works in Beta; Lou leads Gamma of another company.
select tests.create_user(name)
from unnest(array['mia', 'olga', 'sam', 'lou', 'art', 'late']) as name;
update stagedoor.user_accounts as a
set fullname_first = 'Sam', fullname_last = 'Lee'
where a.id = tests.user_id('sam');
select tests.create_project('Alpha', 'North'), tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South'), tests.create_project('Delta', 'North');
select tests.grant_role('mia', 'Alpha', 'manager'), tests.grant_role('mia', 'Beta', 'manager');
select tests.grant_role('olga', 'North', 'manager'), tests.grant_role('lou', 'Gamma', 'manager');
select tests.grant_role('sam', 'Alpha', 'head'), tests.grant_role('sam', 'Beta', 'fellow');
select tests.grant_role('sam', 'Delta', 'fellow');
select tests.grant_policy('art', 'North', 'document:view:assigned', 'allow');
select tests.grant_key('art', 'Alpha', 'audit:view'), tests.grant_role('late', 'Beta', 'fellow');

-- Mia delegates something to Sam in Epsilon; both worked in Omega, which is archived.
select tests.create_project(p, 'North') from unnest(array['Epsilon', 'Omega']) as p;
select tests.grant_role('mia', p, 'manager') from unnest(array['Epsilon', 'Omega']) as p;
select tests.grant_role('sam', 'Omega', 'fellow'), tests.archive('Omega');
select tests.delegate('mia', 'sam', 'Epsilon', 'document:create', now() + interval '1 day');

create function pg_temp.missing(p_user text, p_scope text, p_item text)
returns table (checkpoint text, outcome text)
language sql
as $$
  select e.checkpoint, e.outcome
  from public.explain_menu(tests.id_for(p_user), tests.scope_id(p_scope), p_item) as e
  where e.checkpoint not in ('change', 'roles', 'ask')
$$;
create function pg_temp.menu_says(p_user text, p_scope text, p_item text)
returns text
language sql
as $$
  select e.detail ->> 'sentence'
  from public.explain_menu(tests.id_for(p_user), tests.scope_id(p_scope), p_item) as e
  where e.checkpoint = 'verdict'
$$;
insert into stagedoor.menu_items (scope_id, item_key, label, path, is_active, parent_id) values
  (tests.scope_id('Beta'), 'board', 'Board', '/board', false, null),
  (tests.scope_id('Alpha'), 'of_alpha', 'Of Alpha', '/alpha', true, null),
  (tests.scope_id('Gamma'), 'of_gamma', 'Of Gamma', '/gamma', true, null),
  (tests.scope_id('Beta'), 'below', 'Below', '/below', true, (
    select m.id from stagedoor.menu_items as m
    where m.item_key = 'documents' and m.scope_id is null));
insert into stagedoor.menu_items (scope_id, item_key, label, path, parent_id)
select m.scope_id, 'board.deep', 'Deep', '/deep', m.id
from stagedoor.menu_items as m where m.item_key = 'board';
select tests.authenticate_as('sam');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Beta', 'rota') $$,
  $$ values ('role', 'pass'), ('key', 'pass'), ('active', 'pass'), ('project', 'pass'),
       ('parent', 'pass'), ('verdict', 'pass') $$,
  'an item that shows passes the four checks, and the one above it (F25)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Beta', 'documents') $$,
  $$ values ('role', 'pass'), ('key', 'fail'), ('active', 'pass'), ('project', 'pass'),
       ('parent', 'pass'), ('verdict', 'fail') $$,
  'an item whose key the role lacks fails at the key (F25)');
select is(pg_temp.menu_says('sam', 'Beta', 'documents'),
  'You may not open Documents in Beta: document:view:assigned is not held, no access grants '
    'it here; it would be in Alpha.',
  'a missing item is explained in a sentence, with the project where it shows (F25)');
select set_eq(
  $$ select e.checkpoint from public.explain_menu(
       tests.user_id('sam'), tests.scope_id('Beta'), 'documents') as e $$,
  array['role', 'key', 'active', 'project', 'parent', 'verdict', 'change', 'roles', 'ask'],
  'a missing key ends with what would help (F25, F96)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Beta', 'board') $$,
  $$ values ('role', 'pass'), ('key', 'pass'), ('active', 'fail'), ('project', 'pass'),
       ('parent', 'pass'), ('verdict', 'fail') $$,
  'an item that is switched off fails at active (F25)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Beta', 'board.deep') $$,
  $$ values ('role', 'pass'), ('key', 'pass'), ('active', 'pass'), ('project', 'pass'),
       ('parent', 'fail'), ('verdict', 'fail') $$,
  'an item below one that is switched off fails at its parent (F25)');
select is(
  (select e.detail #>> '{hidden,why}' from public.explain_menu(
    tests.user_id('sam'), tests.scope_id('Beta'), 'below') as e
   where e.checkpoint = 'parent'), 'key',
  'an item below one whose key is missing is hidden with it (F25)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Beta', 'of_alpha') $$,
  $$ values ('role', 'pass'), ('key', 'pass'), ('active', 'pass'), ('project', 'fail'),
       ('parent', 'pass'), ('verdict', 'fail') $$,
  'an item of another project of the user fails at the project (F25)');
select is(pg_temp.menu_says('sam', 'Beta', 'of_alpha'),
  'You may not open Of Alpha in Beta: it is an item of another project.',
  'an item of another project is called so (F25)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Beta', 'of_gamma') $$,
  $$ values ('item', 'fail'), ('verdict', 'fail') $$,
  'an item of another tenant is unknown (F86)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Gamma', 'of_gamma') $$,
  $$ values ('item', 'fail'), ('verdict', 'fail') $$,
  'an item of a foreign project is unknown there, too (F86)');
select unalike(
  pg_temp.menu_says('sam', 'Beta', 'of_gama'), '%of_gamma%',
  'the nearest item is one that the user may know of (F86)');
select is(
  pg_temp.menu_says('sam', 'Beta', 'documnets'),
  'There is no menu item "documnets" here; the nearest is documents.',
  'an unknown item is answered by the nearest (F25)');
select is(pg_temp.menu_says('sam', 'Gamma', 'documents'),
  'You may not open Documents there: no role in this project; it would be in Alpha.',
  'a project that a user does not work in is not called by its name (F86)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Gamma', 'documents') $$,
  $$ values ('role', 'fail'), ('key', 'fail'), ('active', 'pass'), ('project', 'fail'),
       ('parent', 'pass'), ('verdict', 'fail') $$,
  'in a project without a role of theirs, a user is told of the one where it shows (F25)');
select is(
  (select e.detail -> 'instead' -> 0 ->> 'name' from public.explain_menu(
    tests.user_id('sam'), tests.scope_id('Gamma'), 'documents') as e
   where e.checkpoint = 'project'), 'Alpha', 'the right project is named (F25)');
select results_eq(
  $$ select * from pg_temp.missing('sam', 'Gamma', 'help') $$,
  $$ values ('role', 'info'), ('key', 'pass'), ('active', 'pass'), ('project', 'pass'),
       ('parent', 'pass'), ('verdict', 'pass') $$,
  'an item without a key shows to everybody (F13, F25)');
select tests.authenticate_as('mia');
select is(pg_temp.menu_says('sam', 'Beta', 'documents'),
  'Sam Lee may not open Documents in Beta: document:view:assigned is not held, no access '
    'grants it here; it would be in Alpha, Beta.',
  'a manager is told of projects that they see the user work in (F25)');
select matches(pg_temp.menu_says('olga', 'Beta', 'documents'), '^This user may open ',
  'a user whose accesses a manager cannot list is not named (F21)');
select tests.authenticate_as('lou');
select is(
  tests.refusal($$ select public.explain_menu(
    tests.user_id('sam'), tests.scope_id('Beta'), 'rota') $$) ->> 'code', 'PT404',
  'the menu of somebody else in a foreign project is not found (F86)');
select tests.authenticate_as('sam');
select is(
  tests.refusal($$ select public.explain_menu(
    tests.user_id('mia'), tests.scope_id('Beta'), 'rota') $$) ->> 'code', '42501',
  'the menu of somebody else needs access:view (F25)');

-- both say what the menu says, of everybody and every item
select tests.authenticate_as('olga');
select is_empty(
  $$ select u.name, s.name, m.item_key
     from (values ('sam'), ('mia'), ('late'), ('art')) as u (name)
     cross join (values ('Alpha'), ('Beta')) as s (name)
     cross join lateral public.get_user_project_menu(
       tests.id_for(u.name), tests.scope_id(s.name)) as m
     join lateral public.explain_menu(
       tests.id_for(u.name), tests.scope_id(s.name), m.item_key) as e
       on e.checkpoint = 'verdict'
     where (e.detail -> 'can_access')::boolean <> m.can_access $$,
  'explain_menu says of every item what the menu says (F25)');

-- an app -----------------------------------------------------------------------------
select tests.authenticate_as('sam', p_claims => '{"client_id": "app"}');
select is(
  tests.refusal($$ select public.explain_menu(
    tests.user_id('sam'), tests.scope_id('Beta'), 'rota') $$) ->> 'code', '42501',
  'an app has no menu to be explained (F131)');
select is(
  tests.refusal($$ select public.explain_menu(null, tests.scope_id('Beta'), 'rota') $$)
    ->> 'code', '42501', 'an app is told of no menu of nobody (F131)');

-- who calls --------------------------------------------------------------------------
select tests.authenticate_as_anon();
select is(
  tests.refusal($$ select public.explain_menu(
    gen_random_uuid(), gen_random_uuid(), 'rota') $$) ->> 'code', '42501',
  'anon does not call explain_menu');
select tests.authenticate_as_service();
select is(
  tests.refusal($$ select public.explain_menu(
    gen_random_uuid(), gen_random_uuid(), 'rota') $$) ->> 'code', '42501',
  'the service does not call explain_menu');

select * from finish();
rollback;
