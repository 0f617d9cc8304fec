-- Opening: what the token of a share opens, what it does not, and how both are counted.
begin;
select plan(105);

-- The cast: Ada owns Book, which is in Play. Gus is her guest and works in its lights; Ned has
-- an account and is named by a share, Sid is signed in and named by none.
select tests.create_user(name) from unnest(array['ada', 'ned', 'sid', 'bea']) as name;
update stagedoor.settings set value = '"x-platform-ip"' where key = 'client_ip_header';
create temporary table made (name text, id uuid, token text);
grant all on made to public;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('ada');
insert into made
select 'gus', (public.create_guest_user('gus@example.test', 'Gus', 'Guest', 'CREW', '123')
  ->> 'user_id')::uuid;
insert into made select 'play', public.create_show('Play');
with s as (insert into public.scripts (title, notes) values ('Book', 'To myself') returning id)
insert into made select 'book', id from s;
with s as (insert into public.scripts (title) values ('Other') returning id)
insert into made select 'other', id from s;
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
with d as (insert into public.departments (name) values ('Sound') returning id)
insert into made select 'sound', id from d;
insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('book'));
insert into public.show_assignments (project_id, user_id, department_id)
values (pg_temp.id('play'), pg_temp.id('gus'), pg_temp.id('lights'));
insert into public.script_elements
  (script_id, element_type, department_id, cue_number, text, is_private)
values
  (pg_temp.id('book'), 'SCENE', null, null, 'scene', false),
  (pg_temp.id('book'), 'NOTE', null, null, 'private', true),
  (pg_temp.id('book'), 'CUE', pg_temp.id('lights'), 'LX 1', 'lights', false),
  (pg_temp.id('book'), 'CUE', pg_temp.id('sound'), 'SQ 1', 'sound', false),
  (pg_temp.id('book'), 'CUE', pg_temp.id('sound'), 'SQ 2', 'both', false),
  (pg_temp.id('book'), 'NOTE', null, null, 'note', false),
  (pg_temp.id('book'), 'DIALOGUE', null, null, 'dialogue', false),
  (pg_temp.id('other'), 'CUE', null, null, 'elsewhere', false);
insert into public.element_departments (script_id, element_id, department_id)
select e.script_id, e.id, pg_temp.id('lights') from public.script_elements as e
where e.text = 'both';
update public.script_elements as e
set parent_element_id = (select p.id from public.script_elements as p where p.text = 'scene')
where e.text = 'sound';
update public.script_elements as e
set parent_element_id = (select p.id from public.script_elements as p where p.text = 'note')
where e.text = 'both';

-- A share of Book, its token kept under a name.
create function pg_temp.share(p_name text, p_arguments text default '') returns void
language plpgsql as $$
declare
  v_answer jsonb;
begin
  execute format('select public.create_script_share(%L%s)', pg_temp.id('book'), p_arguments)
    into v_answer;
  insert into made values (p_name, (v_answer ->> 'share_id')::uuid, v_answer ->> 'token');
end;
$$;
select pg_temp.share('plain');
select pg_temp.share('of lights', format(', p_permissions => %L', jsonb_build_object(
  'departments', jsonb_build_array(pg_temp.id('lights')))));
select pg_temp.share('dialogue', ', p_permissions => ''{"elements": ["DIALOGUE"]}''');
select pg_temp.share('download', ', p_permissions => ''{"download": true}''');
select pg_temp.share('for gus', format(', p_shared_with_user_id => %L', pg_temp.id('gus')));
select pg_temp.share('for ned', format(
  ', p_shared_with_user_id => %L, p_share_name => ''Ned''''s''', tests.user_id('ned')));
select pg_temp.share('twice', ', p_max_uses => 2');
select pg_temp.share('window',
  ', p_valid_from => ''2900-01-01 00:00+00'', p_expires_at => ''2900-01-02 00:00+00''');
select pg_temp.share('revoked');
select public.revoke_script_share(pg_temp.id('revoked'));

select tests.clear_authentication();
create function pg_temp.token(p_name text) returns text
language sql stable as $$ select m.token from made as m where m.name = p_name $$;
create function pg_temp.open(p_name text, p_arguments text default '') returns jsonb
language plpgsql as $$
declare
  v_answer jsonb;
begin
  execute format('select public.open_script_share(%L%s)',
    pg_temp.token(p_name), p_arguments) into v_answer;
  return v_answer;
