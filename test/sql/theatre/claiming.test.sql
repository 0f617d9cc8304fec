-- Claiming: a guest becomes the account of a login, once, with all that is theirs.
begin;
select plan(98);

-- The cast: Mia makes guests for Gus, who has no account yet, and for Ona, who has one. Sid
-- makes one for Ona too, and for Mia. Eve is nobody.
select tests.create_user(name) from unnest(array['mia', 'sid', 'ona', 'eve']) as name;
insert into auth.users (id, email, email_confirmed_at)
values
  (tests.id_for('gus'), 'gus@example.test', now()),
  (tests.id_for('ulf'), 'ulf@example.test', null);
create temporary table made (name text, id uuid, token text);
grant all on made to public;
create function pg_temp.guest(p_name text, p_by text) returns void
language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.authenticate_as(p_by);
  v_answer := public.create_guest_user(
    p_name || '@example.test', initcap(p_name), 'Guest', 'CREW', '123', 'By ' || p_by);
  insert into made values (p_by || ' ' || p_name, (v_answer ->> 'user_id')::uuid,
    v_answer ->> 'claim_token');
end;
$$;
create function pg_temp.log() returns table (event text, body text)
language sql stable as $$
  select l.event, convert_from(l.body, 'UTF8') from stagedoor_audit.leaves as l
$$;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
create function pg_temp.claim(p_name text) returns jsonb
language sql as $$
  select public.claim_guest_account((select m.token from made as m where m.name = p_name))
$$;
create function pg_temp.status() returns text
language sql stable as $$ select current_setting('response.status', true) $$;
select pg_temp.guest('gus', 'mia'), pg_temp.guest('ona', 'mia'), pg_temp.guest('ona', 'sid'),
  pg_temp.guest('mia', 'sid'), pg_temp.guest('ulf', 'mia'), pg_temp.guest('eve', 'mia');

-- What hangs on the guests: a show with Gus and Ona in it, a delegation, a grant.
select tests.authenticate_as('mia');
create temporary table things as
select public.create_show('Play') as show, null::uuid as script, null::uuid as department;
grant select on things to public;
with s as (insert into public.scripts (title) values ('Book') returning id),
  d as (insert into public.departments (name) values ('Lights') returning id)
update things set script = (select id from s), department = (select id from d);
insert into public.show_scripts select show, script from things;
insert into public.show_assignments (project_id, user_id, kind, user_role, valid_until)
select show, pg_temp.id('mia gus'), 'cast', 'UNDERSTUDY', now() + interval '30 days'
from things;
insert into public.show_assignments (project_id, user_id)
select show, pg_temp.id('mia ona') from things;
insert into public.department_members
select department, pg_temp.id(who) from things, unnest(array['mia gus', 'mia ona']) as who;
select public.delegate_script(script, pg_temp.id('mia gus'), '{notes}') from things;
select public.grant_access(
  pg_temp.id('mia gus'), (select show from things), 'permission', 'script:view');

-- who may -----------------------------------------------------------------------------
select tests.authenticate_as('eve');
select is(pg_temp.claim('mia gus') ->> 'reason', 'email_mismatch',
  'F82: nobody claims the guest of another address');
select is(pg_temp.status(), '403', 'F86: a claim of another address is answered 403');
select is(public.claim_guest_account('nonsense') ->> 'reason', 'invalid',
  'F82: an unknown token claims nobody');
select is(pg_temp.status(), '404', 'F86: an unknown token is answered 404');
select is(
  (select array_agg(k order by k) from jsonb_object_keys(public.claim_guest_account('no')) as k),
  array['code', 'details', 'error_code', 'hint', 'message', 'ok', 'reason', 'retry_after'],
  'F87: a refused claim carries what an error has');
select is(public.claim_guest_account(null) ->> 'reason', 'invalid',
  'F82: no token claims nobody');
select is(public.claim_guest_account('') ->> 'reason', 'invalid',
  'F82: an empty token claims nobody');
