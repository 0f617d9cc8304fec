-- Erasing a person: the fields are gone, the log verifies as before (F47).
begin;
select plan(14);
select tests.use_fixture_catalogue();

-- The cast: Gil was a guest of Alpha, invited by address, and signed up; Cam stays.
select tests.create_user(name) from unnest(array['sarah', 'gil', 'cam']) as name;
select tests.create_project('Alpha');
select tests.grant_role('sarah', 'Alpha', 'manager');
select tests.flush();
select public.erase_personal_data(tests.user_id(name)) from unnest(array['gil', 'cam']) as name;

create temporary table gil as
select tests.user_id('gil') as id, stagedoor.confirmed_email(tests.user_id('gil')) as email,
  gen_random_uuid() as former_id;
insert into stagedoor.account_aliases (former_id, user_id) select former_id, id from gil;
grant select on gil to authenticated, service_role;

select stagedoor.record_event('test.invited', tests.scope_id('Alpha'),
  p_personal => jsonb_build_object('email', email)) from gil;
select stagedoor.record_event('test.guest', tests.scope_id('Alpha'), p_subject_id => former_id,
  p_personal => '{"fullname_first": "Gil"}') from gil;
select stagedoor.record_event('test.member', tests.scope_id('Alpha'), p_subject_id => id,
  p_personal => '{"phone_number": "+1 555 0100"}') from gil;
select stagedoor.record_event('test.other', tests.scope_id('Alpha'),
  p_subject_id => tests.user_id('cam'), p_personal => '{"email": "cam@else.example"}');
select tests.flush();

create function pg_temp.personal(p_event text)
returns jsonb
language sql
as $$
  select e.personal from public.get_audit_events(tests.scope_id('Alpha'), 1000) as e
  where e.event = p_event
$$;
create temporary table exported as select public.export_audit(tests.scope_id('Alpha')) as bytes;

-- who erases -------------------------------------------------------------------------
select tests.authenticate_as('sarah');
select throws_ok($$ select public.erase_personal_data((select id from gil)) $$, '42501', null,
  'a manager erases nobody');
select tests.authenticate_as('gil');
select throws_ok($$ select public.erase_personal_data((select id from gil)) $$, '42501', null,
  'a user does not erase themselves past the service');
select tests.authenticate_as_anon();
select throws_ok(
  $$ select public.erase_personal_data('00000000-0000-4000-8000-000000000001') $$, '42501',
  null, 'anon erases nobody');

select tests.authenticate_as_service();
select is(public.erase_personal_data((select id from gil)), 3::bigint,
  'the service erases all three values about Gil');
select is(public.erase_personal_data((select id from gil)), 0::bigint,
  'a second erasure finds nothing');
select tests.clear_authentication();
select tests.flush();

-- what is erased ---------------------------------------------------------------------
select is(pg_temp.personal('test.member'), '{"phone_number": null}',
  'an erasure empties what the log held about the account');
select is(pg_temp.personal('test.guest'), '{"fullname_first": null}',
  'an erasure empties what the log held about the former guest');
select is(pg_temp.personal('test.invited'), '{"email": null}',
  'an erasure empties the address that was invited before');
select is(pg_temp.personal('test.other'), '{"email": "cam@else.example"}',
  'an erasure keeps the values of others');
select is_empty(
  $$ select v.salt from stagedoor_audit.personal_values as v, gil
     where v.person_id in (gil.id, gil.former_id) or v.value = gil.email $$,
  'an erasure removes the salts with the values'
);
select is(
  public.export_audit(tests.scope_id('Alpha')), (select bytes from exported),
  'an erasure changes no byte of the log'
);
select ok(
  (public.verify_audit(tests.scope_id('Alpha')) ->> 'ok')::boolean,
    'the log verifies after an erasure'
);
select is(
  (select e.after ->> 'erased_values' from public.get_audit_events(null, 1) as e
   where e.event = 'account.erased' and e.subject_id = (select id from gil)),
  '3', 'the erasure is an event of the installation'
);
select is(
  (select count(*) from public.get_audit_events(null, 100) as e
   where e.event = 'account.erased' and e.subject_id = (select id from gil)
     and e.after ->> 'erased_values' <> '3'),
  (select count(*) from public.get_audit_events(null, 100) as e
   where e.event = 'account.erased' and e.subject_id = (select id from gil)) - 1,
  'an erasure that finds nothing is no event'
);

select * from finish();
rollback;
