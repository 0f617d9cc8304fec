-- Attacks: people who are not, or no longer, there: anonymous, banned, deleted, departed
-- (F95), and what they can read, write or fill.
begin;
select plan(58);
select tests.use_fixture_catalogue();

-- The cast: Pia produces Alpha. Ann signed in anonymously, Bob is banned, Dora's login was
-- deleted, Lea left; each was crew once, but for Ann.
select tests.create_user(n)
from unnest(array['pia', 'bob', 'dora', 'lea', 'cleo']) as n;
select tests.create_user('ann', null, true, true);
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.grant_role(n, 'Alpha', 'fellow')
from unnest(array['bob', 'dora', 'lea', 'cleo']) as n;
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.create_role('secret_lead', 'Alpha');
insert into stagedoor.menu_items (scope_id, item_key, label, path)
values (tests.scope_id('Alpha'), 'zeus', 'Project Zeus', '/zeus');
select tests.ban_user('bob');
select tests.authenticate_as('lea');
select public.leave_scope(tests.scope_id('Alpha'));
select tests.clear_authentication();
select tests.delete_user('dora');
select tests.flush();

-- The claims of a token that is still valid.
create function pg_temp.speak_as(p_name text)
returns void
language plpgsql
as $$
begin
  perform tests.speak('authenticated', jsonb_build_object(
    'sub', tests.id_for(p_name), 'role', 'authenticated', 'aal', 'aal2'));
end;
$$;

create temporary table outsiders (name text);
insert into outsiders values ('ann'), ('bob'), ('dora'), ('lea');
create temporary table told (name text, question text, known text, unknown text);
grant select on outsiders to authenticated;
grant select, insert on told to authenticated;

-- What each question answers about a scope. A member of whatever status is told why not by
-- authorize (F96): that is left out.
create function pg_temp.answers(p_name text, p_scope_id uuid)
returns table (question text, answer text)
language plpgsql
as $$
begin
  perform pg_temp.speak_as(p_name);
  return query
  values
    ('authorize', (public.authorize('rota:view', p_scope_id)
      - case p_name when 'ann' then '{}' else '{reason,remedy}'::text[] end)::text),
    ('can', public.can('rota:view', p_scope_id)::text),
    ('get_my_session', public.get_my_session(p_scope_id)::text),
    ('get_user_project_menu', (
      select jsonb_agg(m)::text
      from public.get_user_project_menu(auth.uid(), p_scope_id) as m)),
    ('list_roles', (select jsonb_agg(r)::text from public.list_roles(p_scope_id) as r)),
    ('get_user_permissions', (
      select jsonb_agg(p)::text
      from public.get_user_permissions(auth.uid(), p_scope_id) as p)),
    ('explain_access', (
      select jsonb_agg(e)::text
      from public.explain_access(auth.uid(), 'rota:view', p_scope_id) as e
      -- Told why not, too: test/sql/api/explaining.test.sql says how little else.
      where p_name <> 'lea')),
    ('explain_menu', (
      select jsonb_agg(e)::text
      from public.explain_menu(auth.uid(), p_scope_id, 'zeus') as e)),
    ('get_access_version', public.get_access_version(p_scope_id)::text);
  perform tests.clear_authentication();
end;
$$;

-- questions --------------------------------------------------------------------------
insert into told
select o.name, a.question, a.answer, b.answer
from outsiders as o
cross join lateral pg_temp.answers(o.name, tests.scope_id('Alpha')) as a
join lateral pg_temp.answers(o.name, 'deadbeef-0000-4000-8000-000000000000') as b
  on b.question = a.question;

select ok(
  t.known is not distinct from t.unknown,
  format('P13: %s tells %s of Alpha what it tells of nothing', t.question, t.name))
from told as t;
select ok(
  (select a.answer from pg_temp.answers('cleo', tests.scope_id('Alpha')) as a
   where a.question = q) like '%' || word || '%',
  format('F93: %s tells crew of what is there (control)', q))
from (values ('get_my_session', 'Zeus'), ('get_user_project_menu', 'Zeus'),
  ('list_roles', 'secret_lead')) as v (q, word);

-- rows -------------------------------------------------------------------------------
create temporary table seen (name text, rows bigint);
grant insert on seen to authenticated;
do $$
declare
  v_name text;
begin
  for v_name in select o.name from outsiders as o loop
    perform pg_temp.speak_as(v_name);
    insert into seen
    select v_name,
      (select count(*) from stagedoor.scopes)
      + (select count(*) from stagedoor.permission_roles where scope_id is not null)
      + (select count(*) from stagedoor.menu_items where scope_id is not null)
      + (select count(*) from stagedoor.elevations)
      + (select count(*) from stagedoor.alerts)
      + (select count(*) from stagedoor.user_accesses where status <> 'Revoked')
      + (select count(*) from stagedoor.user_accounts where id <> auth.uid());
  end loop;
