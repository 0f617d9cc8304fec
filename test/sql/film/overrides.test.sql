-- Emergency overrides: asking, authorizing, the seven states and ten steps, who ends one and
-- who sees it.
begin;
select plan(157);

-- The cast: Sarah produces Alpha, Lin and Una are line producers, Pam is accountant, Eve the
-- designated executive producer, Ed another one, Cora coordinator, Dan heads Camera. Mal
-- produces Beta.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'una', 'pam', 'eve', 'ed',
  'cora', 'dan', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('una', 'Alpha', 'line_producer'), ('pam', 'Alpha', 'production_accountant'),
  ('eve', 'Alpha', 'executive_producer'), ('ed', 'Alpha', 'executive_producer'),
  ('cora', 'Alpha', 'coordinator'), ('dan', 'Camera', 'department_head'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve')),
  (tests.project_id('Beta'), 'USD', 'prep', null);
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('override ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind)
select pg_temp.id(c.code), tests.project_id(c.project), pg_temp.id(c.parent), c.code, c.code,
  c.category, c.kind
from (values
  ('Alpha', '2000', null, 'below_line', 'header'),
  ('Alpha', '2010', '2000', 'below_line', 'account'),
  ('Alpha', '2500', null, 'below_line', 'account'),
  ('Alpha', '6901', null, 'below_line', 'contingency'),
  ('Beta', '9000', null, 'below_line', 'account'),
  ('Beta', '9900', null, 'below_line', 'contingency')
) as c (project, code, parent, category, kind);
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id(b.name), tests.project_id(b.project), b.name, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('dollars', 'Alpha', 'USD'), ('yen', 'Alpha', 'JPY'), ('other', 'Beta', 'USD'))
  as b (name, project, currency);
insert into public.budget_lines
  (id, project_id, budget_id, cost_code_id, currency, amount, is_contingency)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency,
  10000, l.name like 'reserve%'
from (values ('2500', 'dollars', '2500'), ('reserve', 'dollars', '6901'),
  ('reserve 2', 'dollars', '6901'), ('reserve yen', 'yen', '6901'),
  ('reserve Beta', 'other', '9900'))
  as l (name, budget, code)
join public.budgets as b on b.id = pg_temp.id(l.budget);
create function pg_temp.says(p_name text, p_sql text) returns text
language plpgsql as $$
declare
  v_answer text;
  v_detail text;
begin
  perform tests.authenticate_as(p_name);
  execute p_sql into v_answer;
  perform tests.clear_authentication();
  return v_answer;
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform tests.clear_authentication();
    return concat_ws(' ', sqlstate,
      case when v_detail like '{%' then v_detail::jsonb ->> 'error_code' end,
      case when v_detail like '{%' then v_detail::jsonb ->> 'required_permission' end);
end;
$$;
create temp table ids (name text primary key, id uuid);
create function pg_temp.kept(p_name text) returns uuid
language sql stable security definer as $$ select i.id from ids as i where i.name = p_name $$;
create function pg_temp.ask(
  p_name text default 'lin', p_code text default '2000', p_minutes text default '60',
  p_line text default 'reserve', p_amount text default '1000', p_more text default '',
  p_reason text default 'Storm'
) returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select public.request_override(%L, %L, %s, %L, %s%s)', pg_temp.id(p_code), p_reason,
    p_minutes, pg_temp.id('line ' || p_line), p_amount, p_more))
$$;
-- An override of Lin's, by its calls as far as it shall go.
create function pg_temp.open(
  p_as text, p_amount text default '1000', p_until text default 'start'
) returns void
language plpgsql as $$
begin
  insert into ids values (p_as, pg_temp.ask(p_amount => p_amount)::uuid);
  if p_until <> 'request' then
    perform pg_temp.says('eve', format('select public.authorize_override(%L)',
      pg_temp.kept(p_as)));
  end if;
  if p_until = 'start' then
    perform pg_temp.says('lin', format('select public.start_override(%L)', pg_temp.kept(p_as)));
  end if;
end;
$$;
create function pg_temp.step(p_name text, p_step text, p_as text, p_more text default '')
returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.%s_override(%L%s)', p_step,
    pg_temp.kept(p_as), p_more))
$$;
create function pg_temp.state(p_as text) returns text
language sql as $$
  select o.status from public.emergency_overrides as o where o.id = pg_temp.kept(p_as)
$$;
-- A moment to come: the server ends transactions by its own clock.
select tests.freeze_time('2030-05-01 12:00+00');
savepoint set_up;

-- asking -----------------------------------------------------------------------------------
select matches(pg_temp.ask(), '^[0-9a-f-]{36}$',
  'a line producer asks for an override below a code (F40, control)');
