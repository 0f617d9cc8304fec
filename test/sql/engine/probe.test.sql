-- The probe: doing something as somebody else, for real, and leaving no trace (F108, F109).
begin;
select plan(44);

-- The cast: Ada edits notes of Alpha, Ben reads them, Eve works nowhere.
select tests.create_user(name) from unnest(array['ada', 'ben', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_permission(key, p_requires_aal2 => key = 'props:rare')
from unnest(array['props:view', 'props:edit', 'props:code', 'props:rare']) as key;
select tests.grant_key('ada', 'Alpha', key)
from unnest(array['props:view', 'props:edit', 'props:rare']) as key;
select tests.grant_policy('ada', 'Alpha', 'props:code', 'locked');
select tests.grant_key('ben', 'Alpha', 'props:view');

create table public.notes (
  id         integer primary key,
  project_id uuid not null,
  "a text"   text,
  loud       text generated always as (upper("a text")) stored
);
insert into public.notes (id, project_id, "a text")
values (1, tests.scope_id('Alpha'), 'one'), (2, tests.scope_id('Gamma'), 'two');
alter table public.notes enable row level security;
create policy notes_select on public.notes for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('props:view'))::uuid[]));
create policy notes_insert on public.notes for insert to authenticated
  with check (project_id = any ((select stagedoor.scopes_with('props:edit'))::uuid[]));
create policy notes_update on public.notes for update to authenticated
  using (project_id = any ((select stagedoor.scopes_with('props:edit'))::uuid[]));
create policy notes_delete on public.notes for delete to authenticated
  using (project_id = any ((select stagedoor.scopes_with('props:edit'))::uuid[]));
revoke all on public.notes from public, anon, authenticated, service_role;
grant select, insert (id, project_id, "a text"), update ("a text"), delete
  on public.notes to authenticated;

create function pg_temp.tries(
  p_who text, p_operation text, p_row text, p_aal text default 'aal1',
  p_session uuid default null, p_table regclass default 'public.notes')
returns text language sql as $$
  select stagedoor.try_as(
    tests.user_id(p_who), p_table, p_operation, p_row::jsonb, p_aal, p_session)
$$;

-- The same, with an error for an answer.
create function pg_temp.asked(p_arguments text, p_value text) returns text
language plpgsql as $$
declare
  v_answer text;
begin
  execute 'select pg_temp.tries(' || format(p_arguments, p_value) || ')' into v_answer;
  return v_answer;
exception
  when others then return sqlstate;
end;
$$;

-- what row-level security answers ------------------------------------------------------
select is(pg_temp.tries(who, operation, row), outcome,
  format('%s tries %s of %s: %s', who, operation, row, outcome))
from (values
  ('ada', 'select', '{"id": 1}', 'allowed'),
  ('ben', 'select', '{"id": 1}', 'allowed'),
  ('eve', 'select', '{"id": 1}', 'invisible'),
  ('ada', 'select', '{"id": 2}', 'invisible'),
  ('ada', 'select', '{"id": 9}', 'invisible'),
  ('ada', 'select', '{"id": 1, "a text": "one"}', 'allowed'),
  ('ada', 'select', '{"id": 1, "a text": "two"}', 'invisible'),
  ('ada', 'update', '{"id": 1}', 'allowed'),
  ('ben', 'update', '{"id": 1}', 'invisible'),
  ('eve', 'update', '{"id": 1}', 'invisible'),
  ('ada', 'delete', '{"id": 1}', 'allowed'),
  ('ben', 'delete', '{"id": 1}', 'invisible'),
  ('ada', 'delete', '{"id": 2}', 'invisible')
) as t (who, operation, row, outcome);
select is(pg_temp.tries(who, 'insert', jsonb_build_object(
  'id', 3, 'project_id', tests.scope_id(scope), 'a text', 'new')::text), outcome,
  format('%s tries insert into %s: %s', who, scope, outcome))
from (values ('ada', 'Alpha', 'allowed'), ('ada', 'Gamma', 'refused'),
  ('ben', 'Alpha', 'refused'), ('eve', 'Alpha', 'refused')) as t (who, scope, outcome);
select is(pg_temp.asked($$ 'ada', %L, '{"id": 1}', p_table => 'auth.users' $$, operation),
  'refused',
  format('an operation without a grant is refused: %s', operation))
from unnest(array['select', 'delete', 'update']) as operation;
select is(pg_temp.asked(
  $$ 'ada', 'update', '{"id": "%s"}', p_table => 'stagedoor.scopes' $$,
  tests.scope_id('Alpha')::text), 'refused', 'an update of no column is refused');

-- nothing stays ------------------------------------------------------------------------
select results_eq($$ select n.id, n."a text" from public.notes as n order by 1 $$,
  $$ values (1, 'one'), (2, 'two') $$, 'a tried operation leaves the table unchanged');
select is(current_setting('request.jwt.claims', true), '',
  'a tried operation leaves the claims unchanged');
