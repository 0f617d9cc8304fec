-- Access reviews: who starts and decides them, what closing does, and what is left in the log
-- (F24, F100).
begin;
select plan(108);
select tests.use_fixture_catalogue();
select tests.freeze_time('2027-03-01 12:00:00+00');

-- The cast: Olga manages the company, Mia Alpha. Rita and Ron review there and hold nothing
-- else. Sam, Lea and Tom work in Alpha, Cam in its camera department. Val sees accesses. Sid
-- manages another company; Eve is nobody.
select tests.create_user(name) from unnest(array['olga', 'mia', 'rita', 'ron', 'sam', 'lea',
  'tom', 'cam', 'val', 'sid', 'eve']) as name;
select tests.create_project('Alpha', 'North'), tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.create_role('reviewer', 'North', '{"access:review": "allow"}');
select tests.grant_role('olga', 'North', 'manager');
select tests.grant_role('mia', 'Alpha', 'manager'), tests.grant_role('sid', 'Gamma', 'manager');
select tests.grant_role(n, 'Alpha', 'reviewer') from unnest(array['rita', 'ron']) as n;
select tests.grant_role(n, 'Alpha', 'fellow') from unnest(array['sam', 'lea', 'tom']) as n;
select tests.grant_role('cam', 'Camera', 'head'), tests.grant_key('val', 'Alpha', 'access:view');
select tests.grant_role('tom', 'Alpha', 'teller', '2027-01-01 00:00:00+00',
  '2027-02-01 00:00:00+00');
select tests.grant_role('eve', 'Alpha', 'fellow', p_status => 'Revoked');
create function pg_temp.ids(variadic p_names text[]) returns uuid[] language sql as $$
  select array(select tests.id_for(n) from unnest(p_names) as n)
$$;
create function pg_temp.says(p_sql text) returns text language sql as $$
  select concat_ws(' ', r ->> 'code', r ->> 'message') from tests.refusal(p_sql) as r
$$;
create function pg_temp.starts(
  p_scope text, p_reviewers uuid[], p_due timestamptz default '2027-04-01 00:00:00+00',
  p_default text default 'keep'
)
returns text
language sql
as $$
  select pg_temp.says(format('select public.start_access_review(%L, %L, %L, %L)',
    tests.scope_id(p_scope), p_reviewers, p_due, p_default))
$$;

-- starting ---------------------------------------------------------------------------
select tests.authenticate_as('mia');
select is(pg_temp.starts('Alpha', reviewers, due, fallback), says, why)
from (values
  (null::uuid[], '2027-04-01'::timestamptz, 'keep', '22023 A review has 1 to 50 reviewers',
    'a review without reviewers is refused (F100)'),
  ('{}', '2027-04-01', 'keep', '22023 A review has 1 to 50 reviewers',
    'a review of an empty list of reviewers is refused (F100)'),
  (array[tests.id_for('rita'), null], '2027-04-01', 'keep',
    '22023 A review has 1 to 50 reviewers', 'a reviewer who is null is refused (F100)'),
  (array_fill(tests.id_for('rita'), array[51]), '2027-04-01', 'keep',
    '22023 A review has 1 to 50 reviewers', 'a review of 51 reviewers is refused (F100)'),
  (array[array[tests.id_for('rita')]], '2027-04-01', 'keep',
    '22023 A review has 1 to 50 reviewers', 'reviewers of two dimensions are refused'),
  (pg_temp.ids('rita', 'sam'), '2027-04-01', 'keep',
    '22023 A reviewer holds access:review at the scope',
    'a reviewer without access:review is refused (F100)'),
  (pg_temp.ids('nobody'), '2027-04-01', 'keep',
    '22023 A reviewer holds access:review at the scope',
    'an unknown reviewer is refused like one without the key (F86)'),
  (pg_temp.ids('rita'), null, 'keep', '22023 A review is due in the future, within 366 days',
    'a review without a due date is refused (F100)'),
  (pg_temp.ids('rita'), '2027-03-01 12:00:00+00', 'keep',
    '22023 A review is due in the future, within 366 days',
    'a review that is due now is refused (F100)'),
  (pg_temp.ids('rita'), 'infinity', 'keep',
    '22023 A review is due in the future, within 366 days',
    'a review that is never due is refused (F100)'),
  (pg_temp.ids('rita'), '2028-03-03', 'keep',
    '22023 A review is due in the future, within 366 days',
    'a review that is due in two years is refused (F100)'),
  (pg_temp.ids('rita'), '2027-04-01', 'forget',
    '22023 The default of a review is keep or revoke', 'an unknown default is refused (F100)'),
  (pg_temp.ids('rita'), '2027-04-01', null,
    '22023 The default of a review is keep or revoke', 'a null default is refused (F100)')
) as t (reviewers, due, fallback, says, why);
select tests.authenticate_as('sam');
select is(pg_temp.starts('Alpha', pg_temp.ids('rita')), '42501 Access denied',
  'a user without access:review starts no review (F100)');
