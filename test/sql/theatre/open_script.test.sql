-- public.open_script: a script whole, as its caller reads it, and noted in the access log.
begin;
select plan(27);

-- The cast: Ada owns Book, which is in Play and in Tour; Cal is her crew, Lou works in the
-- lights of Play, Sid is nobody. Other is Ada's, too.
select tests.create_user(name) from unnest(array['ada', 'cal', 'lou', 'sid']) as name;
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
select tests.user_id('ada'), tests.user_id(n), now() from unnest(array['cal', 'lou']) as n;
create temporary table made (name text, id uuid, token text);
grant all on made to public;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('ada');
insert into made select 'play', public.create_show('Play');
insert into made select 'tour', public.create_show('Tour');
with s as (insert into public.scripts (title) values ('Book') returning id)
insert into made select 'book', id from s;
with s as (insert into public.scripts (title, audience) values ('Other', 'owner') returning id)
insert into made select 'other', id from s;
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
insert into public.show_scripts
select s.id, pg_temp.id('book') from made as s where s.name in ('play', 'tour');
insert into public.show_assignments (project_id, user_id, department_id)
values (pg_temp.id('play'), tests.user_id('lou'), pg_temp.id('lights'));
insert into public.script_elements (script_id, element_type, department_id, text, is_private)
values
  (pg_temp.id('book'), 'DIALOGUE', null, 'first', false),
  (pg_temp.id('book'), 'NOTE', null, 'private', true),
  (pg_temp.id('book'), 'CUE', pg_temp.id('lights'), 'lights', false),
  (pg_temp.id('book'), 'CUE', null, 'last', false),
  (pg_temp.id('other'), 'NOTE', null, 'other', false);
insert into made select 'share', (a ->> 'share_id')::uuid, a ->> 'token'
from public.create_script_share(pg_temp.id('book'), p_permissions => '{"elements": ["DIALOGUE"]}')
  as a;
insert into made select 'once', (a ->> 'share_id')::uuid, a ->> 'token'
from public.create_script_share(pg_temp.id('book'), p_max_uses => 1) as a;
insert into made select 'others', (a ->> 'share_id')::uuid, a ->> 'token'
from public.create_script_share(pg_temp.id('other')) as a;
select tests.clear_authentication();
create function pg_temp.token(p_name text) returns text
language sql stable as $$ select m.token from made as m where m.name = p_name $$;
create function pg_temp.texts(p_answer jsonb) returns text
language sql immutable as $$
  select string_agg(e.element ->> 'text', ' ' order by e.nth)
  from jsonb_array_elements(p_answer -> 'elements') with ordinality as e (element, nth)
$$;
create function pg_temp.status() returns text
language sql stable as $$ select current_setting('response.status', true) $$;
create function pg_temp.used(p_name text) returns integer
language sql stable security definer as $$
  select s.access_count from public.script_shares as s where s.id = pg_temp.id(p_name)
$$;
create function pg_temp.guesses() returns integer
language sql stable security definer as $$
  select coalesce(sum(cardinality(r.failed_at)), 0)::integer
  from stagedoor.rate_limits as r where r.kind = 'share_guess'
$$;

-- as oneself -----------------------------------------------------------------------------
select tests.authenticate_as('ada');
select is(pg_temp.texts(public.open_script(pg_temp.id('book'))), 'first private lights last',
  'F84: an owner opens all of a script in its order');
select is(public.open_script(pg_temp.id('book')) -> 'script' ->> 'id', pg_temp.id('book')::text,
  'F84: a script that is opened says which it is');
select is(
  (select array_agg(k order by k)
   from jsonb_object_keys(public.open_script(pg_temp.id('book')) -> 'elements' -> 0) as k),
  array['call', 'cue_number', 'department_id', 'duration_ms', 'element_type', 'id', 'is_private',
    'notes', 'offset_ms', 'parent_element_id', 'priority', 'rank', 'script_id', 'text'],
  'F84: an element that is opened is the row of it');
select tests.authenticate_as('cal');
select is(pg_temp.texts(public.open_script(pg_temp.id('book'))), 'first lights last',
  'F84: crew open a script without private notes');
