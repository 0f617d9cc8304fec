-- authorize_for: what authorize would answer somebody else (F96, F97).
begin;
select plan(35);
select tests.use_fixture_catalogue();

-- The cast: Ada manages Alpha, Ben is a fellow and does not see accesses, Art holds things on
-- their own and locked ones, Eve and Zoe belong to Gamma. Ron is banned in Alpha, Gus outside.
select tests.create_user(name)
from unnest(array['ada', 'ben', 'art', 'eve', 'zoe', 'ron', 'gus', 'win']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('ron', 'Alpha', 'fellow');
select tests.grant_role('eve', 'Gamma', 'manager');
select tests.grant_policy('art', 'Alpha', 'sheet:view', 'own');
select tests.grant_policy('art', 'Alpha', 'sheet:upload', 'locked');
select tests.grant_key('art', 'Alpha', 'access:escalate');
select tests.grant_role('win', 'Alpha', 'fellow', p_valid_until => '2028-01-01');
select tests.elevate('art', '00000000-0000-4000-8000-000000000001', 'Alpha');
select tests.ban_user('ron');
select tests.ban_user('gus');
create function pg_temp.answer(
  p_name text, p_key text, p_scope text default 'Alpha', p_owner text default null)
returns text language sql as $$
  select concat_ws(' ', a ->> 'allowed', a ->> 'policy', a ->> 'reason', a ->> 'remedy')
  from public.authorize_for(tests.user_id(p_name), p_key, tests.scope_id(p_scope),
    case when p_owner is not null then tests.user_id(p_owner) end) as a
$$;

-- what it answers ------------------------------------------------------------------------
create temporary table expected (
  name text, key text, scope text, owner text, answer text, why text);
insert into expected values
  ('ada', 'document:edit:all', 'Alpha', null, 'true allow granted none', 'what somebody holds'),
  ('ada', 'document:edit:all', 'Camera', null, 'true allow granted none', 'what reaches down'),
  ('ben', 'document:edit:all', 'Alpha', null, 'false no_permission ask_for_access',
    'what somebody lacks'),
  ('art', 'sheet:view', 'Alpha', 'art', 'true own own none', 'what belongs to them'),
  ('art', 'sheet:view', 'Alpha', 'ada', 'false own not_owner ask_owner',
    'what belongs to another'),
  ('art', 'sheet:view', 'Alpha', null, 'false own not_owner ask_owner',
    'what belongs to nobody'),
  ('art', 'sheet:upload', 'Alpha', null, 'false locked needs_master_code enter_master_code',
    'what is locked, whatever elevation they have'),
  ('art', 'access:escalate', 'Alpha', null, 'false allow needs_aal2 step_up_mfa',
    'what needs a second factor'),
  ('ada', 'props:none', 'Alpha', null, 'false unknown_permission none', 'an unknown key'),
  ('eve', 'rota:view', 'Alpha', null, 'false not_a_member ask_for_access',
    'somebody who is no member'),
  ('ron', 'rota:view', 'Alpha', null, 'false no_session sign_in', 'a banned member');
grant select on expected to authenticated;
grant select on expected to service_role;
select tests.authenticate_as_service();
select is(pg_temp.answer(e.name, e.key, e.scope, e.owner), e.answer,
  format('F96: authorize_for answers the service about %s', e.why))
from expected as e;
select is(
  public.authorize_for(gen_random_uuid(), 'rota:view', tests.scope_id('Alpha')) ->> 'reason',
  'no_session', 'F96: the service learns that there is no such account');
select is(
  public.authorize_for(tests.user_id('ada'), 'rota:view', gen_random_uuid()) ->> 'reason',
  'unknown_scope', 'F96: the service learns that there is no such scope');
select is(public.authorize_for(null, null, null) ->> 'reason', 'no_session',
  'F96: a question about nobody is answered');
select is((public.authorize_for(tests.user_id('win'), 'rota:view', tests.scope_id('Alpha'))
    ->> 'valid_until')::timestamptz, '2028-01-01'::timestamptz,
  'F114: an answer says when it ends');
select is(public.authorize_for(tests.user_id('win'), 'rota:view', tests.scope_id('Alpha'))
    ->> 'version' is not null, true, 'F114: an answer has the version of its scope');
select tests.clear_authentication();
select is((select count(*) from stagedoor.access_denials), 0::bigint,
  'F89: authorize_for counts no denial');

-- who may ask ----------------------------------------------------------------------------
select tests.authenticate_as('ada');
select is(pg_temp.answer(e.name, e.key, e.scope, e.owner), e.answer,
  format('F97: authorize_for answers a holder of access:view about %s', e.why))
from expected as e where e.why in ('what somebody holds', 'what somebody lacks',
  'somebody who is no member', 'a banned member');
select is(
  public.authorize_for(id, 'rota:view', tests.scope_id('Alpha')),
  public.authorize_for(tests.user_id('eve'), 'rota:view', tests.scope_id('Alpha')),
  format('F86: %s is no member, exactly as a member of another tenant', what))
from (values ('an account that does not exist', gen_random_uuid()),
  ('a banned account elsewhere', tests.user_id('gus')), ('nobody', null)) as t (what, id);
select is(pg_temp.answer('gus', 'props:none'), 'false unknown_permission none',
  'an unknown key is told before whether somebody is a member');
select tests.authenticate_as('ben');
select is((tests.refusal($$ select pg_temp.answer('ada', 'rota:view') $$) ->> 'code'), '42501',
  'F97: a member without access:view asks about nobody else');
select is(pg_temp.answer('ben', 'rota:view'), 'true allow granted none',
  'F97: a member asks about themselves (control)');
select is(public.authorize_for(auth.uid(), 'rota:view', tests.scope_id('Alpha')),
  public.authorize('rota:view', tests.scope_id('Alpha')),
  'F96: of oneself it answers what authorize answers');
select is(tests.refusal(format($$ select public.authorize_for(%L, 'rota:view', %L) $$,
    tests.user_id(name), id)),
  '{"code": "PT404", "message": "Scope not found", "hint": "",
    "details": "{\"error_code\":\"NOT_FOUND\"}"}',
  format('F86: a stranger learns nothing about %s in %s', name, coalesce(what, 'nothing')))
from (values ('ada', tests.scope_id('Gamma'), 'a foreign scope'),
  ('ben', tests.scope_id('Gamma'), 'a foreign scope'),
  ('ada', gen_random_uuid(), 'a scope that does not exist'), ('ben', null, null)) as t (name, id, what);
select tests.authenticate_as('ron');
select is((tests.refusal($$ select pg_temp.answer('ron', 'rota:view') $$) ->> 'code'), '42501',
  'F95: a banned member does not ask about themselves');
select tests.authenticate_as('ada', p_claims => '{"client_id": "an app"}');
select is((tests.refusal($$ select pg_temp.answer('ben', 'rota:view') $$) ->> 'hint'),
  'client_not_allowed', 'F131: an app with a token asks about nobody');
select tests.authenticate_as_anon();
select throws_ok($$ select public.authorize_for(null, 'rota:view', null) $$, '42501', null,
  'anon asks about nobody');
select tests.clear_authentication();

select * from finish();
rollback;