end;
$$;
select tests.clear_authentication();
select is(s.rows, 0::bigint, format('F95: %s sees no row of the tenant', s.name))
from seen as s;
select pg_temp.speak_as('cleo');
select ok(
  (select count(*) from stagedoor.scopes) > 0
  and (select count(*) from stagedoor.menu_items where scope_id is not null) > 0,
  'F21: crew see the scopes and the tenant''s items (control)');

-- writes -----------------------------------------------------------------------------
create function pg_temp.starts(p_name text)
returns text
language plpgsql
as $$
begin
  perform pg_temp.speak_as(p_name);
  return coalesce(
    tests.refusal('select public.create_organization(''Started'')') ->> 'code', 'started');
end;
$$;
select is(
  pg_temp.starts(o.name), case o.name when 'lea' then 'started' else '42501' end,
  format('F95: %s creates %s', o.name,
    case o.name when 'lea' then 'a company of her own' else 'nothing' end))
from outsiders as o;
select tests.clear_authentication();

-- Filling the log, the alerts and the counters of others ---------------------------
create function pg_temp.hammer(p_name text)
returns void
language plpgsql
as $$
begin
  perform pg_temp.speak_as(p_name);
  perform public.authorize('<b>call 555-0100</b>' || (i / 25), tests.scope_id('Alpha'))
  from generate_series(1, 60) as i;
  perform public.authorize('document:view:all', gen_random_uuid())
  from generate_series(1, 60) as i;
  perform tests.clear_authentication();
end;
$$;

-- What the rows of one minute have in common; the clock may go on to the next meanwhile.
create function pg_temp.denied_questions() returns bigint language sql as $$
  select count(distinct (d.user_id, d.permission_key, d.scope_id))
  from stagedoor.access_denials as d
$$;

create temporary table sizes as
select
  pg_temp.denied_questions() as denials,
  (select count(*) from stagedoor.alerts) as alerts,
  (select count(*) from stagedoor.outbox) as outbox;
select pg_temp.hammer(o.name) from outsiders as o;
select tests.flush();
select cmp_ok(
  pg_temp.denied_questions() - s.denials, '<=', 4::bigint,
  'F89: questions about nothing are one row a minute and person, however they are spelled')
from sizes as s;
select is(
  (select count(*) from stagedoor.alerts) - s.alerts, 0::bigint,
  'F89: outsiders raise no alert at a scope of others')
from sizes as s;
select is(
  (select count(*) from stagedoor.outbox) - s.outbox, 0::bigint,
  'F89: outsiders send no message')
from sizes as s;
select pg_temp.speak_as('bob');
select lives_ok(
  format('select public.authorize(%L, %L)', repeat('x', 5000), tests.scope_id('Alpha')),
  'F96: a question answers 200 however long the key is, to a banned account too');
select pg_temp.speak_as('cleo');
select public.authorize('document:approve', tests.scope_id('Alpha'))
from generate_series(1, 25);
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.alerts as a where a.subject_id = tests.user_id('cleo')),
  1::bigint, 'F89: a member who is refused again and again raises an alert');

-- attempts after the lock-out --------------------------------------------------------
-- Attempts after the lockout write nothing.
select pg_temp.speak_as('lea');
select public.accept_invitation('guess ' || i) from generate_series(1, 30) as i;
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.get_audit_events(null, 1000, null, null) as e
   where e.event = 'invitation.refused' and e.actor_id = tests.user_id('lea')),
  5::bigint, 'F92: attempts up to the lock-out are events');
select pg_temp.speak_as('lea');
select is(
  public.accept_invitation('guess again') ->> 'reason', 'too_many_tries',
  'F92: attempts after the lock-out are refused');

-- the audience of a name -------------------------------------------------------------
select tests.clear_authentication();
select tests.create_user('imp', 'ceo@bank.example', false);
select pg_temp.speak_as('pia');
select public.grant_access(
  tests.user_id('imp'), tests.scope_id('Alpha'), 'permission', 'rota:view');
select is_empty(
  format($$select a.access_id from public.list_accesses(%L) as a
    where a.email = 'ceo@bank.example'$$, tests.scope_id('Alpha')),
  'F86: an unconfirmed address stands beside no name');
select throws_ok(
  'select phone_number from stagedoor.user_accounts', '42501', null,
  'F74: a member does not read telephone numbers');
select throws_ok(
  'select session_id from stagedoor.elevations', '42501', null,
  'F55: a member does not read the sessions of elevations');

select * from finish();
rollback;