select is(public.claim_guest_account('a sixth') ->> 'reason', 'too_many_tries',
  'F92: whoever guesses five times waits');
select is(pg_temp.claim('mia eve') ->> 'reason', 'too_many_tries',
  'F92: whoever waits is not let in by a right token either');
select is(pg_temp.status(), '429', 'F86: whoever waits is answered 429');
select tests.authenticate_as('ulf');
select is(pg_temp.claim('mia ulf') ->> 'reason', 'email_mismatch',
  'F82: an address that is not confirmed claims nobody');
select tests.authenticate_as('gus', p_claims => '{"client_id": "app"}');
select is(pg_temp.claim('mia gus') ->> 'reason', 'client_not_allowed',
  'F131: an app claims nobody');
select tests.clear_authentication();
select is(pg_temp.claim('mia gus') ->> 'reason', 'no_session',
  'F85: nobody claims without signing in');
select tests.ban_user('gus');
select tests.authenticate_as('gus');
select is(pg_temp.claim('mia gus') ->> 'reason', 'no_session',
  'F82: a banned login claims nobody');
select tests.ban_user('gus', now() - interval '1 minute');
select tests.authenticate_as_anon();
select throws_ok($$ select pg_temp.claim('mia gus') $$, '42501', null, 'F85: anon claims nobody');

-- becoming ----------------------------------------------------------------------------
select tests.authenticate_as('gus');
savepoint slips;
select public.claim_guest_account('a slip') from generate_series(1, 4);
select pg_temp.claim('mia gus');
select public.claim_guest_account('a slip');
select is(public.claim_guest_account('a slip') ->> 'reason', 'invalid',
  'F92: the slips of whoever has claimed are forgotten');
rollback to slips;
select is(
  pg_temp.claim('mia gus'),
  jsonb_build_object('ok', true, 'user_id', tests.id_for('gus')),
  'F82: a guest who confirms the address claims who they are');
select is(pg_temp.claim('mia gus') ->> 'ok', 'true',
  'F82: whoever has claimed is answered the same again');
select results_eq(
  $$ select user_status, user_role, fullname_first, phone_number
     from public.list_crew() where direction = 'self' $$,
  $$ values ('verified', 'CREW', 'Gus', '123') $$,
  'F82: whoever claims is verified, with name and title');
select is(
  (select count(*) from public.list_crew() where direction = 'manager' and is_active),
  1::bigint, 'F82: a claim keeps the relationship');
select results_eq('select title from public.scripts', array['Book'],
  'F69: whoever has claimed reads what their manager owns');
select results_eq('select project_id from public.get_my_projects()',
  'select show from things', 'F82: a claim keeps the grants');
select results_eq(
  $$ select kind, user_role from public.show_assignments
     where user_id = tests.id_for('gus') $$,
  $$ values ('cast', 'UNDERSTUDY') $$, 'F82: a claim keeps the assignments');
select is((select count(*) from public.department_members), 1::bigint,
  'F82: a claim keeps the departments');
select is((select count(*) from public.script_delegations), 1::bigint,
  'F82: a claim keeps what is delegated');
select set_eq(
  $$ select permission_key from public.get_user_permissions(
       tests.id_for('gus'), (select show from things)) $$,
  array['project:view:assigned', 'schedule:view', 'script:view'],
  'F82: a claim raises no role');
select tests.authenticate_as('eve');
select tests.clear_authentication();
delete from stagedoor.rate_limits;
select tests.authenticate_as('eve');
select is(pg_temp.claim('mia gus') ->> 'reason', 'invalid',
  'F82: a token that was claimed is unknown to everybody else');
select is(pg_temp.claim('mia eve') ->> 'ok', 'true',
  'F82: a user with an account claims the guest of their address');
select tests.clear_authentication();
select is_empty(
  $$ select from stagedoor.user_accounts where id = pg_temp.id('mia gus') $$,
  'F82: a guest who has claimed has the id of their login');
