-- Disclosing a personal value with its salt: whoever is given both can prove it (F47).
begin;
select plan(14);
select tests.use_fixture_catalogue();

-- The cast: Sarah manages Alpha; Zoe is in its log under two keys.
select tests.create_user(name) from unnest(array['sarah', 'zoe']) as name;
select tests.create_project('Alpha');
select tests.grant_role('sarah', 'Alpha', 'manager');
select tests.flush();
select stagedoor.record_event('test.member', tests.scope_id('Alpha'),
  p_subject_id => tests.user_id('zoe'),
  p_personal => '{"phone_number": "+1 555 0100", "email": "zoë@example.com"}');
select stagedoor.record_event('test.nobody', tests.scope_id('Alpha'));
select tests.flush();

create function pg_temp.seq_of(p_event text)
returns bigint
language sql
as $$
  select e.seq from public.get_audit_events(tests.scope_id('Alpha'), 1000) as e
  where e.event = p_event order by e.seq desc limit 1
$$;
create temporary table seqs as
select pg_temp.seq_of('test.member') as member, pg_temp.seq_of('test.nobody') as nobody;
create temporary table told (key text, value text, salt text);
grant all on seqs, told to authenticated, anon, service_role;

select tests.authenticate_as('sarah');
select throws_ok(
  $$ select * from public.disclose_personal_data(tests.scope_id('Alpha'),
     (select member from seqs)) $$,
  '42501', null, 'a manager, who sees the values, is given no salt');
select tests.authenticate_as_anon();
select throws_ok(
  $$ select * from public.disclose_personal_data('00000000-0000-4000-8000-000000000001', 1) $$,
  '42501', null, 'anon is given nothing');

select tests.authenticate_as_service();
insert into told
select * from public.disclose_personal_data(tests.scope_id('Alpha'), (select member from seqs));
select is_empty(
  $$ select * from public.disclose_personal_data(tests.scope_id('Alpha'),
     (select nobody from seqs)) $$,
  'an event that names nobody has nothing to disclose');
select is_empty(
  $$ select * from public.disclose_personal_data(tests.scope_id('Alpha'), null) $$,
  'a position that is null discloses nothing');
select tests.clear_authentication();
select tests.flush();

select results_eq(
  'select key, value from told',
  $$ values ('email', 'zoë@example.com'), ('phone_number', '+1 555 0100') $$,
  'the service is given every value of the event, by key');
select is_empty($$ select * from told where salt !~ '^[0-9a-f]{64}$' $$,
  'a salt is 64 hexadecimal digits');
select is(
  (select jsonb_object_agg(t.key, encode(
    sha256(decode(t.salt, 'hex') || convert_to(t.value, 'UTF8')), 'hex')) from told as t),
  (
    select convert_from(l.body, 'UTF8')::jsonb -> 'personal'
    from stagedoor_audit.leaves as l, seqs
    where l.sequence_id = tests.scope_id('Alpha') and l.seq = seqs.member
  ),
  'salt and value together have the hash that the event holds');
select is(
  (
    select jsonb_build_object('object_id', e.object_id, 'after', e.after, 'role', e.actor_role,
      'personal', e.personal)
    from public.get_audit_events(tests.scope_id('Alpha'), 1) as e
    where e.event = 'personal_data.disclosed'
  ),
  jsonb_build_object('object_id', (select member::text from seqs),
    'after', '{"keys": ["email", "phone_number"]}'::jsonb, 'role', 'service_role',
    'personal', null),
  'a disclosure is an event that says which values, and none of them');
select is(
  (select count(*) from public.get_audit_events(tests.scope_id('Alpha'), 1000) as e
   where e.event = 'personal_data.disclosed'),
  1::bigint, 'a call that discloses nothing leaves no event');

select tests.authenticate_as_service();
select is(public.erase_personal_data(tests.user_id('zoe')) >= 2, true,
  'the service erases Zoe');
select is_empty(
  $$ select * from public.disclose_personal_data(tests.scope_id('Alpha'),
     (select member from seqs)) $$,
  'what is erased is disclosed to nobody');
select lives_ok('select * from public.disclose_personal_data(null, 1)',
  'the log of the installation is asked by a null scope');
select tests.clear_authentication();
select tests.flush();
select ok((public.verify_audit(tests.scope_id('Alpha')) ->> 'ok')::boolean,
  'the log verifies after a disclosure and an erasure');

select tests.clear_authentication();
select results_eq(
  $$ select l.action, l.resource_id, l.scope_id from stagedoor.access_log as l
     where l.resource_type = 'personal_values' $$,
  $$ select 'export', format('%s/%s', tests.scope_id('Alpha'), s.member), tests.scope_id('Alpha')
     from seqs as s $$,
  'F88: a disclosure of personal values is a line of the access log');

select * from finish();
rollback;