select tests.authenticate_as('sid');
select is(pg_temp.starts('Alpha', pg_temp.ids('rita')), 'PT404 Scope not found',
  'a review of a foreign scope finds none (F86)');
savepoint archived;
select tests.clear_authentication(), tests.archive('Alpha');
select tests.authenticate_as('mia');
select is(pg_temp.starts('Alpha', pg_temp.ids('rita')), '42501 Access denied',
  'an archived scope is not reviewed (F100)');
rollback to archived;
select tests.clear_authentication();
select is_empty('select from stagedoor.access_reviews',
  'a refused review leaves nothing behind (F100)');

select tests.authenticate_as('mia');
create temporary table review as
select public.start_access_review(tests.scope_id('Alpha'), pg_temp.ids('rita', 'ron', 'rita'),
  '2027-04-01 00:00:00+00', 'revoke') as id;
grant select on review to authenticated;
select is(pg_temp.starts('Alpha', pg_temp.ids('rita')),
  '23505 There is an open review of this scope already', 'a scope has one open review (F100)');
select results_eq(
  $$ select l.default_decision, l.due_at, l.started_by, l.closed_at, l.items, l.decided,
       cardinality(l.reviewer_ids)
     from public.list_access_reviews(tests.scope_id('Alpha')) as l $$,
  $$ values ('revoke', '2027-04-01 00:00:00+00'::timestamptz, tests.user_id('mia'),
       null::timestamptz, 8::bigint, 0::bigint, 2) $$,
  'a review holds every active access of the project and its departments (F100)');
select tests.authenticate_as('val');
select is(pg_temp.says(
  $$ select public.list_access_reviews(tests.scope_id('Alpha')) $$), '42501 Access denied',
  'a user without access:review is shown no review (F100)');

-- items ------------------------------------------------------------------------------
create temporary view items as
select l.* from review as r cross join lateral public.list_review_items(r.id) as l;
grant select on items to authenticated;
select tests.authenticate_as('rita');
select set_eq(
  $$ select i.email || ' ' || i.grant_key || ' ' || i.state from items as i $$,
  array['mia@example.test manager live', 'rita@example.test reviewer live',
    'ron@example.test reviewer live', 'sam@example.test fellow live',
    'lea@example.test fellow live', 'tom@example.test fellow live',
    'cam@example.test head live', 'val@example.test access:view live'],
  'an item names the user and the grant; what has ended is no item (F100)');
select is(
  (select i.may_decide from items as i where i.email = 'rita@example.test'), false,
  'a reviewer does not decide on their own access (F100)');
select is(
  (select count(*) from items as i where i.may_decide), 7::bigint,
  'a reviewer decides on the accesses of others (control)');
select is(
  (select array_agg(l.item_id) from review as r
   cross join lateral public.list_review_items(r.id, 3, (
     select i.item_id from items as i order by 1 offset 2 limit 1)) as l),
  (select array_agg(i.item_id) from (select i.item_id from items as i order by 1 offset 3 limit 3)
    as i), 'items come in pages (F100)');