select is(pg_temp.ask(), pg_temp.ask(), 'asked twice for the same it is one request');
select isnt(pg_temp.ask(), pg_temp.ask(p_amount => '1001'),
  'a request for another amount is another one (control)');
select isnt(pg_temp.ask(), pg_temp.ask('sarah'),
  'the request of somebody else is another one (control)');
select is(pg_temp.ask(c.name), c.answer, c.title)
from (values
  ('pam', '42501 INSUFFICIENT_PERMISSIONS override:request',
    'an accountant asks for no override (F40)'),
  ('eve', '42501 INSUFFICIENT_PERMISSIONS override:request',
    'an executive producer asks for no override (F40)'),
  ('dan', 'PT404 NOT_FOUND',
    'the head of a department finds no code of the production to ask for'),
  ('mal', 'PT404 NOT_FOUND', 'a stranger finds no code to ask for')
) as c (name, answer, title);
select is(pg_temp.ask(p_minutes => m), '22023', format('an override of %s minutes is none', m))
from unnest(array['0', '-1', '721', '525600', 'null']) as m;
select matches(pg_temp.ask(p_minutes => m), '^[0-9a-f-]{36}$',
  format('an override lasts %s minutes (control)', m))
from unnest(array['1', '720']) as m;
update stagedoor.settings set value = '30' where key = 'override_max_minutes';
select is(pg_temp.ask(p_minutes => '31'), '22023',
  'the longest override is a setting, which an operator makes shorter');
rollback to set_up;
update stagedoor.settings set value = '999999' where key = 'override_max_minutes';
select is(pg_temp.ask(p_minutes => '10081'), '22023',
  'no setting makes an override longer than a week');
select matches(pg_temp.ask(p_minutes => '10080'), '^[0-9a-f-]{36}$',
  'a setting makes an override as long as a week (control)');
rollback to set_up;
select is(pg_temp.ask(p_amount => a), '22023 AMOUNT',
  format('an override is not for an amount of %s', a))
from unnest(array['0', '-1', 'null', '''NaN''', '''infinity''', '0.001', '1e12']) as a;
select is(pg_temp.ask(p_line => 'reserve yen', p_amount => '0.5'), '22023 AMOUNT',
  'an amount is one of the currency of the reserve');
select is(pg_temp.ask(p_line => '2500'), '23514 CONTINGENCY',
  'an override draws on no line that is no reserve (F43)');
select is(pg_temp.ask(p_line => 'reserve Beta'), 'PT404 NOT_FOUND',
  'an override draws on no reserve of another production (F43)');
select is(pg_temp.ask(p_line => 'nowhere'), 'PT404 NOT_FOUND',
  'an override draws on no reserve that is not there');
select is(pg_temp.ask(p_code => 'nowhere'), 'PT404 NOT_FOUND',
  'an override is for no code that is not there');
select is(pg_temp.ask(p_code => '9000', p_line => 'reserve Beta'), 'PT404 NOT_FOUND',
  'an override is for no code of another production');
select is(pg_temp.ask(p_reason => r.reason), '22023', format('a reason is not %s', r.name))
from (values ('empty', ''), ('blank', '   '), ('of 1001 characters', repeat('x', 1001)),
  ('a megabyte', repeat('y', 1000000))) as r (name, reason);
select is(
  pg_temp.says('lin', format('select public.request_override(%L, null, 60, %L, 1)',
    pg_temp.id('2000'), pg_temp.id('line reserve'))), '22023',
  'an override without a reason is none');
select is(pg_temp.ask(p_more => ', ''alien_landing'''), '22023',
  'a kind of emergency that nobody listed is none (F40)');
select is(pg_temp.ask(p_more => ', null'), '22023', 'an emergency is of a kind');
select matches(pg_temp.ask(p_more => format(', %L', k), p_amount => (5 + i)::text),
  '^[0-9a-f-]{36}$', format('an emergency can be %s (F40, control)', k))
from unnest(array['weather', 'location_strike', 'talent_availability', 'other'])
  with ordinality as k (k, i);
insert into public.override_reason_kinds (reason_kind, label) values ('flood', 'Flood');
select matches(pg_temp.ask(p_more => ', ''flood'''), '^[0-9a-f-]{36}$',
  'an adopter adds a kind of emergency (F40)');
select is(pg_temp.ask(p_more => format(', ''other'', %L', repeat('g', 201))), '22023',
  'the reference of a guild has at most 200 characters');
select is(
  (select count(*) from public.emergency_overrides as o where o.guild_approval_ref = ''), 0::bigint,
  'an empty reference of a guild is none');
