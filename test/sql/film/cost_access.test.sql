-- public.cost_policies, and what resolve_cost_access answers by them (F28 to F33, F35).
begin;
select plan(88);

-- The cast: Sarah produces Alpha, Lin is line producer, Pam accountant, Eve executive
-- producer, Cora coordinator, Cam crew, Dan heads Camera alone. Una is a unit production
-- manager, a role of the company; Liz has a role that includes the line producer's; Bob
-- watches for the guarantor; Dora signs by a direct grant; Del signs by delegation from Lin, Deb
-- one by Sarah. Mal produces Beta.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'pam', 'eve', 'cora', 'cam',
  'dan', 'una', 'liz', 'bob', 'dora', 'del', 'deb', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
select tests.create_role('unit_production_manager', 'Alpha',
  '{"cost:approve": "allow", "budget:view:all": "allow", "budget:edit:all": "allow",
    "transaction:view:all": "allow", "project:view:assigned": "allow"}');
select tests.create_role('bond_auditor', 'Alpha', '{"project:view:assigned": "allow",
  "budget:view:assigned": "allow", "transaction:view:assigned": "allow"}');
select tests.create_role('local_line_producer', 'Alpha', '{"schedule:view": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('local_line_producer', 'Alpha'), tests.role_id('line_producer'));
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('pam', 'Alpha', 'production_accountant'), ('eve', 'Alpha', 'executive_producer'),
  ('cora', 'Alpha', 'coordinator'), ('cam', 'Alpha', 'crew_member'),
  ('dan', 'Camera', 'department_head'), ('una', 'Alpha', 'unit_production_manager'),
  ('liz', 'Alpha', 'local_line_producer'), ('bob', 'Alpha', 'bond_auditor'),
  ('del', 'Alpha', 'crew_member'), ('deb', 'Alpha', 'crew_member'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
select tests.grant_key('dora', 'Alpha', 'cost:approve');
select tests.delegate('lin', 'del', 'Alpha', 'cost:approve', now() + interval '1 day');
select tests.delegate('sarah', 'deb', 'Alpha', 'cost:approve', now() + interval '1 day');

insert into public.productions (project_id, currency, phase)
values (tests.project_id('Alpha'), 'USD', 'prep'), (tests.project_id('Beta'), 'USD', 'prep');
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
  where a.code = p_code order by a.project_id is not null limit 1
$$;
create function pg_temp.own_agreement(p_code text) returns uuid
language sql stable security definer as $$
  select a.id from public.union_agreements as a
  where a.code = p_code and a.project_id is not null
$$;
create function pg_temp.enter(
  p_code text, p_parent text, p_category text, p_kind text, p_agreement text,
  p_project text default 'Alpha'
) returns void
language sql security definer as $$
  insert into public.cost_codes
    (project_id, parent_id, code, name, category, kind, union_agreement_id)
  values (tests.project_id(p_project), pg_temp.code(p_parent, p_project), p_code, p_code,
    p_category, p_kind, pg_temp.agreement(p_agreement))
$$;
select pg_temp.enter(c.code, c.parent, c.category, c.kind, c.agreement)
from (values
  ('1400', null, 'above_line', 'header', null),
  ('1401', '1400', 'above_line', 'account', 'SAG-AFTRA-TH'),
  ('3300', null, 'below_line', 'header', null),
  ('3302', '3300', 'below_line', 'account', 'IATSE-600'),
  ('3302-01', '3302', 'below_line', 'account', 'IATSE-600'),
  ('3310', '3300', 'below_line', 'account', null),
  ('2500', null, 'below_line', 'header', null),
  ('2501', '2500', 'below_line', 'account', 'IATSE-80')
) as c (code, parent, category, kind, agreement);
select pg_temp.enter('3302', null, 'below_line', 'account', null, 'Beta');

-- What somebody is told about a code, asked by themselves; and asked for several at once.
create function pg_temp.access(p_name text, p_code text) returns text
language plpgsql as $$
declare
  v_code uuid := pg_temp.code(p_code);
  v_answer text;
begin
  perform tests.authenticate_as(p_name);
  v_answer := public.resolve_cost_access(v_code);
  if v_answer <> public.get_cost_access(v_code) ->> 'access' then
    v_answer := 'two answers';
  end if;
  perform tests.clear_authentication();
  return v_answer;
end;
$$;

-- as shipped -----------------------------------------------------------------------------
select results_eq(
  $$ select r.role_key, p.category, p.requires_guild_approval, p.allows_line_producer_edit,
       num_nonnulls(p.prefix, p.union_agreement_id::text, p.phase)
     from public.cost_policies as p
     join stagedoor.permission_roles as r on r.id = p.permission_role_id
     where p.project_id is null order by 2 $$,
  $$ values ('line_producer', 'above_line', true, false, 0),
       ('line_producer', 'below_line', false, true, 0) $$,
  'as shipped a line producer is bound, and nobody else (F31)');
select is(pg_temp.access(w.name, c.code), w.answers[c.position],
  format('%s may %s against %s (F32)', w.title, w.answers[c.position], c.code))
from (values
  ('lin', 'a line producer', '{read,approve,approve}'::text[]),
  ('liz', 'a role that includes the line producer''s', '{read,approve,approve}'),
  ('del', 'a delegate of a line producer', '{read,approve,approve}'),
  ('sarah', 'a producer', '{approve,approve,approve}'),
  ('eve', 'an executive producer', '{approve,approve,approve}'),
  ('pam', 'an accountant', '{approve,approve,approve}'),
  ('dora', 'whoever signs by a direct grant', '{approve,approve,approve}'),
  ('deb', 'a delegate of a producer', '{approve,approve,approve}'),
  ('una', 'a tenant''s role that nothing binds', '{approve,approve,approve}'),
  ('bob', 'an auditor', '{read,read,read}'),
  ('cora', 'a coordinator', '{denied,denied,denied}'),
  ('dan', 'the head of the camera department', '{denied,approve,denied}'),
  ('mal', 'a stranger', '{denied,denied,denied}')
) as w (name, title, answers)
cross join (values (1, '1401'), (2, '3302-01'), (3, '2501')) as c (position, code);

-- a matrix of their own ------------------------------------------------------------------
create function pg_temp.policy(
  p_role text, p_prefix text, p_category text, p_agreement text, p_phase text,
  p_guild boolean, p_edit boolean, p_project text default 'Alpha'
) returns void
language sql as $$
  insert into public.cost_policies (
    project_id, permission_role_id, prefix, category, union_agreement_id, phase,
    requires_guild_approval, allows_line_producer_edit)
  values (
    tests.project_id(p_project), tests.role_id(p_role, 'Alpha'), p_prefix, p_category,
    pg_temp.agreement(p_agreement), p_phase, p_guild, p_edit)
$$;
select pg_temp.policy('line_producer', null, 'above_line', null, null, false, true);
select is(pg_temp.access('lin', '1401'), 'denied',
  'above the line without the guild''s approval a line producer is denied (F32)');
select is(pg_temp.access('del', '1401'), 'denied',
  'a delegate of a line producer is denied with them (F32)');
select pg_temp.policy('line_producer', null, 'below_line', null, null, true, false);
select is(pg_temp.access('lin', '3302'), 'denied',
  'below the line without the edit a line producer is denied, guild or not (F32)');
select pg_temp.policy('line_producer', null, 'below_line', null, 'prep', false, true);
select is(pg_temp.access('lin', '3302'), 'approve',
  'a policy of the phase stands before one of any phase (F31)');
select pg_temp.policy('line_producer', null, 'below_line', 'IATSE-600', null, false, false);
select is(pg_temp.access('lin', '3302'), 'denied',
  'a policy of the agreement stands before one of the phase (F31)');
select is(pg_temp.access('lin', '3310'), 'approve',
  'a policy of an agreement is not for a code without one (F31)');
select pg_temp.policy('line_producer', '3300', 'below_line', null, null, false, true);
select is(pg_temp.access('lin', '3302-01'), 'approve',
  'a policy of the prefix, be it an ancestor''s, stands before one of the agreement (F31)');
select is(pg_temp.access('lin', '2501'), 'approve',
  'a policy of a prefix is not for another branch (F31)');
select pg_temp.policy('line_producer', '3302', 'below_line', null, null, false, false);
select is(pg_temp.access('lin', '3302-01'), 'denied',
  'a policy of the own prefix stands before one of an ancestor''s (F31, F44)');
select is(pg_temp.access('lin', '3310'), 'approve',
  'the sibling keeps the policy of the ancestor''s prefix (F31)');
select pg_temp.policy('line_producer', '3302', 'below_line', null, 'wrap', false, true);
select is(pg_temp.access('lin', '3302-01'), 'denied',
  'a policy of another phase says nothing now (F35)');
update public.productions set phase = 'wrap' where project_id = tests.project_id('Alpha');
select is(pg_temp.access('lin', '3302-01'), 'approve',
  'at the statement after the phase has moved it does (F35, F36)');
select is(pg_temp.access('lin', '2501'), 'denied',
  'a policy of the phase that is over says nothing any more (F35, F36)');
select tests.clear_authentication();
select throws_ok(
  $$ select pg_temp.policy('line_producer', '3302', 'below_line', null, 'wrap', true, true) $$,
  '23505', null, 'of two policies that are equally specific there is one');
delete from public.cost_policies where project_id = tests.project_id('Alpha');
insert into public.cost_policies (permission_role_id, prefix, category)
values (tests.role_id('line_producer'), '3302', 'below_line');
select is(pg_temp.access('lin', '3302'), 'denied',
  'of policies that ship the most specific one says');
select pg_temp.policy('line_producer', null, 'below_line', null, null, false, true);
select is(pg_temp.access('lin', '3302'), 'approve',
  'a policy of the production stands before any that ships (F31)');
delete from public.cost_policies where project_id = tests.project_id('Alpha')
  or prefix is not null;

-- an agreement of the production's own
insert into public.union_agreements (project_id, code, guild, jurisdiction)
values (tests.project_id('Alpha'), 'IATSE-600', 'IATSE Local 600', 'Here');
select pg_temp.policy('line_producer', null, 'below_line', 'IATSE-600', null, false, false);
select is(pg_temp.access('lin', '3302'), 'denied',
  'an agreement of the production is the one that ships with the same code (F30)');
delete from public.cost_policies where project_id = tests.project_id('Alpha');

-- who is bound ---------------------------------------------------------------------------
select pg_temp.policy('unit_production_manager', null, 'below_line', null, null, false, true);
select is(pg_temp.access('una', c.code), c.answer,
  format('a role that a policy names is bound: %s is %s (F31)', c.code, c.answer))
from (values ('1401', 'denied'), ('3302', 'approve')) as c (code, answer);
select tests.grant_key('una', 'Alpha', 'cost:approve');
select is(pg_temp.access('una', '1401'), 'approve',
  'a direct grant beside a bound role is not bound: the best access holds');
select pg_temp.policy('crew_member', null, 'above_line', null, null, true, false);
select is(pg_temp.access('cam', '1401'), 'denied',
  'a role that is bound and holds no key may nothing');
select pg_temp.policy('bond_auditor', null, 'below_line', null, null, false, true);
select is(pg_temp.access('bob', '3302'), 'read',
  'a policy gives no signature to a role that does not hold one');
select tests.deny('lin', 'Alpha', 'cost:approve');
select is(pg_temp.access('lin', '3302'), 'read',
  'whoever is denied the signature does not sign, whatever the policy says');
select is(pg_temp.access('lin', '1401'), 'read',
  'above the line whoever is denied the signature reads as before');
select tests.deny('sarah', 'Camera', 'cost:approve');
select tests.deny('sarah', 'Camera', 'transaction:approve');
select is(pg_temp.access('sarah', '3302'), 'read',
  'a denial at a department is for its codes');
select is(pg_temp.access('sarah', '2501'), 'approve',
  'a denial at a department leaves the codes of others alone');
select is(pg_temp.access('deb', '3302'), 'denied',
  'what is delegated ends where its delegator is denied');
select is(pg_temp.access('deb', '2501'), 'approve',
  'what is delegated holds where its delegator holds it');
update public.department_prefixes set department_id = tests.scope_id('Grip')
where prefix = '3300';
select is(pg_temp.access('dan', '3302'), 'denied',
  'a prefix in the wrong department drops its head''s signature (F44)');
update public.department_prefixes set department_id = tests.scope_id('Camera')
where prefix = '3300';
select is(pg_temp.access('dan', '3302'), 'approve',
  'in the right department it is back (F44)');

-- asking about others --------------------------------------------------------------------
select tests.authenticate_as('sarah');
select is(public.resolve_cost_access(pg_temp.code('1401'), tests.user_id('eve')), 'approve',
  'whoever may see accesses asks about others');
select is(public.resolve_cost_access(pg_temp.code('3302'), tests.user_id('cam')), 'denied',
  'whoever may see accesses is told a no about others');
select is(
  public.get_cost_access(pg_temp.code('3302'), tests.user_id('bob')) ->> 'access', 'read',
  'get_cost_access answers about others, too');
select tests.authenticate_as('cam');
select throws_ok(
  $$ select public.resolve_cost_access(pg_temp.code('1401'), tests.user_id('eve')) $$,
  '42501', 'Access denied', 'whoever works there and may not see accesses is refused');
select throws_ok(
  $$ select public.get_cost_access(pg_temp.code('1401'), tests.user_id('eve')) $$, '42501',
  null, 'get_cost_access refuses them as well');
select tests.authenticate_as('mal');
select is(public.resolve_cost_access(pg_temp.code('1401'), tests.user_id('eve')), 'denied',
  'a stranger is told denied about anybody (F86)');
select is(public.resolve_cost_access(gen_random_uuid(), tests.user_id('eve')), 'denied',
  'a code that is not there is denied (F86)');
select is(
  public.get_cost_access(pg_temp.code('1401')), public.get_cost_access(gen_random_uuid()),
  'a foreign code and none are told alike (F86)');
select is(public.resolve_cost_access(null), 'denied', 'no code is denied');
select tests.authenticate_as_anon();
select throws_ok($$ select public.resolve_cost_access(null) $$, '42501', null,
  'nobody asks without a session');

-- what can be remembered -----------------------------------------------------------------
select tests.clear_authentication();
select tests.freeze_time('2026-03-02 10:00+00');
select tests.grant_role('cora', 'Alpha', 'department_head', null, '2026-03-05 10:00+00');
select tests.authenticate_as('cora');
select is(
  public.get_cost_access(pg_temp.code('3302')) - array['version', 'valid_until'],
  jsonb_build_object('access', 'approve', 'code', '3302', 'category', 'below_line',
    'union_agreement_id', pg_temp.own_agreement('IATSE-600'), 'phase', 'wrap',
    'override_id', null),
  'an answer says what it stands on (F30, F35)');
select is(
  (public.get_cost_access(pg_temp.code('3302')) ->> 'valid_until')::timestamptz,
  '2026-03-05 10:00+00'::timestamptz, 'an answer says until when it can hold (F37, F114)');
select is(
  (public.get_cost_access(pg_temp.code('3302')) ->> 'version')::bigint,
  public.get_access_version(tests.scope_id('Camera')),
  'an answer says of which version it is (F37, F114)');
create function pg_temp.is_raised_by(p_sql text, p_title text) returns text
language plpgsql as $$
declare
  v_before bigint;
  v_after  bigint;
begin
  perform tests.clear_authentication();
  perform tests.flush();
  perform tests.authenticate_as('cora');
  v_before := public.get_access_version(tests.scope_id('Camera'));
  perform tests.clear_authentication();
  execute p_sql;
  perform tests.flush();
  perform tests.authenticate_as('cora');
  v_after := public.get_access_version(tests.scope_id('Camera'));
  perform tests.clear_authentication();
  return cmp_ok(v_after, '>', v_before, p_title);
end;
$$;
select pg_temp.is_raised_by(r.sql, format('%s makes what is remembered old (F36, F37)',
  r.title))
from (values
  ($$ update public.productions set phase = 'post'
      where project_id = tests.project_id('Alpha') $$, 'another phase'),
  ($$ insert into public.cost_policies (project_id, permission_role_id, category)
      values (tests.project_id('Alpha'), tests.role_id('department_head'), 'above_line') $$,
    'another policy'),
  ($$ update public.department_prefixes set department_id = null
      where prefix = '2500' $$, 'another department of a prefix'),
  ($$ update public.cost_codes set union_agreement_id = null
      where id = pg_temp.code('3302') $$, 'another agreement of a code'),
  ($$ insert into public.spending_authorities
        (project_id, user_id, cost_code_id, currency, per_transaction, cumulative, delegated_by)
      values (tests.project_id('Alpha'), tests.user_id('cora'), pg_temp.code('3300'), 'USD',
        10, 100, tests.user_id('eve')) $$, 'another authority')
) as r (sql, title);

select * from finish();
rollback;