select is(pg_temp.says($$ select public.list_review_items((select id from review), 0) $$),
  '22023 A page has 1 to 1000 rows', 'a page of no items is refused');
select tests.authenticate_as('val');
select is(pg_temp.says($$ select public.list_review_items((select id from review)) $$),
  '42501 Access denied', 'items are not shown without access:review (F100)');
select tests.authenticate_as('sam');
select is(pg_temp.says(format('select public.%s', c.call)), c.what || ' not found',
  format('a user who may not know of a review is told of none: %s', c.call))
from (values
  ('list_review_items((select id from review))', 'PT404 Review'),
  ('close_access_review((select id from review))', 'PT404 Review'),
  ('list_review_items(gen_random_uuid())', 'PT404 Review'),
  ('list_review_items(null)', 'PT404 Review'),
  ('close_access_review(null)', 'PT404 Review'),
  ('decide_review_item(null, ''keep'', null)', 'PT404 Review item')) as c (call, what);

-- last use ---------------------------------------------------------------------------
select tests.authenticate_as('sam');
select public.authorize('rota:view', tests.scope_id('Alpha'));
select public.authorize('document:create', tests.scope_id('Alpha'));
select public.can('rota:view', tests.scope_id('Alpha'));
select tests.authenticate_as('rita');
select is((select i.last_used_on from items as i where i.email = 'sam@example.test'),
  '2027-03-01'::date, 'authorize that answers yes is a use of the access (F100)');
select is((select i.last_used_on from items as i where i.email = 'mia@example.test'),
  '2027-03-01'::date, 'a call that required a key is a use of the access (F100)');
select is((select i.last_used_on from items as i where i.email = 'lea@example.test'), null,
  'an access that was never relied on has no last use (F100)');
select tests.authenticate_as('lea');
select public.authorize('document:create', tests.scope_id('Alpha'));
select tests.authenticate_as('rita');
select is((select i.last_used_on from items as i where i.email = 'lea@example.test'), null,
  'authorize that answers no is no use (F100)');
savepoint later;
select tests.clear_authentication(), tests.freeze_time('2027-03-05 00:30:00+00');
select tests.authenticate_as('sam');
select public.authorize('rota:view', tests.scope_id('Alpha'));
select tests.authenticate_as('rita');
select is((select i.last_used_on from items as i where i.email = 'sam@example.test'),
  '2027-03-05'::date, 'a use on a later day is the last one (F100)');
select tests.clear_authentication(), tests.freeze_time('2027-03-04 23:30:00+00');
select stagedoor.note_access_use((
  select i.access_id from stagedoor.review_items as i
  join stagedoor.user_accesses as a on a.id = i.access_id
  where a.user_id = tests.user_id('sam')));
select tests.authenticate_as('rita');
select is((select i.last_used_on from items as i where i.email = 'sam@example.test'),
  '2027-03-05'::date, 'a last use is never set back (F100)');
rollback to later;
-- By other ways than an allow of one's own.
savepoint other_ways;
select tests.clear_authentication();
select tests.create_permission('note:edit'), tests.create_permission('note:view:assigned');
create temporary table ways as
select 'own' as way, tests.grant_policy('tom', 'Alpha', 'note:edit', 'own') as access_id
union all
select 'delegated', tests.delegate('mia', 'tom', 'Alpha', 'document:create',
  '2027-04-01 00:00:00+00')
union all
select 'above', tests.grant_policy('tom', 'North', 'note:view:assigned', 'allow')
union all
select 'out of reach', tests.grant_policy('cam', 'North', 'note:view:assigned', 'allow');
grant select on ways to authenticated;
create function pg_temp.used(p_way text) returns boolean language sql security definer as $$
  select exists (select from stagedoor.access_uses as u join ways as w on w.access_id = u.access_id
    where w.way = p_way)