select is(
  (select user_id from stagedoor.account_aliases where former_id = pg_temp.id('mia gus')),
  tests.id_for('gus'), 'F82: a former id resolves to the account');
select tests.flush();
select is(
  (select count(*) from pg_temp.log() as e
   where e.event = 'account.claimed' and e.body like '%' || pg_temp.id('mia gus') || '%'),
  1::bigint, 'F82: a claim is one event');
select is(
  (select count(*) from pg_temp.log() as e
   where e.event = 'guest_claim.refused'), 7::bigint,
  'F89: every refused claim is an event, but those of whoever waits');

-- merging -----------------------------------------------------------------------------
-- Ona has an account, a title, a role in the show and is asked by Mia already.
select tests.authenticate_as('ona');
insert into public.crew_profiles (user_role) values ('DIRECTOR');
select tests.clear_authentication();
select tests.authenticate_as('mia');
select public.add_crew_member(tests.user_id('ona'), 'Asked');
select public.grant_access(
  tests.user_id('ona'), (select show from things), 'role', 'crew_member', null,
  now() + interval '5 days');
-- The guest held for ever, once, what Ona holds for five days.
select public.revoke_access(public.grant_access(
  pg_temp.id('mia ona'), (select show from things), 'permission', 'script:view'));
select public.grant_access(
  tests.user_id('ona'), (select show from things), 'permission', 'script:view', null,
  now() + interval '5 days');
select tests.authenticate_as('ona');
select is(pg_temp.claim('mia ona') ->> 'ok', 'true',
  'F82: a guest is merged into the account that the login has');
select is(pg_temp.claim('sid ona') ->> 'ok', 'true',
  'F82: guests of two managers are merged into one account');
select is(pg_temp.claim('mia ona') ->> 'ok', 'true',
  'F82: whoever has merged a guest is answered the same again');
select results_eq(
  $$ select user_role, fullname_first, phone_number from public.list_crew()
     where direction = 'self' $$,
  $$ values ('DIRECTOR', 'Ona', '123') $$,
  'F82: an account keeps its title and takes the name that it lacked');
select set_eq(
  $$ select user_id, is_active from public.list_crew() where direction = 'manager' $$,
  $$ values (tests.user_id('mia'), true), (tests.user_id('sid'), true) $$,
  'F82: a request that was open is accepted by the claim, and once');
select is((select count(*) from public.show_assignments where user_id = tests.user_id('ona')),
  1::bigint, 'F82: a merged guest keeps the assignment');
select tests.authenticate_as('mia');
select is(
  (select relationship_notes from public.list_crew() where user_id = tests.user_id('ona')),
  'Asked', 'F82: a manager keeps the notes on whoever was there first');
select tests.clear_authentication();
select results_eq(
  $$ select a.reason, a.valid_until is null
     from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('ona') and a.status = 'Active'
       and a.grant_type = 'role'
     order by a.valid_until nulls last $$,
  $$ values (null, false), ('assignment', true) $$,
  'F82: of two windows of one role the account keeps both, without an overlap');
select results_eq(
  $$ select a.valid_until is null
     from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('ona') and a.status = 'Active'
       and a.grant_type = 'permission' $$,
  $$ values (false) $$, 'F82: what a guest holds no more prolongs nothing of the account');
select is_empty(
  $$ select from stagedoor.user_accesses as a
     where a.user_id = pg_temp.id('mia ona') and a.status = 'Active' $$,
  'F82: a guest who was merged holds nothing');
select results_eq(
  $$ select claimed_as, email, fullname_first, account_status
     from stagedoor.user_accounts where id = pg_temp.id('mia ona') $$,
  $$ values (tests.user_id('ona'), null::text, null::text, 'guest') $$,
  'F82: a guest who was merged says who they are now, and nothing else');
select is(
  (select user_id from stagedoor.account_aliases where former_id = pg_temp.id('mia ona')),
  tests.user_id('ona'), 'F82: the former id of a merged guest resolves to the account');
