-- stagedoor.separation_rules: duties that one person does not hold at once (F101, F116).
begin;
select plan(49);
select tests.use_fixture_catalogue();

-- The cast: whoever signs at Alpha does not post there. Both are roles, and so is the
-- clerk, who has the poster in them.
select tests.create_user(name)
from unnest(array['ada', 'ben', 'cleo', 'dan', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_department('Sound', 'Alpha');
select tests.create_role('signs', null, '{"document:approve": "allow"}');
select tests.create_role('posts', null, '{"ticket:approve": "allow"}');
select tests.create_role('clerk', 'North');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('clerk', 'North'), tests.role_id('posts'));
insert into stagedoor.separation_rules
  (id, rule_key, kind, first_grant_id, second_grant_id, description)
values ('00000000-0000-4000-8000-000000000001', 'signs_or_posts', 'static',
  tests.role_id('signs'), tests.role_id('posts'), 'Who signs does not post');

create function pg_temp.give(p_role text, p_scope text, p_from text, p_until text)
returns text language plpgsql as $$
begin
  perform tests.grant_role(
    'ben', p_scope, p_role, p_from::timestamptz, p_until::timestamptz);
  raise sqlstate 'XDONE';
exception
  when sqlstate 'XDONE' then return 'given';
  when check_violation then return 'refused';
end;
$$;

-- static -------------------------------------------------------------------------
select is(pg_temp.give('posts', 'Alpha', null, null), 'given',
  'a user gets one duty (control)');
select tests.grant_role('ben', 'Alpha', 'signs');
select is(pg_temp.give(role, scope, starts, ends), outcome, why)
from (values
  ('posts', 'Alpha', null, null, 'refused',
    'the other duty is not granted beside the first'),
  ('posts', 'Camera', null, null, 'refused',
    'the other duty is not granted below the first'),
  ('posts', 'North', null, null, 'refused',
    'the other duty is not granted above the first'),
  ('posts', 'Beta', null, null, 'given',
    'the other duty is granted in another project (control)'),
  ('clerk', 'Alpha', null, null, 'refused',
    'a role that includes the other duty is not granted'),
  ('fellow', 'Alpha', null, null, 'given', 'an unrelated role is granted (control)'),
  ('posts', 'Alpha', '2030-01-01', null, 'refused',
    'the other duty is not granted for a time to come')
) as g (role, scope, starts, ends, outcome, why);
select throws_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'posts') $$,
  '23514', 'One person does not hold both duties here', 'a second duty is refused by a rule'
);
select is(
  (tests.refusal($$ select tests.grant_role('ben', 'Alpha', 'posts') $$)
    ->> 'details')::jsonb,
  '{"error_code": "SEPARATION_OF_DUTY", "rule": "signs_or_posts"}',
  'a refusal names the rule'
);
select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'posts', p_status => 'Invited') $$,
  'an invitation is not a duty yet'
);
select throws_ok(
  $$ update stagedoor.user_accesses set status = 'Active'
     where user_id = tests.user_id('ben') and status = 'Invited' $$,
  '23514', null, 'accepting an invitation makes it a duty'
);

-- Departments of one project meet in the project.
select tests.grant_role('cleo', 'Camera', 'signs');
select throws_ok(
  $$ select tests.grant_role('cleo', 'Sound', 'posts') $$,
  '23514', null, 'duties in two departments of one project meet'
);
select throws_ok(
  $$ select tests.grant_role('cleo', 'Alpha', 'posts') $$,
  '23514', null, 'a duty held below counts above'
);

-- Windows that never meet keep the duties apart by themselves.
select tests.grant_role('dan', 'Alpha', 'signs', '2027-01-01', '2027-02-01');
select throws_ok(
  $$ select tests.grant_role('dan', 'Alpha', 'posts', '2027-01-31', '2027-03-01') $$,
  '23514', null, 'duties in windows that meet are refused'
);
select lives_ok(
  $$ select tests.grant_role('dan', 'Alpha', 'posts', '2027-02-01', '2027-03-01') $$,
  'duties in windows that do not meet are granted'
);
select tests.grant_role('eve', 'Alpha', 'signs', null, '2020-01-01');
select lives_ok(
  $$ select tests.grant_role('eve', 'Alpha', 'posts') $$,
  'an expired duty stands in nobody''s way'
);
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ben') and a.status = 'Active';
select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'posts') $$,
  'a revoked duty stands in nobody''s way'
);
select throws_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'signs') $$,
  '23514', null, 'a rule reads both ways'
);