end;
$$;
create function pg_temp.texts(p_answer jsonb) returns text
language sql immutable as $$
  select string_agg(e ->> 'text', ' ' order by (e ->> 'number')::integer)
  from jsonb_array_elements(p_answer -> 'elements') as e
$$;
create function pg_temp.status() returns text
language sql stable as $$ select current_setting('response.status', true) $$;
create function pg_temp.share_row(p_name text) returns public.script_shares
language sql stable security definer as $$
  select s from public.script_shares as s where s.id = pg_temp.id(p_name)
$$;
create function pg_temp.accesses(p_name text, p_is_use boolean default null) returns bigint
language sql stable security definer as $$
  select count(*) from public.share_accesses as a
  where a.share_id = pg_temp.id(p_name)
    and (a.copy_number is not null) is distinct from not p_is_use
$$;
create function pg_temp.guesses() returns integer
language sql stable security definer as $$
  select coalesce(sum(cardinality(r.failed_at)), 0)::integer
  from stagedoor.rate_limits as r where r.kind = 'share_guess'
$$;

-- what it opens ---------------------------------------------------------------------------
select tests.authenticate_as_anon();
select is(pg_temp.texts(pg_temp.open('plain')), 'lights sound both note',
  'F77: a token opens cues and notes in order, no more, and no private note');
select is(
  (select array_agg(k order by k) from jsonb_object_keys(pg_temp.open('plain')) as k),
  array['can_edit_profile', 'copy_number', 'elements', 'expires_at', 'ok', 'permissions',
    'recipient', 'script', 'share_name', 'version'],
  'F78: a share answers its script, what it permits and which copy it is');
select is(pg_temp.open('plain') -> 'script',
  '{"title": "Book", "starts_at": null, "ends_at": null}',
  'F78: a share answers the title of its script, and no notes on it');
select is(
  (select array_agg(k order by k)
   from jsonb_object_keys(pg_temp.open('plain') -> 'elements' -> 0) as k),
  array['call', 'cue_number', 'departments', 'duration_ms', 'element_type', 'notes', 'number',
    'offset_ms', 'parent', 'priority', 'text'],
  'F78: an element of a share has no id, no rank and nobody''s id');
select is(pg_temp.texts(pg_temp.open('of lights')), 'lights both note',
  'F77: a share of a department opens its cues, calls to it and what concerns all');
select is(
  (select jsonb_agg(e -> 'departments') from jsonb_array_elements(
    pg_temp.open('of lights') -> 'elements') as e),
  '[["Lights"], ["Lights"], []]',
  'F90: a share of a department names no other department');
select is(
  (select jsonb_agg(e -> 'departments') from jsonb_array_elements(
    pg_temp.open('plain') -> 'elements') as e),
  '[["Lights"], ["Sound"], ["Lights", "Sound"], []]',
  'F77: a share of all departments names each (control)');
select is(
  (select jsonb_agg(e -> 'number') from jsonb_array_elements(
    pg_temp.open('of lights') -> 'elements') as e),
  '[1, 2, 3]', 'F77: elements of a share are numbered anew');
select is(
  (select jsonb_agg(e -> 'parent') from jsonb_array_elements(
    pg_temp.open('plain') -> 'elements') as e),
  '[null, null, 4, null]',
  'F77: a parent is told by its number, and one that is not shared is not told');
select is(pg_temp.texts(pg_temp.open('dialogue')), 'dialogue',
  'F77: a share opens the kinds that it names');
select is(pg_temp.open('plain') -> 'recipient', 'null', 'F79: a share for nobody names nobody');
select is(pg_temp.open('plain') -> 'can_edit_profile', 'false',
  'F90: a share for nobody lets no profile be edited');
select is(pg_temp.open('for ned') - array['elements', 'version', 'copy_number'], $$ {
  "ok": true, "script": {"title": "Book", "starts_at": null, "ends_at": null},
  "share_name": "Ned's", "expires_at": null, "can_edit_profile": false,
  "recipient": {"fullname_first": null, "fullname_last": null},
  "permissions": {"view": true, "download": false, "departments": [],
    "elements": ["CUE", "NOTE"]}} $$,
  'F79: a share answers its name, its end and whom it is for');
select is(pg_temp.open('for gus') -> 'can_edit_profile', 'true',
  'F90: a share for a guest says that the guest may edit their profile');
select is(pg_temp.open('for gus') -> 'recipient', $$ {
  "fullname_first": "Gus", "fullname_last": "Guest", "phone_number": "123", "shows": [
    {"title": "Play", "opens_on": null, "closes_on": null, "venues": [],
     "departments": ["Lights"]}]} $$,
  'F65: a share for a guest answers where they work, and their department');