select tests.authenticate_as('mia');
delete from public.show_assignments where user_id = tests.user_id('ona');
select tests.clear_authentication();
select results_eq(
  $$ select a.reason from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('ona') and a.status = 'Active'
       and a.grant_type = 'role' $$,
  $$ values (null::text) $$,
  'F82: an assignment that was merged still closes what it opened');
select tests.authenticate_as('mia');
select is(pg_temp.claim('sid mia') ->> 'ok', 'true',
  'F82: a manager claims a guest that somebody else made of them');
select is(
  (select count(*) from public.list_crew() where direction = 'manager'), 1::bigint,
  'F82: a manager who claims is crew of whoever made the guest');

-- nobody is their own crew ----------------------------------------------------------
select tests.clear_authentication();
update auth.users set email = 'old@example.test' where id = tests.user_id('sid');
select pg_temp.guest('sid', 'sid');
select tests.clear_authentication();
update auth.users set email = 'sid@example.test' where id = tests.user_id('sid');
select tests.authenticate_as('sid');
select is(pg_temp.claim('sid sid') ->> 'ok', 'true',
  'F82: a guest that one made of oneself is claimed');
select is_empty(
  $$ select from public.crew_relationships
     where manager_user_id = tests.user_id('sid') and crew_user_id = tests.user_id('sid') $$,
  'F67: nobody becomes their own crew by a claim');

-- what ends a token -------------------------------------------------------------------
select pg_temp.guest('vic', 'mia'), pg_temp.guest('wyn', 'mia'), pg_temp.guest('xia', 'mia'),
  pg_temp.guest('yul', 'mia');
select tests.clear_authentication();
insert into auth.users (id, email, email_confirmed_at)
select tests.id_for(n), n || '@example.test', now()
from unnest(array['vic', 'wyn', 'xia', 'yul']) as n;
select tests.authenticate_as('mia');
select public.update_crew_member(
  pg_temp.id('mia vic'), '{"email_address": "victor@example.test"}');
select tests.authenticate_as('vic');
select is(pg_temp.claim('mia vic') ->> 'reason', 'invalid',
  'F82: a change of the address voids the token');
select tests.authenticate_as('mia');
select public.update_crew_member(
  pg_temp.id('mia wyn'), '{"email_address": "wyn@example.test", "phone_number": "5"}');
select tests.authenticate_as('wyn');
select is(pg_temp.claim('mia wyn') ->> 'ok', 'true',
  'F82: a change of anything else leaves the token');
select tests.freeze_time(now() + interval '2160 hours');
select tests.authenticate_as('xia');
select is(pg_temp.claim('mia xia') ->> 'reason', 'expired',
  'F82: a token is over at its end');
select is(pg_temp.status(), '410', 'F86: a token that is over is answered 410');
select tests.freeze_time(now() + interval '2160 hours' - interval '1 second');
select is(pg_temp.claim('mia xia') ->> 'ok', 'true',
  'F82: a token claims until the moment before its end');
select tests.unfreeze_time();
-- By the real clock, by which guesses are counted.
savepoint over;
select tests.clear_authentication();
update stagedoor_theatre.guest_claims set expires_at = now()
where user_id = pg_temp.id('mia yul');
select tests.authenticate_as('yul');
select pg_temp.claim('mia yul') from generate_series(1, 6);
select is(pg_temp.claim('mia yul') ->> 'reason', 'expired',
  'F92: a right token that is over is no guess, however often it is shown');
rollback to over;
select tests.authenticate_as('mia');
update made set token = public.reissue_claim_token(id) ->> 'claim_token'
where name = 'mia yul';
select tests.authenticate_as('yul');
select is(pg_temp.claim('mia yul') ->> 'ok', 'true', 'F82: a token that was reissued claims');
select tests.clear_authentication();
select tests.flush();
select is((select count(*) from pg_temp.log() where event = 'guest_claim.renewed'), 1::bigint,
  'F47: a token that was reissued is an event');