-- Everybody is bound, the service and the owner of the database too.
select tests.authenticate_as_service();
select throws_ok(
  $$ select public.grant_access(tests.user_id('ben'), tests.scope_id('Alpha'), 'role',
       'signs') $$,
  '23514', null, 'the service key is bound by a rule'
);
select lives_ok(
  $$ select public.grant_access(tests.user_id('ada'), tests.scope_id('Alpha'), 'role',
       'signs') $$,
  'the service key gives what no rule forbids (control)'
);
select tests.clear_authentication();

-- Single permissions too, delegated or given.
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values ('uploads_or_approves', 'static', tests.permission_id('sheet:upload'),
  tests.permission_id('sheet:breakdown'), 'For a test');
select tests.grant_key('ada', 'Beta', 'sheet:upload');
select throws_ok(
  $$ select tests.grant_key('ada', 'Beta', 'sheet:breakdown') $$,
  '23514', null, 'a rule may stand between two permissions'
);

-- settings -----------------------------------------------------------------------
select is(
  stagedoor.separation_is_enforced('00000000-0000-4000-8000-000000000001',
    tests.scope_id(scope)), true, format('a rule without a scope holds at %s', scope))
from unnest(array['North', 'Camera']) as scope;
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
values (tests.scope_id('Alpha'), '00000000-0000-4000-8000-000000000001', false, 'small');
select is(
  stagedoor.separation_is_enforced('00000000-0000-4000-8000-000000000001',
    tests.scope_id(scope)), holds,
    format('a rule dropped by Alpha is enforced at %2$s: %1$s',
    holds, scope))
from (values ('Alpha', false), ('Camera', false), ('Beta', true), ('North', true))
  as s (scope, holds);
select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'signs') $$,
  'one user may hold both duties where the rule is dropped'
);
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
values (tests.scope_id('Camera'), '00000000-0000-4000-8000-000000000001', true, 'union');
select is(
  stagedoor.separation_is_enforced('00000000-0000-4000-8000-000000000001',
    tests.scope_id('Camera')), true, 'the nearest setting decides');
update stagedoor.separation_rules set scope_id = tests.scope_id('Beta')
where rule_key = 'uploads_or_approves';
select is(
  stagedoor.separation_is_enforced(
    (select r.id from stagedoor.separation_rules as r
     where r.rule_key = 'uploads_or_approves'), tests.scope_id(scope)), holds,
  format('a rule of Beta is enforced at %2$s: %1$s', holds, scope))
from (values ('Beta', true), ('Alpha', false), ('North', false)) as s (scope, holds);
select is(
  stagedoor.separation_is_enforced(gen_random_uuid(), tests.scope_id('Alpha')), false,
  'an unknown rule is enforced nowhere');
select throws_ok(
  $$ insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
     values (tests.scope_id('Beta'), '00000000-0000-4000-8000-000000000001', false, '') $$,
  '23514', null, 'a rule is not dropped without a reason'
);

-- the rules themselves ---------------------------------------------------------------
select throws_ok(
  format($$ insert into stagedoor.separation_rules
     (rule_key, kind, first_grant_id, second_grant_id, description)
     values ('x', %L, tests.role_id(%L), tests.role_id(%L), '') $$, kind, one, two),
  '23514', null, why)
from (values
  ('static', 'signs', 'signs', 'a duty is not kept apart from itself'),
  ('dynamic', 'signs', 'posts', 'a dynamic rule is between columns, not grants'),
  ('often', 'signs', 'posts', 'a rule is static or dynamic')
) as r (kind, one, two, why);