select is(
  public.update_guest_profile(pg_temp.token('for gus'), '{"phone_number": "456"}')
    ->> 'phone_number', '456', 'F65: a guest edits their profile by the token of a share');
select is(pg_temp.open('for gus') #>> '{recipient,phone_number}', '456',
  'F65: a share answers the profile as it is');
savepoint gone;
select tests.clear_authentication();
update stagedoor.user_accounts as a set deleted_at = now()
from public.script_shares as s
where s.shared_with_user_id = a.id and a.account_status = 'guest';
select tests.authenticate_as_anon();
select is(pg_temp.open('for gus') -> 'can_edit_profile', 'false',
  'F90: a guest who is deleted edits no profile');
rollback to gone;
select tests.authenticate_as('ada');
select is(pg_temp.texts(pg_temp.open('of lights')), 'lights both note',
  'F115: an owner who opens a share of their own sees what it opens');
select tests.authenticate_as('sid');
select is(pg_temp.texts(pg_temp.open('plain')), 'lights sound both note',
  'F78: whoever is signed in opens a share by its token');
select tests.set_header('x-project-id', gen_random_uuid()::text);
select is(pg_temp.texts(pg_temp.open('plain')), 'lights sound both note',
  'F115: what a token opens is not narrowed by a header');
select is(current_setting('request.headers')::jsonb ? 'x-project-id', true,
  'F115: opening a share leaves the headers of the request as they were');
select is(stagedoor.caller_id(), tests.user_id('sid'),
  'F115: opening a share leaves its opener who they were');
select tests.set_header('x-project-id', null);

-- the context ----------------------------------------------------------------------------
select is((select string_agg(e.text, ' ' order by e.text) from public.script_elements as e),
  'both lights note sound',
  'F115: policies know the share for the rest of the transaction, filtered all the same');
select is((select string_agg(s.title, ' ') from public.scripts as s), 'Book',
  'F115: policies show the script of the share, and no other');
select is_empty('select from public.shows', 'F115: a token opens no show');
select ok(not public.can('script:view', pg_temp.id('play')), 'F115: a token is no permission');
select is_empty($$ update public.script_elements set text = 'mine' returning 1 $$,
  'F115: a token lets nobody write');
select is_empty($$ delete from public.scripts returning 1 $$,
  'F115: a token lets nobody delete');
select throws_ok('select from stagedoor_theatre.share_contexts', '42501', null,
  'F115: no client sees which share is open');
select throws_ok(
  format('insert into stagedoor_theatre.share_contexts (share_id) values (%L)',
    pg_temp.id('plain')), '42501', null, 'F115: no client sets which share is open');
select set_config('stagedoor.share_id', pg_temp.id('plain')::text, true);
select tests.flush();
select is_empty('select from public.script_elements',
  'F115: what a transaction has opened ends with it');
select tests.clear_authentication();
select is_empty('select from stagedoor_theatre.share_contexts',
  'F115: the rows of contexts are gone at commit');
set constraints all immediate;
select tests.authenticate_as_anon();
select is(pg_temp.texts(pg_temp.open('plain')), 'lights sound both note',
  'F115: a session that checks everything at once opens a share as well');
select tests.clear_authentication();
set constraints all immediate;
set constraints all deferred;

-- counting ---------------------------------------------------------------------------------
select tests.authenticate_as_anon();
select is(pg_temp.open('twice') -> 'copy_number', '1', 'F78: the first opening is copy 1');
select is((pg_temp.share_row('twice')).access_count, 1, 'F78: an opening is counted');
insert into made select 'version', null, pg_temp.open('plain') ->> 'version';
select is(pg_temp.open('plain', format(', p_known_version => %L', pg_temp.token('version'))),
  jsonb_build_object('ok', true, 'unchanged', true, 'version', pg_temp.token('version')),
  'F78: a version that is known is answered as unchanged');
select is(pg_temp.accesses('plain', false), 1::bigint,
  'F76: who asks whether something is new is listed');
select is(pg_temp.open('twice', ', p_known_version => ''1''') -> 'copy_number', '2',
  'F78: another version than the one that is known is a use');
select is((pg_temp.share_row('twice')).access_count, 2, 'F78: every opening is counted');
select is(pg_temp.open('twice') ->> 'reason', 'used_up',
  'F78: a share opens as often as it says, and no more');