select tests.authenticate_as('mia');
select throws_ok($$ select public.reissue_claim_token(tests.id_for('yul')) $$, '22023',
  'User is not a guest', 'F82: whoever has claimed gets no token');
select throws_ok($$ select public.delete_guest_user(tests.id_for('yul')) $$, '22023',
  'User is not a guest', 'F82: whoever has claimed is not erased by their manager');
select throws_ok(
  $$ select public.update_crew_member(tests.id_for('yul'), '{"phone_number": "1"}') $$,
  '42501', null, 'F71: whoever has claimed writes their own contact data');

-- what stands against it ----------------------------------------------------------------
select pg_temp.guest('zed', 'mia');
select tests.clear_authentication();
select tests.create_user('zed');
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values ('two_hands', 'static', tests.role_id('coordinator'), tests.role_id('line_producer'),
  'Two hands');
select tests.authenticate_as('mia');
select public.grant_access(
  pg_temp.id('mia zed'), (select show from things), 'role', 'coordinator');
select public.grant_access(
  tests.user_id('zed'), (select show from things), 'role', 'line_producer');
select tests.authenticate_as('zed');
select is(pg_temp.claim('mia zed') ->> 'reason', 'separation_of_duty',
  'F101: a claim that would join two duties is refused');
select is(pg_temp.status(), '409', 'F86: a claim that a rule forbids is answered 409');
select tests.clear_authentication();
select results_eq(
  $$ select account_status, claimed_as, fullname_first
     from stagedoor.user_accounts where id = pg_temp.id('mia zed') $$,
  $$ values ('guest', null::uuid, 'Zed') $$, 'F82: a claim that is refused changes nothing');
select is_empty(
  $$ select from stagedoor_theatre.guest_claims
     where user_id = pg_temp.id('mia zed') and claimed_at is not null $$,
  'F82: a claim that is refused leaves the token');
delete from stagedoor.separation_rules where rule_key = 'two_hands';
-- A rule of an adopter, without a word of JSON.
alter table stagedoor.account_aliases add constraint account_aliases_nobody_check
  check (user_id <> tests.id_for('zed'));
select tests.authenticate_as('zed');
select is(pg_temp.claim('mia zed') ->> 'reason', 'failed',
  'F82: a claim that something refuses without a name is told so');
select tests.clear_authentication();
alter table stagedoor.account_aliases drop constraint account_aliases_nobody_check;
create function pg_temp.break_down() returns trigger language plpgsql
as $$ begin raise 'It broke down'; end; $$;
create constraint trigger broken after insert on stagedoor.account_aliases
  deferrable initially deferred for each row execute function pg_temp.break_down();
select tests.authenticate_as('zed');
select is(pg_temp.claim('mia zed') ->> 'reason', 'failed',
  'F82: a claim that something refuses at the commit is told so');
select tests.clear_authentication();
drop trigger broken on stagedoor.account_aliases;
-- A guest who is denied what the last person who can give access needs.
select tests.create_organization('Lone');
select tests.grant_role('zed', 'Lone', 'producer');
select tests.create_role('gagged', 'Lone', '{"access:grant": "deny"}');
insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id)
values (pg_temp.id('mia zed'), 'organization', tests.organization_id('Lone'), 'role',
  tests.role_id('gagged', 'Lone'));
select tests.authenticate_as('zed');
select is(pg_temp.claim('mia zed') ->> 'reason', 'last_holder',
  'F82: a claim that would leave nobody who can give access is refused');
select tests.clear_authentication();
select tests.create_user('yan');
select tests.grant_role('yan', 'Lone', 'producer');
select tests.authenticate_as('zed');
select is(pg_temp.claim('mia zed') ->> 'ok', 'true',
  'F82: a claim succeeds once the rule is gone');

select tests.clear_authentication();
select results_eq(
  $$ select count(*) from stagedoor.user_accesses as a
     where a.user_id = tests.id_for('zed') and a.grant_id = tests.role_id('gagged', 'Lone') $$,
  $$ values (1::bigint) $$, 'F82: a claim takes over what denies, too');