rollback to set_up;
select pg_temp.open('asked', p_until => 'request');
select results_eq(
  $$ select o.status, o.requested_by, o.currency, o.spent, o.moved, o.authorized_by, o.ends_at,
       o.lapses_at, o.reason_kind
     from public.emergency_overrides as o where o.id = pg_temp.kept('asked') $$,
  $$ values ('Requested', tests.user_id('lin'), 'USD', 0::numeric, 0::numeric, null::uuid,
       null::timestamptz, timestamptz '2030-05-02 12:00+00', 'other') $$,
  'a request waits for a day, in the currency of its reserve');
savepoint asked;

-- authorizing -------------------------------------------------------------------------------
select is(pg_temp.step(c.name, 'authorize', 'asked'), c.answer, c.title)
from (values
  ('sarah', '42501 INSUFFICIENT_PERMISSIONS override:authorize',
    'a producer authorizes no override (F40)'),
  ('lin', '42501 INSUFFICIENT_PERMISSIONS override:authorize',
    'a line producer authorizes no override (F40)'),
  ('ed', '42501 INSUFFICIENT_PERMISSIONS override:authorize',
    'an executive producer who is not designated authorizes no override (F40)'),
  ('cora', 'PT404 NOT_FOUND', 'a coordinator finds no override'),
  ('dan', 'PT404 NOT_FOUND', 'the head of a department finds no override of the production'),
  ('mal', 'PT404 NOT_FOUND', 'a stranger finds no override to authorize')
) as c (name, answer, title);
select is(pg_temp.says('eve', 'select public.authorize_override(null)'), 'PT404 NOT_FOUND',
  'nothing is not authorized');
select is(
  pg_temp.says('eve', format('select public.authorize_override(%L)', pg_temp.kept('asked')))
    ::jsonb,
  jsonb_build_object('override_id', pg_temp.kept('asked'), 'status', 'Granted', 'ends_at',
    timestamptz '2030-05-01 13:00+00'),
  'the designated executive producer authorizes, and the window begins (F40, control)');
select is(pg_temp.step('eve', 'authorize', 'asked'), '23514 OVERRIDE_STATE',
  'an override that is authorized is not authorized again');
select is(
  (select o.authorized_by from public.emergency_overrides as o where o.id = pg_temp.kept('asked')),
  tests.user_id('eve'), 'an override says who authorized it (F40)');
rollback to asked;
-- Who asked is the executive producer since.
select tests.grant_key('lin', 'Alpha', 'override:authorize');
update public.productions set executive_producer_id = tests.user_id('lin')
where project_id = tests.project_id('Alpha');
select is(pg_temp.step('lin', 'authorize', 'asked'), '23514 MAKER_CHECKER',
  'nobody authorizes the override that they asked for (F40, F116)');
select tests.authenticate_as('lin');
select throws_ok(
  format('select public.authorize_override(%L)', pg_temp.kept('asked')), '23514',
  'Nobody authorizes the override that they asked for',
  'whoever asked for an override is told that another person authorizes it (F40, F86)');
select tests.clear_authentication();
select is(pg_temp.step('eve', 'authorize', 'asked'),
  '42501 INSUFFICIENT_PERMISSIONS override:authorize',
  'whoever was designated before authorizes nothing any more (F40)');
rollback to asked;
select tests.freeze_time('2030-05-02 12:00+00');
select is(pg_temp.step('eve', 'authorize', 'asked'), '23514 OVERRIDE_STATE',
  'a request that has lapsed is not authorized (F41)');
rollback to asked;
select tests.freeze_time('2030-05-02 11:59:59+00');
select alike(pg_temp.step('eve', 'authorize', 'asked'), '%Granted%',
  'a request is authorized until it lapses (F41, control)');
rollback to asked;
select throws_ok(format(
  'update public.emergency_overrides set status = ''Granted'', authorized_by = %L where id = %L',
  tests.user_id(n), pg_temp.kept('asked')), '23514', null, t)
from (values ('ed', 'the owner of the table grants in the name of nobody who is not designated'),
  ('lin', 'the owner of the table grants nothing in the name of who asked')) as c (n, t);
select throws_ok(format(
  'update public.emergency_overrides set status = ''Granted'' where id = %L',
  pg_temp.kept('asked')), '23514', null, 'the owner of the table grants in nobody''s name');
rollback to set_up;

-- forty-nine pairs ----------------------------------------------------------------------------
create function pg_temp.move(p_id uuid, p_to text) returns void
language plpgsql as $$
begin
  if p_to = 'Expired' then
    perform tests.freeze_time('2030-05-01 13:00+00');
  end if;
  update public.emergency_overrides as o
  set status = p_to,
      authorized_by = case p_to when 'Granted' then tests.user_id('eve')
        else o.authorized_by end,
      revoke_reason = case p_to when 'Revoked' then 'Calm again' else o.revoke_reason end
  where o.id = p_id;