select is(pg_temp.status(), '410', 'F78: a share that is used up is answered 410');
select is(pg_temp.open('twice', format(
    ', p_known_version => %L', pg_temp.open('plain') ->> 'version')) ->> 'reason', 'used_up',
  'F78: a share that is used up does not answer whether something is new');
select is(pg_temp.open('twice') ->> 'message', 'Share has expired',
  'F78: a share that is used up says that it has expired');
select is((pg_temp.share_row('twice')).access_count, 2, 'F78: a refusal is not counted');
select is(pg_temp.accesses('twice'), 3::bigint,
  'F76: every opening is listed, and refusals once a minute');
create temporary table uses as select (pg_temp.share_row('plain')).access_count as count;
grant select on uses to public;
select pg_temp.open('plain', format(', p_known_version => %L', pg_temp.token('version')));
select is((pg_temp.share_row('plain')).access_count, (select count from uses),
  'F78: to ask whether something is new is no use');
select pg_temp.open('plain');
select is((pg_temp.share_row('plain')).access_count, (select count + 1 from uses),
  'F78: to open again is a use (control)');
select tests.authenticate_as('ada');
select is(
  (select array_agg(a.copy_number order by a.copy_number) from public.share_accesses as a
   where a.share_id = pg_temp.id('twice')), array[1, 2, null],
  'F76: the owner of a share sees which copy each opening was');
update public.script_elements set text = 'longer dialogue' where text = 'dialogue';
select tests.authenticate_as_anon();
select is(pg_temp.open('plain') ->> 'version', pg_temp.token('version'),
  'F77: a version does not move when something changes that is not shared');
select tests.authenticate_as('ada');
update public.script_elements set text = 'NOTE' where text = 'note';
select tests.authenticate_as_anon();
select isnt(pg_temp.open('plain') ->> 'version', pg_temp.token('version'),
  'F78: a version moves when something changes that is shared');

-- address and agent ------------------------------------------------------------------------
select tests.clear_authentication();
create function pg_temp.last_from(p_name text) returns text
language sql stable as $$
  select concat_ws(' ', a.client_ip, a.user_agent) from public.share_accesses as a
  where a.share_id = pg_temp.id(p_name) and a.copy_number is not null
  order by a.copy_number desc limit 1
$$;
select tests.authenticate_as_anon();
select tests.set_header('x-platform-ip', '203.0.113.7');
select tests.set_header('user-agent', 'a browser');
select pg_temp.open('plain', ', p_client_ip => ''6.6.6.6'', p_user_agent => ''a liar''');
select tests.authenticate_as('ada');
select is(pg_temp.last_from('plain'), '203.0.113.7 a browser',
  'F78: an opener does not say themselves from where they ask');
select is((select s.last_accessed_by_ip from public.script_shares as s
    where s.id = pg_temp.id('plain')), '203.0.113.7',
  'F79: a share tells from where it was opened last');
select tests.authenticate_as_service();
select pg_temp.open('plain',
  ', p_client_ip => ''2001:db8::7'', p_user_agent => repeat(''x'', 500)');
select tests.authenticate_as('ada');
select is(pg_temp.last_from('plain'), '2001:db8::7 ' || repeat('x', 400),
  'F78: the service says from where it is asked');
select tests.authenticate_as_service();
select pg_temp.open('plain', ', p_client_ip => ''nowhere''');
select tests.authenticate_as('ada');
select is(pg_temp.last_from('plain'), 'a browser',
  'F78: what is no address is no address, and opens all the same');
select results_eq(
  $$ select l.action, l.resource_type, l.resource_id, l.user_id, host(l.ip_address), l.refused
     from public.list_access_log(pg_temp.id('play'), 1000) as l
     where l.resource_id = pg_temp.id('twice')::text order by l.id $$,
  $$ values ('open', 'script_share', pg_temp.id('twice')::text, null::uuid, null::text, null::text),
       ('open', 'script_share', pg_temp.id('twice')::text, null, null, null),
       ('open', 'script_share', pg_temp.id('twice')::text, null, null, 'used_up') $$,
  'F88: the access log of the show says that a share was opened, and that it was refused');

-- download ---------------------------------------------------------------------------------
select tests.authenticate_as_anon();
select is(pg_temp.open('plain', ', p_download => true') ->> 'reason', 'download_not_allowed',
  'F77: a share is not downloaded unless it says so');
select is(pg_temp.status(), '403', 'F86: a download that is not allowed is answered 403');
select is(pg_temp.open('plain', ', p_download => null') -> 'ok', 'true',
  'F77: a download of null is none');