-- What the account held once is no reason to lose what the guest holds.
select pg_temp.guest('yan', 'mia');
select tests.authenticate_as('mia');
select public.grant_access(pg_temp.id('mia yan'), (select show from things), 'role', 'coordinator');
select public.revoke_access(public.grant_access(
  tests.user_id('yan'), (select show from things), 'role', 'coordinator'));
insert into public.department_members
select department, pg_temp.id('mia yan') from things;
select public.delegate_script(script, pg_temp.id('mia yan'), '{notes}') from things;
select public.add_crew_member(tests.user_id('yan'));
select tests.authenticate_as('yan');
select public.set_crew_relationship_active(r.relationship_id, false)
from public.crew_relationships as r;
select is(pg_temp.claim('mia yan') ->> 'ok', 'true',
  'F82: whoever declined the manager once claims their guest');
select is((select count(*) from public.crew_relationships where is_active), 1::bigint,
  'F82: a claim accepts what was declined');
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('yan') and a.scope_id = (select show from things)
     and a.status = 'Active'), 1::bigint,
  'F82: a grant that the account lost once comes with the guest');
select results_eq(
  $$ select r.crew_user_id from public.script_delegations as d
     join public.crew_relationships as r on r.relationship_id = d.relationship_id
     where d.crew_user_id = tests.user_id('yan') $$,
  $$ values (tests.user_id('yan')) $$,
  'F82: a delegation hangs on the relationship that was kept');
select is(
  (select count(*) from public.department_members where user_id = tests.user_id('yan')),
  1::bigint, 'F82: a department that the guest was in is kept');

select tests.clear_authentication();
select throws_ok(
  $$ select stagedoor.claim_account(tests.user_id('mia'), tests.user_id('sid')) $$, '22023',
  'User is not a guest', 'F82: an account that can sign in is claimed by nobody');
select throws_ok(
  $$ select stagedoor.claim_account(gen_random_uuid(), tests.user_id('sid')) $$, '22023',
  'User is not a guest', 'F82: an account that is not there is claimed by nobody');
select throws_ok(
  format('select stagedoor.claim_account(%L, %L)', pg_temp.id('mia ona'), tests.user_id('sid')),
  '22023', 'User is not a guest', 'F82: a guest who was merged is claimed by nobody');

-- Whose address it is: seen by the platform, or said by the service.
create function pg_temp.address() returns text
language sql stable security definer as $$
  select stagedoor.client_address('198.51.100.1')
$$;
select tests.set_header('cf-connecting-ip', '203.0.113.9');
select tests.authenticate_as('mia');
select is(pg_temp.address(), '203.0.113.9',
  'F78: an address that a user says is not believed');
select tests.authenticate_as_anon();
select is(pg_temp.address(), '203.0.113.9', 'F78: an address that anon says is not believed');
select tests.authenticate_as_service();
select is(pg_temp.address(), '198.51.100.1', 'F78: an address that the service says is believed');
select tests.set_header('cf-connecting-ip', null);

-- by a token, without a session -----------------------------------------------------------
select pg_temp.guest('ann', 'mia');
select tests.authenticate_as('mia');
insert into public.show_assignments (project_id, user_id, department_id)
select show, pg_temp.id('mia ann'), department from things;
select tests.authenticate_as_anon();
create function pg_temp.profile(p_name text, p_data jsonb default null) returns jsonb
language sql as $$
  select public.update_guest_profile(
    (select m.token from made as m where m.name = p_name), p_data)
$$;
select is(pg_temp.profile('mia ann') #>> '{shows,0,title}', 'Play',
  'F65: a guest learns by their token where they work');
select is(pg_temp.profile('mia ann') #> '{shows,0,departments}', '["Lights"]',
  'F90: a guest learns their own departments');
savepoint closing_night;
select tests.authenticate_as('mia');
select public.archive_scope(show) from things;
select tests.authenticate_as_anon();
select is(pg_temp.profile('mia ann') -> 'shows', '[]',
  'F65: a guest worked in a show that is archived, and is told of it no more');