end;
$$;
-- A new override, brought into a state by hand.
create function pg_temp.made(p_state text) returns uuid
language plpgsql as $$
declare
  v_id uuid := gen_random_uuid();
  v_to text;
begin
  perform tests.freeze_time('2030-05-01 12:00+00');
  insert into public.emergency_overrides (id, project_id, cost_code_id, contingency_line_id,
    requested_by, lapses_at, reason, duration_minutes, max_amount, currency)
  values (v_id, tests.project_id('Alpha'), pg_temp.id('2000'), pg_temp.id('line reserve'),
    tests.user_id('lin'), '2030-05-02 12:00+00', 'Storm', 60, 1000, 'USD');
  foreach v_to in array case p_state
    when 'Requested' then '{}'
    when 'Granted' then '{Granted}'
    when 'Active' then '{Granted,Active}'
    when 'Revoked' then '{Revoked}'
    else array['Granted', 'Active', p_state]
  end::text[] loop
    perform pg_temp.move(v_id, v_to);
  end loop;
  return v_id;
end;
$$;
savepoint made_by_hand;
create function pg_temp.by_hand(p_from text, p_to text) returns text
language plpgsql as $$
declare
  v_id   uuid := pg_temp.made(p_from);
  v_said text;
begin
  if p_from = p_to then
    -- No step at all: touched, it stays where it is.
    update public.emergency_overrides set status = p_to where id = v_id;
    return 'stays';
  end if;
  perform pg_temp.move(v_id, p_to);
  return coalesce((
    select string_agg(q.event, ' ') from stagedoor.event_queue as q
    where q.id = (select max(l.id) from stagedoor.event_queue as l where l.override_id = v_id)
      and q.after ->> 'status' = p_to), 'silent');
exception
  when others then
    get stacked diagnostics v_said = pg_exception_detail;
    return concat_ws(' ', sqlstate, v_said::jsonb ->> 'error_code');
end;
$$;
create temp table states (place integer, name text);
insert into states
select s.place, s.name
from unnest(array['Requested', 'Granted', 'Active', 'Expired', 'Completed', 'Failed', 'Revoked'])
  with ordinality as s (name, place);
create temp table pairs as
select f.name as from_state, t.name as to_state, pg_temp.by_hand(f.name, t.name) as answer
from states as f cross join states as t;
select results_eq(
  $$ select p.from_state, p.to_state, p.answer from pairs as p where p.answer like 'override%'
     order by 1, 2 $$,
  $$ values
       ('Active', 'Completed', 'override.completed'), ('Active', 'Expired', 'override.expired'),
       ('Active', 'Failed', 'override.failed'), ('Completed', 'Revoked', 'override.revoked'),
       ('Expired', 'Revoked', 'override.revoked'), ('Failed', 'Revoked', 'override.revoked'),
       ('Granted', 'Active', 'override.started'), ('Granted', 'Revoked', 'override.revoked'),
       ('Requested', 'Granted', 'override.authorized'),
       ('Requested', 'Revoked', 'override.revoked') $$,
  'of 49 pairs of states the owner of the table makes ten steps, each an event (F41)');
select is(
  (select count(*) from pairs as p where p.answer = '23514 OVERRIDE_STATE'), 32::bigint,
  'the other pairs of two states are refused to the owner of the table (F41)');
select is((select count(*) from pairs as p where p.answer = 'stays'), 7::bigint,
  'an override that is touched stays in its state (F41)');
rollback to made_by_hand;
create function pg_temp.by_call(p_from text, p_to text) returns text
language plpgsql as $$
declare
  v_id     uuid := pg_temp.made(p_from);
  v_since  bigint := (select max(q.id) from stagedoor.event_queue as q);
  v_answer text;
begin
  if p_to = 'Expired' then
    perform tests.freeze_time('2030-05-01 13:00+00');
    perform tests.authenticate_as_service();
    perform public.expire_overrides();
    perform tests.clear_authentication();
  else
    v_answer := pg_temp.says(case p_to when 'Granted' then 'eve' else 'lin' end, format(
      case p_to
        when 'Granted' then 'select public.authorize_override(%L)'
        when 'Active' then 'select public.start_override(%L)'
        when 'Completed' then 'select public.complete_override(%L)'
        when 'Failed' then 'select public.fail_override(%L, ''Rain'')'
        else 'select public.revoke_override(%L, ''Calm again'')'
      end, v_id));
  end if;
  return coalesce((
    select string_agg(replace(q.event, 'override.', ''), ' ' order by q.id)
    from stagedoor.event_queue as q
    where q.override_id = v_id and q.id > v_since), v_answer, 'nothing');
end;
$$;
create temp table states (place integer, name text);
insert into states
select s.place, s.name
from unnest(array['Requested', 'Granted', 'Active', 'Expired', 'Completed', 'Failed', 'Revoked'])
  with ordinality as s (name, place);