select tests.authenticate_as('ben');
select set_config('tests.before', current_setting('request.jwt.claims'), true);
select throws_ok($$ select pg_temp.tries('ada', 'select', '{"id": 1}') $$, '42501', null,
  'no request role may act as another user');
select throws_ok(
  $$ select stagedoor_probe.try_operation('public.notes', 'select', '{"id": 1}') $$,
  '42501', null, 'no request role touches rows by the probe');
select tests.clear_authentication();

-- Whoever asks is still themselves afterwards, whatever came of it.
create function pg_temp.asked_by_ben(p_sql text) returns text
language plpgsql security definer as $$
declare
  v_answer text;
begin
  execute p_sql into v_answer;
  return v_answer;
exception
  when others then return sqlstate;
end;
$$;
select tests.authenticate_as('ben');
select is(pg_temp.asked_by_ben($$ select pg_temp.tries('ada', 'update', '{"id": 1}') $$),
  'allowed', 'a definer tries as another user');
select is(auth.uid(), tests.user_id('ben'), 'the caller of the probe stays themselves');
select is(pg_temp.asked_by_ben($$ select pg_temp.tries('ada', 'insert',
  jsonb_build_object('id', 1, 'project_id', tests.scope_id('Alpha'))::text) $$), '23505',
  'a constraint that stands in the way is reported');
select is(auth.uid(), tests.user_id('ben'),
  'the caller of the probe stays themselves after an error');
select tests.clear_authentication();

-- the session of the other -------------------------------------------------------------
create table public.codes (id integer primary key, project_id uuid not null, key text);
insert into public.codes values (1, tests.scope_id('Alpha'), 'props:code'),
  (2, tests.scope_id('Alpha'), 'props:rare');
alter table public.codes enable row level security;
create policy codes_select on public.codes for select to authenticated
  using (
    (key = 'props:code' and project_id = any (
      (select stagedoor.scopes_with('props:code'))::uuid[]))
    or (key = 'props:rare' and project_id = any (
      (select stagedoor.scopes_with('props:rare'))::uuid[])));
revoke all on public.codes from public, anon, authenticated, service_role;
grant select on public.codes to authenticated;
select tests.elevate('ada', '00000000-0000-4000-8000-000000000001', 'Alpha');
select is(pg_temp.tries('ada', 'select', '{"id": 1}', 'aal1', session, 'public.codes'),
  outcome, why)
from (values
  (null, 'invisible', 'a probe without a session is not elevated'),
  ('00000000-0000-4000-8000-000000000002'::uuid, 'invisible',
    'a probe in another session is not elevated'),
  ('00000000-0000-4000-8000-000000000001', 'allowed',
    'a probe in the elevated session is elevated')
) as s (session, outcome, why);
select is(pg_temp.tries('ada', 'select', '{"id": 2}', aal, null, 'public.codes'), outcome,
  format('a row behind a key that requires aal2 is %2$s at %1$s', aal, outcome))
from (values ('aal1', 'invisible'), ('aal2', 'allowed')) as a (aal, outcome);

-- what is no question ------------------------------------------------------------------
select throws_ok(
  format($$ select pg_temp.tries('ada', %L, %L) $$, operation, row), '22023', null, why)
from (values
  ('select', '{"none": 1}', 'a row names columns that exist'),
  ('select', '{"id": 1, "none": 1}', 'a row names no unknown column beside known ones'),
  ('select', '{}', 'a row names one column at least'),
  ('truncate', '{"id": 1}', 'an operation is one of four'),
  ('select', '{"id\"; drop table public.notes; --": 1}',
    'a column name is never run as SQL')
) as q (operation, row, why);
select throws_ok($$ select pg_temp.tries('ada', null, '{"id": 1}') $$, null, null,
  'a probe without an operation is refused');

-- reading as a request ---------------------------------------------------------------------
create function pg_temp.reads(p_who text, p_match text, p_order text) returns text
language plpgsql as $$
declare
  v_read text;
begin
  perform tests.authenticate_as(p_who);
  set local role postgres;
  select string_agg(r ->> 'a text', ' ') into v_read
  from stagedoor_probe.read_rows('public.notes', p_match::jsonb, p_order) as r;
  return v_read;
exception
  when others then return sqlstate || ' ' || sqlerrm;
end;
$$;
select is(pg_temp.reads(who, match, "order"), answer, title)
from (values
  ('ada', '{"id": 1}', 'id', 'one', 'F109: rows are read as whoever asks (control)'),
  ('ada', '{"id": 2}', 'id', null, 'F109: rows that a policy hides are not read'),
  ('ada', '{"none": 1}', null,
    '22023 Rows are found and ordered by columns of public.notes, and no others',
    'F109: rows are not found by what is no column'),
  ('ada', '{"id": 1}', 'none',
    '22023 Rows are found and ordered by columns of public.notes, and no others',
    'F109: rows are not ordered by what is no column')
) as q (who, match, "order", answer, title);

select * from finish();
rollback;