select is(pg_temp.texts(pg_temp.open('download', ', p_download => true')),
  'lights sound both NOTE', 'F77: a share that says so is downloaded');
select is(
  pg_temp.open('download', format(', p_download => true, p_known_version => %L',
    pg_temp.open('download') ->> 'version')) ? 'elements',
  true, 'F78: a download is whole, whatever is known');
select tests.authenticate_as('ada');
select is(
  (select array_agg(l.action order by l.id) from public.list_access_log(pg_temp.id('play'), 1000) as l
   where l.resource_id = pg_temp.id('download')::text),
  array['download', 'open', 'download'], 'F88: a download is logged as one');

-- over -------------------------------------------------------------------------------------
select tests.authenticate_as_anon();
select is(pg_temp.open('window') ->> 'reason', 'invalid',
  'F79: a share that has not begun opens nothing, and says no more than that');
select tests.freeze_time('2900-01-01 00:00+00');
select is(pg_temp.open('window') -> 'ok', 'true', 'F79: a share opens from its start on');
select tests.freeze_time('2900-01-02 00:00+00');
select is(pg_temp.open('window') - array['hint', 'details'], $$ {
  "ok": false, "reason": "expired", "error_code": "EXPIRED", "code": "PT410",
  "message": "Share has expired", "retry_after": null} $$,
  'F78: a share is over from its end on, and says so');
select is(pg_temp.status(), '410', 'F78: a share that is over is answered 410');
select tests.authenticate_as('ada');
select ok(public.change_share(pg_temp.id('window'), '2900-01-03 00:00+00'),
  'F79: an owner prolongs a share that is over');
select tests.authenticate_as_anon();
select is(pg_temp.open('window') -> 'ok', 'true', 'F79: a share that was prolonged opens');
select tests.unfreeze_time();

-- unknown, malformed, revoked, closed --------------------------------------------------------
select is(pg_temp.guesses(), 0,
  'F78: the token of a share is no guess, whatever has become of the share');
create temporary table unknown as select public.open_script_share('0000') as answer;
grant select on unknown to public;
select is((select answer - array['details', 'hint'] from unknown), $$ {
  "ok": false, "reason": "invalid", "error_code": "INVALID", "code": "PT404",
  "message": "Invalid or expired share", "retry_after": null} $$,
  'F78: an unknown token is told so, and no more');
select is(pg_temp.status(), '404', 'F86: an unknown token is answered 404');
select is(pg_temp.guesses(), 1, 'F78: an unknown token is a guess');
select is(public.open_script_share(t.token), (select answer from unknown),
  format('F78: a token of %s answers like an unknown one', t.why))
from (values (null, 'null'), ('', 'nothing'), (repeat('x', 1000000), 'a million letters'),
  (E'\u0001\u2028', 'odd characters'), ('%', 'a pattern')) as t (token, why);
select is(pg_temp.guesses(), 6, 'F78: a malformed token is a guess');
select is(pg_temp.open('revoked'), (select answer from unknown),
  'F78: a revoked token answers like an unknown one');
select is(pg_temp.guesses(), 6, 'F78: a revoked token is no guess');
select is(pg_temp.accesses('revoked'), 1::bigint,
  'F76: the owner of a share sees that a revoked token was tried');
select pg_temp.open('revoked');
select is(pg_temp.accesses('revoked'), 1::bigint,
  'F76: a dead token that is tried on and on is listed once a minute');
select tests.authenticate_as('ada');
select public.archive_scope(pg_temp.id('play'));
select tests.authenticate_as_anon();
select is(pg_temp.open('plain'), (select answer from unknown),
  'F78: a share opens nothing after closing night');
select tests.authenticate_as('ada');
select public.restore_scope(pg_temp.id('play'));
select tests.ban_user('ada');
select tests.authenticate_as_anon();
select is(pg_temp.open('plain'), (select answer from unknown),
  'F78: a share of a banned owner opens nothing');
select tests.ban_user('ada', now() - interval '1 minute');
select tests.clear_authentication();
update public.scripts set owner_id = tests.user_id('bea') where title = 'Book';
select tests.authenticate_as_anon();
select is(pg_temp.open('plain'), (select answer from unknown),
  'F78: a share opens nothing once the sharer has lost the script');
select tests.clear_authentication();
update public.scripts set owner_id = tests.user_id('ada') where title = 'Book';
select tests.authenticate_as_anon();
select is(pg_temp.texts(pg_temp.open('plain')), 'lights sound both NOTE',
  'F78: a share of a live owner in a running show opens (control)');