create temp table pairs as
select f.name as from_state, t.name as to_state, pg_temp.by_call(f.name, t.name) as answer
from states as f cross join states as t
where t.name <> 'Requested';
select results_eq(
  $$ select p.from_state, p.to_state, p.answer from pairs as p
     where p.answer ~ '^[a-z]' and p.answer not in ('nothing', 'false') order by 1, 2 $$,
  $$ values
       ('Active', 'Completed', 'completed revoked'), ('Active', 'Expired', 'expired revoked'),
       ('Active', 'Failed', 'failed revoked'), ('Active', 'Revoked', 'failed revoked'),
       ('Completed', 'Expired', 'revoked'), ('Completed', 'Revoked', 'revoked'),
       ('Expired', 'Expired', 'revoked'), ('Expired', 'Revoked', 'revoked'),
       ('Failed', 'Expired', 'revoked'), ('Failed', 'Revoked', 'revoked'),
       ('Granted', 'Active', 'started'), ('Granted', 'Expired', 'revoked'),
       ('Granted', 'Revoked', 'revoked'), ('Requested', 'Granted', 'authorized'),
       ('Requested', 'Revoked', 'revoked') $$,
  'calls make the ten steps, and every end goes on to Revoked, both recorded (F41, F42)');
select set_eq(
  $$ select p.from_state, p.to_state from pairs as p where p.answer = '23514 OVERRIDE_STATE' $$,
  $$ select f.name as from_state, t.name as to_state
     from states as f cross join states as t
     where t.name in ('Granted', 'Active', 'Completed', 'Failed')
       and (f.name, t.name) not in (('Requested', 'Granted'), ('Granted', 'Active'),
         ('Active', 'Completed'), ('Active', 'Failed')) $$,
  'every other step is refused to the calls (F41)');
select results_eq(
  $$ select p.from_state, p.to_state, p.answer from pairs as p
     where p.answer in ('nothing', 'false') order by 1, 2 $$,
  $$ values ('Requested', 'Expired', 'nothing'), ('Revoked', 'Expired', 'nothing'),
       ('Revoked', 'Revoked', 'false') $$,
  'an override revoked again answers false, and a sweep leaves what is over or waits (F41)');
rollback to made_by_hand;

-- what stays -----------------------------------------------------------------------------
insert into ids values ('made', pg_temp.made('Active'));
savepoint made;
select throws_ok(
  format('update public.emergency_overrides set %s where id = %L', c.change, pg_temp.kept('made')),
  '23514', null, format('no hand sets %s of an override that is active', c.change))
from (values
  ('max_amount = 2000'), ('cost_code_id = ''' || pg_temp.id('2010') || ''''),
  ('requested_by = ''' || tests.user_id('una') || ''''),
  ('authorized_by = ''' || tests.user_id('ed') || ''''), ('ends_at = ends_at + interval ''1 hour'''),
  ('reason = ''Other'''), ('guild_approval_ref = ''G-1'''), ('duration_minutes = 90'),
  ('contingency_line_id = ''' || pg_temp.id('line reserve 2') || ''''), ('spent = 1001'),
  ('moved = 1001'), ('error = ''Rain'''), ('started_at = now()')
) as c (change);
select throws_ok(
  format('update public.emergency_overrides set %s where id = %L', c.change, pg_temp.kept('made')),
  '22023', null, format('no currency has %s', c.change))
from (values ('spent = -1'), ('moved = -1'), ('spent = 0.001'), ('moved = 0.001'))
  as c (change);
select throws_ok(
  format('update public.emergency_overrides set revoked_by = %L where id = %L',
    tests.user_id('una'), pg_temp.made('Revoked')),
  '23514', null, 'no hand says that another person revoked an override');
savepoint revoked;
select is(pg_temp.step('eve', 'revoke', 'made', r.reason), '22023',
  format('an override is not revoked for a reason that is %s', r.name))
from (values ('null', ', null'), ('empty', ', '''''), ('blank', ', ''   '''),
  ('1001 characters long', format(', %L', repeat('x', 1001)))) as r (name, reason);
select is(pg_temp.step('eve', 'revoke', 'made', format(', %L', repeat('x', 1000))), 'true',
  'a reason for revoking has up to 1000 characters (control)');
rollback to revoked;
select pg_temp.step('eve', 'revoke', 'made', ', ''Calm''');
select throws_ok(
  format('update public.emergency_overrides set revoked_by = %L where id = %L',
    tests.user_id('una'), pg_temp.kept('made')),
  '23514', null, 'no hand says that a person other than who did revoked an override');