select is(tests.refusal(format('select public.open_script(%L)', pg_temp.id('other'))) ->> 'code',
  'PT404', 'F86: crew open no script that is its owner''s alone');
select tests.authenticate_as('sid');
select is(tests.refusal(format('select public.open_script(%L)', pg_temp.id('book'))) ->> 'message',
  'Script not found', 'F84: a stranger opens no script');
select is(tests.refusal(format('select public.open_script(%L)', gen_random_uuid())),
  tests.refusal(format('select public.open_script(%L)', pg_temp.id('book'))),
  'F86: a script of somebody else answers like one that does not exist');
select throws_ok('select public.open_script(null)', 'PT404', null, 'F86: no script is none');
select tests.authenticate_as_anon();
select throws_ok(format('select public.open_script(%L)', pg_temp.id('book')), '42501', null,
  'F85: nobody opens a script without signing in');
select tests.authenticate_as('ada', p_claims => '{"client_id": "app"}');
select throws_ok(format('select public.open_script(%L, %L)', pg_temp.id('book'),
  pg_temp.token('share')), '42501', null, 'F131: an app opens no script');
select tests.authenticate_as('cal');
select tests.set_header('x-project-id', gen_random_uuid()::text);
select throws_ok(format('select public.open_script(%L)', pg_temp.id('book')), 'PT404', null,
  'F75: a request that names another show opens no script');
select tests.set_header('x-project-id', null);

-- the log --------------------------------------------------------------------------------
select tests.authenticate_as('ada');
select is(
  (select array_agg(distinct l.user_id order by l.user_id)
   from public.list_access_log(pg_temp.id(show)) as l
   where l.action = 'open' and l.resource_type = 'script'
     and l.resource_id = pg_temp.id('book')::text),
  (select array_agg(tests.user_id(n) order by tests.user_id(n))
   from unnest(array['ada', 'cal']) as n),
  format('F88: the access log of %s says who opened a script', show))
from unnest(array['play', 'tour']) as show;
select is(
  (select count(*) from public.list_access_log(pg_temp.id('play')) as l
   where l.user_id = tests.user_id('cal')), 1::bigint,
  'F88: a script is logged once for each opening, and not where it was refused');

-- by the token of a share; each request is a transaction, which ends what it has opened ------------------------------------------------------------------
select tests.authenticate_as('sid');
select is(pg_temp.texts(public.open_script(pg_temp.id('book'), pg_temp.token('share'))), 'first',
  'F84: a stranger opens a script by the token of a share of it');
select is(pg_temp.used('share'), 1, 'F84: opening by a token is a use of it');
select tests.flush();
select is(public.open_script(pg_temp.id('book'), pg_temp.token('others')) ->> 'reason', 'invalid',
  'F84: the token of another script opens nothing');
select is(pg_temp.status(), '404', 'F86: the token of another script is answered 404');
select is(pg_temp.used('others'), 0, 'F84: the token of another script is not used');
select is(pg_temp.guesses(), 0, 'F78: the token of another script is no guess');
select is(public.open_script(pg_temp.id('book'), 'guess') ->> 'message', 'Invalid or expired share',
  'F84: an unknown token opens nothing');
select is(pg_temp.guesses(), 1, 'F78: an unknown token is a guess, whoever sends it');
select is(public.open_script(pg_temp.id('book'), pg_temp.token('once')) -> 'ok', 'true',
  'F84: a token opens as often as its share says');
select is(public.open_script(pg_temp.id('book'), pg_temp.token('once')) ->> 'reason', 'used_up',
  'F78: a token that is used up opens no script');
select tests.flush();
select tests.authenticate_as('cal');
select is(pg_temp.texts(public.open_script(pg_temp.id('book'), pg_temp.token('share'))), 'first',
  'F84: crew who send a token see what it opens');
select is(pg_temp.texts(public.open_script(pg_temp.id('book'), 'guess')), 'first lights last',
  'F84: crew who send a wrong token see what is theirs');
select is(pg_temp.status(), '200', 'F86: what is theirs is answered 200');

select * from finish();
rollback;