$$;
create function pg_temp.notes(p_who text, p_key text, p_scope text, p_owner uuid default null)
returns void language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  perform set_config('role', 'none', true);
  perform stagedoor.require(p_key, tests.scope_id(p_scope), p_owner);
  perform tests.clear_authentication();
end;
$$;
select pg_temp.notes('tom', 'note:edit', 'Alpha', tests.user_id('tom'));
select ok(pg_temp.used('own'), 'a key held as own is a use of its access (F50, F100)');
select pg_temp.notes('tom', 'document:create', 'Alpha');
select ok(pg_temp.used('delegated'), 'a delegated key is a use of the delegation (F20, F100)');
select pg_temp.notes('tom', 'note:view:assigned', 'Alpha');
select ok(pg_temp.used('above'),
  'an :assigned key from above is a use of its access in an assigned project (F2, F100)');
select ok(not pg_temp.used('out of reach'), 'an access of somebody else is not used (control)');
-- Tom holds the key as own, too, and the row is not theirs.
insert into ways
select 'locked', tests.grant_policy('tom', 'Alpha', 'note:edit', 'locked');
delete from stagedoor.access_uses as u using ways as w
where u.access_id = w.access_id and w.way = 'own';
select tests.elevate('tom', '00000000-0000-4000-8000-000000000001', 'Alpha');
select tests.authenticate_as('tom', p_claims =>
  '{"session_id": "00000000-0000-4000-8000-000000000001"}');
select public.authorize('note:edit', tests.scope_id('Alpha'), tests.user_id('mia'));
select results_eq(
  $$ select pg_temp.used('locked'), pg_temp.used('own') $$, $$ values (true, false) $$,
  'a key that an elevation opened is a use of the locked access (F55, F100)');
select tests.clear_authentication();
select pg_temp.notes('tom', 'note:edit', 'Alpha', tests.user_id('tom'));
select tests.freeze_time('2027-03-02 00:30:00+00');
select pg_temp.notes('tom', 'note:edit', 'Alpha', tests.user_id('tom'));
select is(
  (select u.used_on from stagedoor.access_uses as u
   join ways as w on w.access_id = u.access_id and w.way = 'own'),
  '2027-03-02'::date, 'a key held as own is noted anew on the next day (F100)');
-- Weaker accesses, which do not decide.
select tests.clear_authentication();
insert into ways
select 'narrow', tests.grant_policy('rita', 'North', 'document:view:assigned', 'allow')
union all
select 'wide', tests.grant_policy('rita', 'North', 'document:view:all', 'own')
union all
select 'kept', tests.grant_policy('tom', 'Alpha', 'document:create', 'own');
select pg_temp.notes('rita', 'document:view:assigned', 'North', tests.user_id('rita'));
select results_eq(
  $$ select pg_temp.used('wide'), pg_temp.used('narrow') $$, $$ values (true, false) $$,
  'an :assigned key does not count above the projects (F2, F100)');
select tests.deny('mia', 'Alpha', 'document:create');
delete from stagedoor.access_uses as u using ways as w
where u.access_id = w.access_id and w.way = 'delegated';
select pg_temp.notes('tom', 'document:create', 'Alpha', tests.user_id('tom'));
select results_eq(
  $$ select pg_temp.used('kept'), pg_temp.used('delegated') $$, $$ values (true, false) $$,
  'a delegation that has nothing to give is not used (F20, F100)');
rollback to other_ways;

-- deciding ---------------------------------------------------------------------------
create function pg_temp.decides(p_who text, p_item uuid, p_decision text, p_reason text)
returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return pg_temp.says(format('select public.decide_review_item(%L, %L, %L)', p_item,
    p_decision, p_reason));
end;
$$;
select tests.authenticate_as('rita');
create temporary table known as select i.email, i.item_id, i.access_id from items as i;
grant select on known to authenticated;
create function pg_temp.known(p_user text) returns uuid language sql as $$
  select k.item_id from known as k where k.email = p_user || '@example.test'