-- guessing -----------------------------------------------------------------------------------
select tests.set_header('x-platform-ip', '203.0.113.8');
select tests.clear_authentication();
update stagedoor.settings set value = '3' where key = 'share_guesses_per_minute';
delete from stagedoor.rate_limits;
select tests.authenticate_as_anon();
select public.open_script_share('guess ' || n) from generate_series(1, 3) as n;
select is(public.open_script_share('guess') ->> 'reason', 'too_many_tries',
  'F78: whoever guesses waits');
select is(pg_temp.status(), '429', 'F86: whoever guesses is answered 429');
select ok((public.open_script_share('guess') ->> 'retry_after')::integer between 1 and 60,
  'F92: whoever waits is told how many seconds');
select is(pg_temp.open('revoked') ->> 'reason', 'too_many_tries',
  'F78: a revoked token waits where others guess, like an unknown one');
select is(pg_temp.open('plain') -> 'ok', 'true',
  'F78: a right token opens where others guess');
select is(pg_temp.open('twice') ->> 'reason', 'used_up',
  'F78: a token that is used up is told so where others guess');
select is(pg_temp.guesses(), 3, 'F78: whoever waits is not counted any further');
select tests.set_header('x-platform-ip', '203.0.113.9');
select is(public.open_script_share('guess') ->> 'reason', 'invalid',
  'F78: guesses are counted by address');
select tests.set_header('x-platform-ip', '203.0.113.8');
select tests.authenticate_as('ada');
select is(public.open_script(pg_temp.id('book'), 'guess') #>> '{script,title}', 'Book',
  'F84: an owner opens their script where others guess, whatever token they send');
select tests.clear_authentication();
select tests.flush();
select is((select count(*) from stagedoor_audit.leaves as l where l.event = 'share.guessed'),
  3::bigint, 'F89: guesses are one event a minute and address, in any number');
delete from public.scripts where title = 'Book';
select tests.authenticate_as_anon();
select tests.set_header('x-platform-ip', '203.0.113.10');
select is(pg_temp.open('plain'), (select answer from unknown),
  'F78: the token of a script that is gone answers like an unknown one');
select is(public.update_guest_profile(pg_temp.token('for gus')) ->> 'reason', 'invalid',
  'F65: the token of a script that is gone opens no profile');
select is(pg_temp.guesses(), 4, 'F78: the token of a script that is gone is no guess');

select tests.clear_authentication();
select is(
  (select sum(l.times) from stagedoor.access_log as l
   where l.resource_type = 'script_share' and l.resource_id = '?' and l.refused = 'invalid'
     and l.ip_address = '203.0.113.9' and l.scope_id is null),
  1::bigint, 'F88: a guessed token is a line of the access log, by address');
select isnt_empty(
  $$ select from stagedoor.access_log as l
     where l.resource_type = 'guest_profile' and l.refused = 'invalid' $$,
  'F88: a token that shows no profile is a line of the access log');
select isnt_empty(
  $$ select from stagedoor.access_log as l
     where l.resource_type = 'guest_profile' and l.refused is null
       and l.resource_id = pg_temp.id('gus')::text $$,
  'F88: a profile that is shown for a token is a line of the access log');
select is_empty(
  $$ select from stagedoor.access_log as l
     where l.refused in ('expired', 'used_up', 'download_not_allowed')
       and l.resource_type = 'script_share' and l.resource_id = '?' $$,
  'F88: a refusal of a share that exists is a line with it');
select tests.authenticate_as_anon();
select tests.set_header('x-platform-ip', '203.0.113.77');
select public.open_script_share('a guess', p_user_agent => 'a liar');
select tests.authenticate_as_service();
select public.open_script_share(
  'a guess', p_client_ip => '203.0.113.78', p_user_agent => 'a phone');
select tests.clear_authentication();
select results_eq(
  $$ select host(l.ip_address), l.user_agent from stagedoor.access_log as l
     where l.user_agent in ('a liar', 'a phone') and l.resource_id = '?' $$,
  $$ values ('203.0.113.78', 'a phone') $$,
  'F88: a refusal says with what it was asked as the service says it, and nobody else');
select tests.authenticate_as_anon();

-- reading only -------------------------------------------------------------------------------
set transaction read only;
select throws_ok($$ select public.open_script_share('guess') $$, '25006', null,
  'F78: a request that only reads opens nothing and guesses nothing');

select * from finish();
rollback;