rollback to revoked;
select lives_ok(
  format('update public.emergency_overrides set spent = 5, moved = 5 where id = %L',
    pg_temp.kept('made')), 'what is spent and moved under an override changes (control)');
select tests.freeze_time('2030-05-01 13:00+00');
select throws_ok(
  format('update public.emergency_overrides set spent = 6 where id = %L', pg_temp.kept('made')),
  '23514', null, 'behind its window nothing is spent under an override (F118)');
select throws_ok(
  format('update public.emergency_overrides set moved = 6 where id = %L', pg_temp.kept('made')),
  '23514', null, 'behind its window nothing is moved under an override (F118)');
select lives_ok(
  format('update public.emergency_overrides set spent = 4 where id = %L', pg_temp.kept('made')),
  'what is given back behind the window comes back (control)');
select throws_ok(
  format('delete from public.emergency_overrides where id = %L', pg_temp.kept('made')),
  '23514', null, 'an override is not deleted');
select throws_ok('truncate public.emergency_overrides', '23514', null,
  'overrides are not emptied at once');
select throws_ok(
  format('delete from public.budget_lines where id = %L', pg_temp.id('line reserve')),
  '23514', null, 'the reserve of an override is not deleted');
select throws_ok(
  format($$ insert into public.emergency_overrides (project_id, cost_code_id,
     contingency_line_id, requested_by, lapses_at, reason, duration_minutes, max_amount,
     currency%s) values (%L, %L, %L, %L, '2031-01-01', 'Storm', 60, 1000, %L%s) $$,
    c.columns, tests.project_id('Alpha'), pg_temp.id('2000'), pg_temp.id('line ' || c.line),
    tests.user_id('lin'), c.currency, c.vals), '23514', null, c.title)
from (values
  (', status', 'reserve', 'USD', ', ''Granted''', 'an override does not begin as granted'),
  (', status', 'reserve', 'USD', ', ''Revoked''', 'an override does not begin as revoked'),
  (', spent', 'reserve', 'USD', ', 5', 'an override does not begin as spent'),
  (', moved', 'reserve', 'USD', ', 5', 'an override does not begin as moved'),
  ('', '2500', 'USD', '', 'the owner of the table draws an override on a reserve alone'),
  ('', 'reserve', 'EUR', '', 'an override has the currency of its reserve')
) as c (columns, line, currency, vals, title);
select results_eq(
  $$ select q.event, q.reason, q.window_until, q.alters_access from stagedoor.event_queue as q
     where q.override_id = pg_temp.kept('made') order by q.id limit 4 $$,
  $$ values ('override.requested', 'Storm', null::timestamptz, true),
       ('override.authorized', null, '2030-05-01 13:00+00', true),
       ('override.started', null, '2030-05-01 13:00+00', true),
       ('override.changed', null, '2030-05-01 13:00+00', false) $$,
  'every step of an override is an event with its window, and raises the version (F41, F114)');
rollback to set_up;

-- who ends it -----------------------------------------------------------------------------
select pg_temp.open('active');
savepoint active;
select is(pg_temp.state('active'), 'Active', 'a requester begins what was granted (F41, control)');
select is(pg_temp.step(c.name, c.step, 'active', c.more), c.answer, c.title)
from (values
  ('una', 'complete', '', '42501 INSUFFICIENT_PERMISSIONS owner_or_manager_access',
    'whoever did not ask completes no override (F41)'),
  ('eve', 'fail', ', ''Rain''', '42501 INSUFFICIENT_PERMISSIONS owner_or_manager_access',
    'an executive producer lets nobody''s work fail: they revoke (F41)'),
  ('sarah', 'revoke', ', ''Calm''', '42501 INSUFFICIENT_PERMISSIONS owner_or_manager_access',
    'a producer revokes no override of others (F41)'),
  ('ed', 'revoke', ', ''Calm''', '42501 INSUFFICIENT_PERMISSIONS owner_or_manager_access',
    'an executive producer who is not designated revokes no override (F41)'),
  ('mal', 'revoke', ', ''Calm''', 'PT404 NOT_FOUND', 'a stranger finds no override to revoke'),
  ('lin', 'revoke', ', ''''', '22023', 'an override is revoked for a reason'),
  ('lin', 'revoke', ', null', '22023', 'an override is not revoked for nothing'),
  ('lin', 'fail', ', null', '22023', 'work fails for a reason'),
  ('lin', 'fail', ', '' ''', '22023', 'work fails for more than a blank')
) as c (name, step, more, answer, title);
select is(pg_temp.state('active'), 'Active', 'a step that is refused changes nothing');
select is(pg_temp.step('eve', 'revoke', 'active', ', ''Calm'''), 'true',
  'the designated executive producer revokes an active override (F41)');