$$;
select is(pg_temp.decides(who, pg_temp.known(whose), decision, reason), says, why)
from (values
  ('rita', 'sam', 'forget', 'x', '22023 A decision is keep or revoke',
    'an unknown decision is refused (F100)'),
  ('rita', 'sam', null, 'x', '22023 A decision is keep or revoke',
    'a null decision is refused (F100)'),
  ('rita', 'sam', 'revoke', null, '22023 Say why it is revoked',
    'a revocation without a reason is refused (F100)'),
  ('rita', 'sam', 'revoke', '  ', '22023 Say why it is revoked',
    'a revocation for a blank reason is refused (F100)'),
  ('rita', 'sam', 'keep', repeat('x', 1001), '22023 A reason has at most 1000 characters',
    'an endless reason is refused (F100)'),
  ('rita', 'rita', 'keep', 'Mine', '42501 Access denied',
    'a reviewer who is reviewed does not decide on it (F100)'),
  ('mia', 'sam', 'keep', 'I say so', '42501 Access denied',
    'a manager who is no reviewer decides nothing (F100)'),
  ('val', 'sam', 'keep', 'I see it', '42501 Access denied',
    'a user who only sees accesses decides nothing (F100)'),
  ('sam', 'sam', 'keep', 'Please', 'PT404 Review item not found',
    'a user who may not list accesses finds no item (F86)'),
  ('sid', 'sam', 'keep', 'Elsewhere', 'PT404 Review item not found',
    'another tenant finds no item (F86)')
) as t (who, whose, decision, reason, says, why);
select tests.authenticate_as('rita');
select is((select count(*) from items as i where i.decision is not null), 0::bigint,
  'a refused decision leaves nothing behind (F100)');

select is(public.decide_review_item(pg_temp.known('sam'), 'revoke', 'Left in February'), true,
  'a reviewer decides on an access (F100)');
select is(public.decide_review_item(pg_temp.known('sam'), 'revoke', 'Left in February'), false,
  'a decision that is taken again is nothing new (F100)');
select is(public.decide_review_item(pg_temp.known('val'), 'revoke', 'No longer needed'), true,
  'a reviewer decides on another access (F100)');
select tests.authenticate_as('ron');
select is(public.decide_review_item(pg_temp.known('val'), 'keep', null), true,
  'another reviewer decides anew, and keeping needs no reason (F100)');
select is(public.decide_review_item(pg_temp.known('mia'), 'keep', 'Runs it'), true,
  'a reviewer keeps an access (F100)');
select is(public.decide_review_item(pg_temp.known('rita'), 'keep', 'Reviews'), true,
  'a reviewer decides on the access of another reviewer (F100)');
select is(public.decide_review_item(pg_temp.known('cam'), 'revoke', 'Wrapped'), true,
  'a reviewer decides on an access at a department (F100)');
select tests.authenticate_as('sam');
select ok(public.can('rota:view', tests.scope_id('Alpha')),
  'a decision takes nothing away before the review is closed (F100)');

-- closing ----------------------------------------------------------------------------
select tests.authenticate_as('rita');
select is(pg_temp.says('select public.close_access_review((select id from review))'),
  '42501 Access denied', 'a reviewer without access:revoke does not close (F100)');
select tests.authenticate_as('sid');
select is(pg_temp.says('select public.close_access_review((select id from review))'),
  'PT404 Review not found', 'another tenant finds no review to close (F86)');
-- Meanwhile Tom has left, and Ian came.
select tests.authenticate_as('tom');
select public.leave_scope(tests.scope_id('Alpha'));
select tests.clear_authentication();
select tests.create_user('ian'), tests.grant_role('ian', 'Alpha', 'fellow');
select tests.delegate('mia', 'sam', 'Alpha', 'document:create', '2027-05-01 00:00:00+00');
select tests.flush();

select tests.authenticate_as('mia');
select is(public.close_access_review((select id from review)),
  '{"kept": 3, "revoked": 4, "gone": 1, "by_default": 3}',
  'closing applies what was decided, and the default to the rest (F100)');
