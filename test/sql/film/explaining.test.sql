-- What a production adds to an explanation: cost policies, authority, overrides (F96).
begin;
select plan(14);

-- The cast: Sarah produces Alpha, Lin is line producer and bound by policies, Cam is crew.
-- Beta is no production.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'cam']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.grant_role(r.name, r.place, r.role_key)
from (values ('sarah', 'Alpha', 'producer'), ('sarah', 'Beta', 'producer'),
  ('lin', 'Alpha', 'line_producer'), ('cam', 'Alpha', 'crew_member')) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase)
values (tests.project_id('Alpha'), 'USD', 'principal_photography');
insert into public.cost_codes (project_id, code, name, category, kind)
values (tests.project_id('Alpha'), '3300', 'Camera', 'below_line', 'account');
create function pg_temp.adds(p_name text, p_key text, p_scope text)
returns jsonb language sql as $$
  select jsonb_object_agg(e.checkpoint, e.detail || jsonb_build_object('remedy', e.remedy))
  from public.explain_access(tests.id_for(p_name), p_key, tests.scope_id(p_scope)) as e
  where e.outcome = 'info' and e.checkpoint in ('cost_policy', 'spending_authority', 'override')
$$;

select tests.authenticate_as('lin');
select is(pg_temp.adds('lin', 'cost:approve', 'Alpha') -> 'cost_policy',
  '{"phase": "principal_photography", "is_bound": true, "remedy": "request_override",
    "sentence": "Cost policies of Line Producer say per code what they sign in principal photography: trace_cost_access tells."}',
  'a bound user is told of the policies that bind them (F35, F96)');
select is(pg_temp.adds('lin', 'cost:approve', 'Alpha') -> 'spending_authority',
  '{"live": 0, "remedy": "none"}', 'a user without authority is told that there is none (F96)');
select is(pg_temp.adds('lin', 'cost:approve', 'Alpha') -> 'override',
  '{"is_active": false, "remedy": "none"}', 'a user is told that no override is active (F96)');
select is(pg_temp.adds('lin', 'budget:view:assigned', 'Alpha'), null,
  'a key that signs nothing has none of these steps (F96)');
select tests.authenticate_as('sarah');
select is(pg_temp.adds('sarah', 'transaction:approve', 'Alpha') -> 'cost_policy' ->> 'sentence',
  'No cost policy binds them.', 'a user whom nothing binds is told so (F96)');
select is(pg_temp.adds('cam', 'cost:approve', 'Alpha') -> 'cost_policy' ->> 'sentence',
  'Nothing here lets them sign.', 'a producer is told of crew that nothing lets them sign (F96)');
select is(pg_temp.adds('sarah', 'cost:approve', 'Beta'), null,
  'a project that is no production has none of these steps (F96)');
select is(
  (select e.outcome from public.explain_access(
    tests.user_id('cam'), 'cost:approve', tests.scope_id('Alpha')) as e
   where e.checkpoint = 'verdict'), 'fail', 'the verdict stays that of the decision (F96)');
select tests.clear_authentication();
insert into public.spending_authorities (project_id, user_id, cost_code_id, currency, phases,
  per_transaction, cumulative, delegated_by, valid_from, valid_until)
select tests.project_id('Alpha'), tests.user_id('lin'), c.id, 'USD',
  array['principal_photography'], 100, 1000, tests.user_id('sarah'), w.since, w.until
from public.cost_codes as c
cross join (values
  (null::timestamptz, null::timestamptz), (now() + interval '1 day', null),
  (null, now() + interval '1 day')
) as w (since, until)
where c.project_id = tests.project_id('Alpha');
select tests.authenticate_as('lin');
select is(pg_temp.adds('lin', 'cost:approve', 'Alpha') -> 'spending_authority' ->> 'live', '2',
  'authority that has not begun is not counted (F96)');
select tests.clear_authentication();
select tests.freeze_time(now() + interval '1 day');
select tests.authenticate_as('lin');
select is(pg_temp.adds('lin', 'cost:approve', 'Alpha') -> 'spending_authority' ->> 'live', '2',
  'authority that begins this moment is counted, and one that ends is not (F96)');
select tests.clear_authentication();
select tests.freeze_time(now() + interval '2 days');
select tests.authenticate_as('lin');
select is(pg_temp.adds('lin', 'cost:approve', 'Alpha') -> 'spending_authority' ->> 'live', '2',
  'authority that is over is not counted, one that has begun is (F96)');
select tests.clear_authentication();
update public.spending_authorities
set ended_at = stagedoor.instant(), ended_by = tests.user_id('sarah'), end_reason = 'Ended'
where valid_until is null and valid_from is null;
select tests.authenticate_as('lin');
select is(pg_temp.adds('lin', 'cost:approve', 'Alpha') -> 'spending_authority' ->> 'live', '1',
  'authority that was ended is not counted (F96)');
select tests.authenticate_as('cam');
select is(
  (select tests.refusal($$ select public.explain_access(
    tests.user_id('lin'), 'cost:approve', tests.scope_id('Alpha')) $$) ->> 'code'), '42501',
  'crew are told nothing of the authority of others (F96)');
select throws_ok(
  $$ select stagedoor_film.explain(tests.user_id('lin'), 'cost:approve',
       tests.scope_id('Alpha'), null) $$, '42501', null,
  'a request does not call the hook itself');

select * from finish();
rollback;