select results_eq(
  $$ select o.status, o.error, o.revoke_reason, o.revoked_by
     from public.emergency_overrides as o where o.id = pg_temp.kept('active') $$,
  $$ values ('Revoked', 'Calm', 'Calm', tests.user_id('eve')) $$,
  'an override that is ended early says why and by whom (F42)');
rollback to active;
select alike(pg_temp.step('lin', 'fail', 'active', format(', %L', repeat('e', 5000))), '%Revoked%',
  'an error of any length ends an override (F42)');
select is((select char_length(o.error) from public.emergency_overrides as o
  where o.id = pg_temp.kept('active')), 1000, 'of a long error its beginning is kept (F42)');
rollback to active;
select tests.freeze_time('2030-05-01 13:00+00');
select is(pg_temp.step('lin', 'complete', 'active'), '23514 OVERRIDE_STATE',
  'behind the window nothing is completed (F41)');
select alike(pg_temp.step('lin', 'fail', 'active', ', ''Late'''), '%Revoked%',
  'behind the window a failure ends the override all the same (F42)');
select is((select string_agg(replace(q.event, 'override.', ''), ' ' order by q.id)
  from stagedoor.event_queue as q where q.override_id = pg_temp.kept('active')),
  'requested authorized started expired revoked',
  'an override that fails behind its window has expired (F41)');
rollback to active;
-- Lin leaves the role, and stays in the production.
select tests.grant_role('lin', 'Alpha', 'crew_member');
update stagedoor.user_accesses set status = 'Revoked', revoked_at = now()
where user_id = tests.user_id('lin') and grant_id = tests.role_id('line_producer');
select alike(pg_temp.step('lin', 'complete', 'active'), '%Revoked%',
  'whoever lost the role still ends what they asked for (F41)');
rollback to set_up;
select pg_temp.open('granted', p_until => 'authorize');
savepoint granted;
select is(pg_temp.step('una', 'start', 'granted'),
  '42501 INSUFFICIENT_PERMISSIONS owner_or_manager_access',
  'whoever did not ask begins no override (F41)');
select tests.deny('lin', 'Alpha', 'override:request');
select is(pg_temp.step('lin', 'start', 'granted'),
  '42501 INSUFFICIENT_PERMISSIONS override:request',
  'whoever lost the key begins no override (F40)');
rollback to granted;
select tests.freeze_time('2030-05-01 13:00+00');
select is(pg_temp.step('lin', 'start', 'granted'), '23514 OVERRIDE_STATE',
  'an override does not begin behind its window (F41)');
rollback to granted;
select tests.freeze_time('2030-05-01 12:59:59+00');
select alike(pg_temp.step('lin', 'start', 'granted'), '%"ends_at": "2030-05-01T13:00:00%',
  'starting late does not lengthen the window (F41, control)');
rollback to set_up;

-- the sweep --------------------------------------------------------------------------------------
select pg_temp.open('active'), pg_temp.open('granted', p_until => 'authorize', p_amount => '2'),
  pg_temp.open('asked', p_until => 'request', p_amount => '3');
savepoint many;
create function pg_temp.sweep() returns integer
language plpgsql as $$
declare
  v_count integer;
begin
  perform tests.authenticate_as_service();
  v_count := public.expire_overrides();
  perform tests.clear_authentication();
  return v_count;
end;
$$;
select is(pg_temp.sweep(), 0, 'a sweep leaves what is inside its window (F41)');
select tests.freeze_time('2030-05-01 13:00+00');
select is(pg_temp.sweep(), 2, 'a sweep ends active and granted overrides behind their window (F41)');
select is(pg_temp.sweep(), 0, 'a second sweep finds nothing (F41)');
select tests.freeze_time('2030-05-02 12:00+00');
select is(pg_temp.sweep(), 1, 'a sweep ends requests that lapsed (F41)');
select results_eq(
  $$ select i.name, o.status, o.revoke_reason, o.revoked_by, o.ended_at is not null
     from public.emergency_overrides as o join ids as i using (id) order by 1 $$,
  $$ values ('active', 'Revoked', 'expired', null::uuid, true),
       ('asked', 'Revoked', 'lapsed', null, false),
       ('granted', 'Revoked', 'over before it began', null, false) $$,
  'an override that was swept says why (F42)');