select is(public.close_access_review((select id from review)),
  '{"kept": 3, "revoked": 4, "gone": 1, "by_default": 3}',
  'closing again changes nothing and answers the same (F100)');
select results_eq(
  $$ select i.email, i.outcome, i.state from items as i order by 1 $$,
  $$ values ('cam@example.test', 'revoked', 'revoked'), ('lea@example.test', 'revoked', 'revoked'),
       ('mia@example.test', 'kept', 'live'), ('rita@example.test', 'kept', 'live'),
       ('ron@example.test', 'revoked', 'revoked'), ('sam@example.test', 'revoked', 'revoked'),
       ('tom@example.test', 'gone', 'revoked'), ('val@example.test', 'kept', 'live') $$,
  'every item says what came of it (F100)');
select results_eq(
  $$ select a.revoke_reason, a.revoked_by from stagedoor.user_accesses as a
     where a.user_id in (tests.user_id('sam'), tests.user_id('lea'))
       and a.grant_type = 'role' order by 1 $$,
  $$ values ('Left in February', tests.user_id('mia')),
       ('not confirmed in a review', tests.user_id('mia')) $$,
  'an access is revoked for the reason of the reviewer, or by silence (F100)');
select is(
  (select a.status from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('sam') and a.delegated_from is not null), 'Revoked',
  'what would bring a user back ends with the access (F95, F100)');
select tests.authenticate_as('ian');
select ok(public.can('rota:view', tests.scope_id('Alpha')),
  'an access that came after the start of the review is not touched (F100)');
select is(pg_temp.decides('rita', pg_temp.known('sam'), 'keep', 'Stay'),
  '23514 The review is closed', 'a decision after closing is refused (F100)');
select is(
  (select tests.refusal(format('select public.decide_review_item(%L, ''keep'', null)',
    pg_temp.known('sam'))) ->> 'details'), '{"error_code":"REVIEW_CLOSED"}',
  'a decision after closing says that it is closed');
select tests.authenticate_as('mia');
select is(
  (select l.closed_by from public.list_access_reviews(tests.scope_id('Alpha')) as l),
  tests.user_id('mia'), 'a closed review says who closed it (F100)');
select is((select count(*) from items as i where i.may_decide), 0::bigint,
  'on a closed review nobody decides (F100)');

-- the log ----------------------------------------------------------------------------
select tests.clear_authentication();
select tests.flush();
select tests.authenticate_as('olga');
select results_eq(
  $$ select e.event, count(*) from public.get_audit_events(tests.scope_id('Alpha'), 1000) as e
     where e.event like 'review.%' group by 1 order by 1 $$,
  $$ values ('review.applied', 8::bigint), ('review.closed', 1), ('review.decided', 6),
       ('review.started', 1) $$,
  'the log holds the start, every decision, what came of each, and the end (F24, F100)');
select is(
  (select e.after - '{review_id,access_id,decided_by}'::text[]
   from public.get_audit_events(tests.scope_id('Alpha'), 1000) as e
   where e.event = 'review.applied' and e.subject_id = tests.user_id('lea')),
  '{"outcome": "revoked", "by_default": true}',
  'the log tells silence from a decision (F100)');

-- guards -----------------------------------------------------------------------------
-- Gamma has one manager. Rex reviews, and holds nothing there but that.
select tests.clear_authentication();
select tests.create_user('rex'), tests.create_user('den');
select tests.create_role('reviewer', 'South', '{"access:review": "allow"}');
select tests.create_role('closer', 'South',
  '{"access:review": "allow", "access:revoke": "allow"}');
select tests.grant_role('rex', 'South', 'closer'), tests.grant_role('den', 'Gamma', 'fellow');
select tests.authenticate_as('sid');
create temporary table second as
select public.start_access_review(tests.scope_id('Gamma'), pg_temp.ids('rex'),
  '2027-04-01 00:00:00+00', 'keep') as id;