-- Two duties do not come together by a role that grows, or by one that was lost.
select tests.clear_authentication();
delete from stagedoor.separation_settings;
select tests.create_user(name) from unnest(array['fay', 'gus']) as name;
select tests.create_role('grows', 'North');
select tests.grant_role('fay', 'Beta', 'grows');
select tests.grant_role('fay', 'Beta', 'signs');
select throws_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('grows', 'North'), tests.role_id('posts')) $$,
  '23514', null, 'a role does not include a duty that conflicts with one of its holders');
insert into stagedoor.role_includes
values (tests.role_id('grows', 'North'), tests.role_id('fellow'));
select throws_ok(
  $$ update stagedoor.role_includes set included_role_id = tests.role_id('posts')
     where permission_role_id = tests.role_id('grows', 'North') $$,
  '23514', null, 'an inclusion does not change to a duty that conflicts with one of its holders');
delete from stagedoor.role_includes
where permission_role_id = tests.role_id('grows', 'North');
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('fay') and a.grant_id = tests.role_id('grows', 'North');
select lives_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('grows', 'North'), tests.role_id('posts')) $$,
  'a former holder does not block an inclusion');

select tests.freeze_time('2027-03-01 12:00:00+00');
select tests.create_user(name) from unnest(array['hal', 'ivy']) as name;
select tests.grant_role('hal', 'Beta', 'signs', null, '2027-03-01 12:00:00+00');
select lives_ok($$ select tests.grant_role('hal', 'Beta', 'posts') $$,
  'a duty is over at the very moment of its end');
select tests.grant_role('ivy', 'Beta', 'signs', null, '2027-03-01 12:00:00.000001+00');
select throws_ok($$ select tests.grant_role('ivy', 'Beta', 'posts') $$, '23514', null,
  'a duty is not over before its end');
select tests.create_user('jay');
select tests.grant_role('jay', 'Beta', 'signs', '2027-01-01', '2027-03-01 12:00:00+00');
select lives_ok(
  $$ select tests.grant_role('jay', 'Beta', 'posts', '2027-02-01') $$,
  'an ended duty allows a second one that is said to have begun earlier');
select tests.unfreeze_time();

-- Who may hold what together is told to whoever reads the log.
select results_eq(
  $$ select q.event, r.rule_key, q.scope_id from stagedoor.event_queue as q
     join stagedoor.separation_rules as r on r.id::text = q.object_id
     where q.event like 'separation_rule.%' order by q.id $$,
  $$ values ('separation_rule.created', 'signs_or_posts', null),
       ('separation_rule.created', 'uploads_or_approves', null),
       ('separation_rule.changed', 'uploads_or_approves', tests.scope_id('Beta')) $$,
  'each change of a rule is an event');

-- dynamic ------------------------------------------------------------------------
insert into stagedoor.separation_rules (rule_key, kind, description)
values ('maker_checker', 'dynamic', 'Nobody checks their own work');
create table public.orders (
  id         integer primary key,
  project_id uuid not null,
  made_by    uuid not null references stagedoor.user_accounts (id) on update cascade,
  checked_by uuid references stagedoor.user_accounts (id) on update cascade
);
create trigger _500_separate_duties
  after insert or update on public.orders
  for each row execute function stagedoor.tg_any__separate_duties(
    'maker_checker', 'project_id', 'made_by', 'checked_by');
alter table public.orders enable always trigger _500_separate_duties;
insert into public.orders values (1, tests.scope_id('Alpha'), tests.user_id('ada'), null);
select throws_ok(
  $$ update public.orders set checked_by = tests.user_id('ada') $$,
  '23514', 'Nobody checks their own work', 'a user does not check their own work (F116)'
);
select lives_ok(
  $$ update public.orders set checked_by = tests.user_id('cleo') $$,
  'another user checks the work (control)'
);
select throws_ok(
  $$ update public.orders set made_by = tests.user_id('ben') $$,
  '23514', 'made_by is set once', 'the maker of a row does not change'
);
select throws_ok(
  $$ update public.orders set checked_by = null $$,
  '23514', 'checked_by is set once', 'the checker of a row does not change'
);

select * from finish();
rollback;