select results_eq(
  $$ select i.name, q.event, q.before, q.after, q.reason, q.window_from, q.window_until,
       q.alters_access, q.actor_role
     from stagedoor.event_queue as q join ids as i on i.id = q.override_id
     where q.actor_role = 'service_role' order by i.name, q.id $$,
  $$ select c.name, 'override.' || c.event, c.before::jsonb, c.after::jsonb, c.reason,
       o.authorized_at, o.ends_at, true, 'service_role'
     from (values
       ('active', 1, 'expired', '{"status": "Active", "ended_at": null}',
         '{"status": "Expired", "ended_at": "2030-05-01T13:00:00+00:00"}', null),
       ('active', 2, 'revoked',
         '{"status": "Expired", "revoked_at": null, "revoke_reason": null}',
         '{"status": "Revoked", "revoked_at": "2030-05-01T13:00:00+00:00",
           "revoke_reason": "expired"}', 'expired'),
       ('asked', 1, 'revoked',
         '{"status": "Requested", "revoked_at": null, "revoke_reason": null}',
         '{"status": "Revoked", "revoked_at": "2030-05-02T12:00:00+00:00",
           "revoke_reason": "lapsed"}', 'lapsed'),
       ('granted', 1, 'revoked',
         '{"status": "Granted", "revoked_at": null, "revoke_reason": null}',
         '{"status": "Revoked", "revoked_at": "2030-05-01T13:00:00+00:00",
           "revoke_reason": "over before it began"}', 'over before it began')
     ) as c (name, place, event, before, after, reason)
     join ids as i on i.name = c.name
     join public.emergency_overrides as o on o.id = i.id order by c.name, c.place $$,
  'a sweep records each step of each override, and what changed alone (F41, F42)');
select is_empty(
  $$ select from public.emergency_overrides as o
     join stagedoor.event_queue as q on q.override_id = o.id and q.actor_role = 'service_role'
     where (q.subject_id, q.scope_id, q.object_type, q.object_id)
       is distinct from (o.requested_by, o.project_id, 'emergency_overrides', o.id::text) $$,
  'an event of a sweep names the override, its requester and its production (F47)');
update public.emergency_overrides set status = status;
select is_empty(
  $$ select from stagedoor.event_queue as q
     where q.object_type = 'emergency_overrides' and q.intermediary = 'postgres'
       and q.actor_role = 'postgres' and q.event <> 'override.requested' $$,
  'an override that is written as it was is no event');
-- Whoever owns the table may take the guard away, but no event.
alter table public.emergency_overrides disable trigger _100_guard;
update public.emergency_overrides set reason = 'Calm' where id = pg_temp.kept('asked');
select results_eq(
  $$ select q.event, q.before, q.after from stagedoor.event_queue as q
     where q.object_type = 'emergency_overrides' order by q.id desc limit 1 $$,
  $$ values ('override.changed', '{"reason": "Storm"}'::jsonb, '{"reason": "Calm"}'::jsonb) $$,
  'what the owner of the table changes past the guard is an event (F24)');
alter table public.emergency_overrides enable always trigger _100_guard;
select is(pg_temp.says(n, 'select public.expire_overrides()'), '42501',
  format('%s sweeps nothing (F41)', n))
from unnest(array['lin', 'eve']) as n;
rollback to many;

-- who sees them -----------------------------------------------------------------------------------
select is(pg_temp.says(c.name, 'select count(*) from public.emergency_overrides'), c.answer, c.title)
from (values
  ('lin', '3', 'a line producer sees overrides (F21)'),
  ('pam', '3', 'an accountant sees overrides (F21, F43)'),
  ('ed', '3', 'an executive producer sees overrides (F21)'),
  ('cora', '0', 'a coordinator sees no override (F21)'),
  ('dan', '0', 'the head of a department sees no override (F21)'),
  ('mal', '0', 'a stranger sees no override (F21)')
) as c (name, answer, title);
select tests.authenticate_as('mal');
select throws_ok(
  format('select public.export_override_evidence(%L)', pg_temp.kept('asked')), 'PT404',
  'Override not found', 'a stranger finds no override to export (F43)');
select tests.clear_authentication();
select is(
  pg_temp.says('sarah', format('select public.export_override_evidence(%L) ->> ''format''',
    pg_temp.kept('asked'))), 'stagedoor-override-1', 'a producer exports it (F43, control)');
select is(pg_temp.says('cora', 'select count(*) from public.override_reason_kinds'), '4',
  'whoever is signed in sees the kinds of emergency (F40)');
select is(pg_temp.says('lin', c.sql), '42501', format('no request may %s (F21)', c.sql))
from (values
  ('update public.emergency_overrides set status = ''Active'''),
  ('delete from public.emergency_overrides'),
  ('insert into public.override_reason_kinds values (''me'', ''Me'')')
) as c (sql);
select tests.authenticate_as_service();
select is((select count(*) from public.emergency_overrides), 3::bigint,
  'the service sees overrides (F21)');
select is((select count(*) from public.override_reason_kinds), 4::bigint,
  'the service sees the kinds of emergency (F21)');
select throws_ok('update public.emergency_overrides set status = ''Revoked''', '42501', null,
  'the service writes no override past its calls (F21)');
select tests.clear_authentication();

select * from finish();
rollback;