grant select on second to authenticated;
select tests.authenticate_as('rex');
select public.decide_review_item(l.item_id, 'revoke', 'All of them')
from public.list_review_items((select id from second)) as l;
select is(pg_temp.says('select public.close_access_review((select id from second))'),
  '23514 Somebody must still be able to give access there',
  'a review does not take the last user away who gives access (F94, F100)');
select is(
  (select count(*) from public.list_review_items((select id from second)) as l
   where l.state = 'live' and l.outcome is null), 2::bigint,
  'a review that is not closed as a whole changes nothing (F100)');
select public.decide_review_item(l.item_id, 'keep', null)
from public.list_review_items((select id from second)) as l where l.grant_key = 'manager';
select is(public.close_access_review((select id from second)),
  '{"kept": 1, "revoked": 1, "gone": 0, "by_default": 0}',
  'a review whose decision was changed closes (control)');

savepoint ending;
select tests.clear_authentication();
select tests.grant_role('den', 'Gamma', 'lead', null, stagedoor.instant() + interval '1 hour');
select tests.authenticate_as('sid');
create temporary table ending as
select public.start_access_review(tests.scope_id('Gamma'), pg_temp.ids('rex'),
  '2027-04-01 00:00:00+00', 'keep') as id;
select tests.freeze_time(stagedoor.instant() + interval '1 hour');
select is(public.close_access_review((select id from ending)) -> 'gone', '1',
  'what ends at the moment of the closing is gone (F100)');
rollback to ending;
-- Silence about the only reviewer: nobody could have decided.
select tests.clear_authentication();
select tests.grant_role('rex', 'Gamma', 'fellow');
select tests.authenticate_as('sid');
create temporary table third as
select public.start_access_review(tests.scope_id('Gamma'), pg_temp.ids('rex', 'sid'),
  '2027-04-01 00:00:00+00', 'revoke') as id;
grant select on third to authenticated;
select tests.authenticate_as('rex');
select public.decide_review_item(l.item_id, 'keep', null)
from public.list_review_items((select id from third)) as l where l.may_decide;
savepoint alone;
select tests.clear_authentication();
delete from stagedoor.review_reviewers as r
where r.review_id = (select id from third) and r.user_id = tests.user_id('sid');
select tests.authenticate_as('rex');
select is(public.close_access_review((select id from third)),
  '{"kept": 2, "revoked": 0, "gone": 0, "by_default": 1}',
  'silence takes nothing from whom no reviewer may decide on (F100)');
rollback to alone;
select tests.authenticate_as('rex');
select is(public.close_access_review((select id from third)),
  '{"kept": 1, "revoked": 1, "gone": 0, "by_default": 1}',
  'silence takes from a reviewer on whom another could have decided (F100)');

-- A key that is held at the project and denied in the department.
select tests.clear_authentication();
select tests.grant_role('cam', 'Camera', 'head');
select tests.deny('mia', 'Camera', 'access:revoke');
select tests.authenticate_as('mia');
create temporary table fourth as
select public.start_access_review(tests.scope_id('Alpha'), pg_temp.ids('rita'),
  '2027-04-01 00:00:00+00', 'keep') as id;
grant select on fourth to authenticated;
select tests.authenticate_as('rita');
select is(pg_temp.says('select public.close_access_review((select id from fourth))'),
  '42501 Access denied',
  'a review that would revoke nothing is not closed without access:revoke (F100)');
select public.decide_review_item(l.item_id, 'revoke', 'Wrapped')
from public.list_review_items((select id from fourth)) as l where l.grant_key = 'head';
select tests.authenticate_as('mia');
select is(pg_temp.says('select public.close_access_review((select id from fourth))'),
  '42501 Access denied', 'closing revokes nothing where its caller may not (F94, F100)');
select tests.authenticate_as('olga');
select is(public.close_access_review((select id from fourth)) ->> 'revoked', '1',
  'closing revokes where its caller may (control)');