rollback to closing_night;
select is(
  pg_temp.profile('mia ann', '{"fullname_first": "Anna", "phone_number": "9"}')
    ->> 'fullname_first', 'Anna', 'F71: a guest changes their own name by their token');
select throws_ok($$ select pg_temp.profile('mia ann', '{"email_address": "x@y.z"}') $$,
  '22023', null, 'F71: a guest changes no address by their token');
savepoint expired;
select tests.clear_authentication();
select tests.freeze_time('2027-01-01 12:00+00');
update stagedoor_theatre.guest_claims set expires_at = '2027-01-01 12:00+00'
where user_id = pg_temp.id('mia ann');
select tests.authenticate_as_anon();
select is(pg_temp.profile('mia ann') ->> 'reason', 'expired',
  'F82: a token that is over at this moment writes no profile');
select is(pg_temp.status(), '410', 'F86: a token of a profile that is over is answered 410');
rollback to expired;
select throws_ok($$ select pg_temp.profile('mia gus') $$, '22023', 'User is not a guest',
  'F82: the token of somebody who has claimed is told so');
select is(public.update_guest_profile('nonsense') ->> 'reason', 'invalid',
  'F82: an unknown token writes nothing');
select is(pg_temp.status(), '404', 'F86: an unknown token of a profile is answered 404');
select tests.clear_authentication();
delete from stagedoor.rate_limits;
update stagedoor.settings set value = '2' where key = 'share_guesses_per_minute';
select tests.set_header('cf-connecting-ip', '203.0.113.7');
select tests.authenticate_as_anon();
select public.update_guest_profile('first'), public.update_guest_profile('second');
select is(public.update_guest_profile('third') ->> 'reason', 'too_many_tries',
  'F78: whoever guesses tokens from one address waits');
select is(pg_temp.profile('mia ann') ->> 'ok', 'true',
  'F78: a right token is never refused, however many guess from the same address');
select tests.set_header('cf-connecting-ip', '203.0.113.8');
select is(public.update_guest_profile('fourth') ->> 'reason', 'invalid',
  'F78: another address guesses for itself');
select tests.clear_authentication();
select tests.flush();
select is((select count(*) from pg_temp.log() where event = 'share.guessed'), 3::bigint,
  'F78: guesses of an address are one event a minute');
select results_eq(
  $$ select fullname_first, phone_number, email
     from stagedoor.user_accounts where id = pg_temp.id('mia ann') $$,
  $$ values ('Anna', '9', 'ann@example.test') $$,
  'F71: a guest who writes their profile writes themselves alone');

select isnt_empty(
  $$ select from stagedoor.access_log as l
     where l.resource_type = 'guest_claim' and l.action = 'claim' and l.refused = 'email_mismatch'
       and l.user_id is not null $$,
  'F88: a refused claim is a line of the access log');

-- a login that was made anew -----------------------------------------------------------
select tests.clear_authentication();
select tests.create_user('zoe');
select pg_temp.guest('zoe', 'mia');
select tests.clear_authentication();
create temporary table zoe as select tests.user_id('zoe') as id;
select stagedoor.ensure_account(z.id) from zoe as z;
select tests.delete_user('zoe');
insert into auth.users (id, email, email_confirmed_at)
select z.id, 'zoe@example.test', now() from zoe as z;
select results_eq(
  $$ select a.deleted_at is not null from stagedoor.user_accounts as a join zoe as z on z.id = a.id $$,
  array[true], 'the account of a login that is gone is closed (F95, control)');
select stagedoor.claim_account(pg_temp.id('mia zoe'), z.id) from zoe as z;
select results_eq(
  $$ select a.deleted_at is null, a.auth_user_id = a.id
     from stagedoor.user_accounts as a join zoe as z on z.id = a.id $$,
  $$ values (true, true) $$,
  'F82: a login that was made anew claims a guest with its account open again');

select * from finish();
rollback;