-- A department in which neither the starter nor a reviewer may review.
select tests.clear_authentication();
select tests.grant_role('cam', 'Camera', 'head');
select tests.deny(n, 'Camera', 'access:review') from unnest(array['mia', 'rita']) as n;
create temporary table fifth (id uuid, starter text);
grant select, insert on fifth to authenticated;
select tests.authenticate_as('mia');
insert into fifth select public.start_access_review(tests.scope_id('Alpha'),
  pg_temp.ids('rita'), '2027-04-01 00:00:00+00', 'keep'), 'mia';
select tests.authenticate_as('olga');
select is_empty(
  $$ select from public.list_review_items((select id from fifth)) as l
     where l.scope_name = 'Camera' $$,
  'a department in which its starter may not review is left out of a review (F94, F100)');
select public.close_access_review((select id from fifth));
insert into fifth select public.start_access_review(tests.scope_id('Alpha'),
  pg_temp.ids('rita'), '2027-04-01 00:00:00+00', 'keep'), 'olga';
select isnt_empty(
  $$ select from public.list_review_items((select id from fifth where starter = 'olga')) as l
     where l.scope_name = 'Camera' $$,
  'a department in which its starter reviews is part of it (control)');
select tests.authenticate_as('rita');
select is_empty(
  $$ select from public.list_review_items((select id from fifth where starter = 'olga')) as l
     where l.scope_name = 'Camera' $$,
  'a reviewer is shown nothing of a department in which they may not review (F94, F100)');

-- Rex may lift no denial of what they do not hold: the grant from which it takes ends first.
select tests.clear_authentication();
select tests.create_user('w' || n) from generate_series(1, 8) as n;
select tests.grant_role('w' || n, 'Gamma', 'lead'),
  tests.deny('w' || n, 'Gamma', 'document:create')
from generate_series(1, 8) as n;
select tests.authenticate_as('sid');
create temporary table sixth as
select public.start_access_review(tests.scope_id('Gamma'), pg_temp.ids('rex'),
  '2027-04-01 00:00:00+00', 'keep') as id;
grant select on sixth to authenticated;
select tests.authenticate_as('rex');
select public.decide_review_item(l.item_id, 'revoke', 'Wrapped')
from public.list_review_items((select id from sixth)) as l
where l.email like 'w_@example.test' and l.grant_key <> 'lead';
select is(pg_temp.says('select public.close_access_review((select id from sixth))'),
  '42501 Access denied', 'closing lifts no denial that its caller may not lift (F94, F100)');
select public.decide_review_item(l.item_id, 'revoke', 'Wrapped')
from public.list_review_items((select id from sixth)) as l
where l.email like 'w_@example.test' and l.grant_key = 'lead';
select is(public.close_access_review((select id from sixth)) ->> 'revoked', '16',
  'a denial ends with the grant that it takes from (F94, F100)');

-- who calls --------------------------------------------------------------------------
create temporary table calls (call text);
insert into calls values
  ('start_access_review(gen_random_uuid(), null, null, null)'),
  ('list_access_reviews(gen_random_uuid())'), ('list_review_items(gen_random_uuid())'),
  ('decide_review_item(gen_random_uuid(), null, null)'),
  ('close_access_review(gen_random_uuid())');
grant select on calls to anon, authenticated, service_role;
select tests.authenticate_as_anon();
select is(tests.refusal(format('select public.%s', c.call)) ->> 'code', '42501',
  format('anon does not call %s', split_part(c.call, '(', 1))) from calls as c;
select tests.authenticate_as_service();
select is(tests.refusal(format('select public.%s', c.call)) ->> 'code', '42501',
  format('the service does not call %s', split_part(c.call, '(', 1))) from calls as c;
select tests.authenticate_as('mia', p_claims => '{"client_id": "app"}');
select matches(tests.refusal(format('select public.%s', c.call)) ->> 'code', '42501|PT404',
  format('an app with a token does not call %s (F131)', split_part(c.call, '(', 1)))
from calls as c;

select * from finish();
rollback;
