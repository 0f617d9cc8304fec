-- Sharing: the owner of a script makes shares of it, changes their end and revokes them.
begin;
select plan(67);

-- The cast: Ada owns Book and has Cal for crew and Gus for a guest. Bea owns something else
-- and has a guest of her own; Ned is anybody with an account.
select tests.create_user(name) from unnest(array['ada', 'cal', 'bea', 'ned']) as name;
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
values (tests.user_id('ada'), tests.user_id('cal'), now());
create temporary table made (name text, id uuid, answer jsonb);
grant all on made to public;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('bea');
insert into made
select 'her guest', (public.create_guest_user('hers@example.test', 'Her', 'Guest', 'CREW')
  ->> 'user_id')::uuid;
with d as (insert into public.departments (name) values ('Hers') returning id)
insert into made select 'her department', id from d;
select tests.authenticate_as('ada');
insert into made
select 'gus', (public.create_guest_user('gus@example.test', 'Gus', 'Guest', 'CREW')
  ->> 'user_id')::uuid;
insert into made select 'play', public.create_show('Play');
with s as (insert into public.scripts (title) values ('Book') returning id)
insert into made select 'book', id from s;
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('book'));

-- Shares Book with these arguments; the answer is kept under a name.
create function pg_temp.share(p_name text, p_arguments text default '') returns jsonb
language plpgsql as $$
declare
  v_answer jsonb;
begin
  execute format('select public.create_script_share(%L%s)', pg_temp.id('book'), p_arguments)
    into v_answer;
  insert into made values (p_name, (v_answer ->> 'share_id')::uuid, v_answer);
  return v_answer;
end;
$$;
-- The error that a share with these arguments is refused with.
create function pg_temp.refused(p_arguments text) returns text
language sql as $$
  select (r ->> 'code') || ': ' || (r ->> 'message')
  from tests.refusal(
    format('select public.create_script_share(%L%s)', pg_temp.id('book'), p_arguments)) as r
$$;
create function pg_temp.of_share(p_name text) returns public.script_shares
language sql stable as $$
  select s from public.script_shares as s where s.id = pg_temp.id(p_name)
$$;

-- making ---------------------------------------------------------------------------------
select is(
  (select array_agg(k order by k) from jsonb_object_keys(pg_temp.share('plain')) as k),
  array['share_id', 'token'], 'F79: a share answers its id and its token');
select ok((select answer ->> 'token' ~ '^[0-9a-f]{64}$' from made where name = 'plain'),
  'F76: the token of a share is the engine''s');
select isnt(pg_temp.share('second') ->> 'token',
  (select answer ->> 'token' from made where name = 'plain'),
  'F76: every share has a token of its own');
select is((pg_temp.of_share('plain')).permissions,
  '{"view": true, "download": false, "departments": [], "elements": ["CUE", "NOTE"]}',
  'F77: a share permits by default what the seed says');
select is((pg_temp.of_share('plain')).created_by, tests.user_id('ada'),
  'F79: a share says who made it');
select pg_temp.share('full', format($$,
  p_shared_with_user_id => %L, p_permissions => %L, p_expires_at => '2900-01-01 00:00+00',
  p_max_uses => 3, p_share_name => ' For Cal ', p_notes => 'Print it',
  p_valid_from => '2800-01-01 00:00+00' $$,
  tests.user_id('cal'), jsonb_build_object(
    'download', true, 'departments', jsonb_build_array(pg_temp.id('lights'), pg_temp.id('lights')),
    'elements', '["NOTE", "CUE", "NOTE"]'::jsonb)));
select is((pg_temp.of_share('full')).permissions, jsonb_build_object(
  'view', true, 'download', true, 'departments', jsonb_build_array(pg_temp.id('lights')),
  'elements', '["CUE", "NOTE"]'::jsonb),
  'F77: a share permits what is asked for, each once, and the rest by default');
select results_eq(
  $$ select shared_with_user_id, share_name, notes, valid_from, expires_at, max_uses
     from pg_temp.of_share('full') $$,
  $$ values (tests.user_id('cal'), 'For Cal', 'Print it', '2800-01-01 00:00+00'::timestamptz,
       '2900-01-01 00:00+00'::timestamptz, 3) $$,
  'F79: a share has a recipient, a name, notes, a start, an end and a number of uses');
select pg_temp.share('for gus', format(', p_shared_with_user_id => %L', pg_temp.id('gus')));
select is((pg_temp.of_share('for gus')).shared_with_user_id, pg_temp.id('gus'),
  'F65: a share is for a guest of its maker');
select pg_temp.share('for ned', format(', p_shared_with_user_id => %L', tests.user_id('ned')));
select is((pg_temp.of_share('for ned')).shared_with_user_id, tests.user_id('ned'),
  'F79: a share is for whoever has an account');
select tests.clear_authentication();
select is(
  (select count(*) from made as m
   join stagedoor_theatre.share_tokens as t on t.share_id = m.id
   where t.token_hash = sha256(convert_to(m.answer ->> 'token', 'UTF8'))),
  5::bigint, 'F76: a share keeps a hash of its token');
select is_empty(
  $$ select from public.script_shares as s, made as m
     where strpos(to_jsonb(s)::text, m.answer ->> 'token') > 0 $$,
  'F76: no row of a share holds its token');
select tests.flush();
select is_empty(
  $$ select from stagedoor_audit.leaves as l, made as m
     where strpos(convert_from(l.body, 'UTF8'), m.answer ->> 'token') > 0 $$,
  'F76: the log holds no token');
select is(
  (select count(*) from stagedoor_audit.leaves as l where l.event = 'script_share.created'),
  5::bigint, 'F89: the log says that something was shared');

-- bad values -----------------------------------------------------------------------------
select tests.authenticate_as('ada');
create temporary table bad (arguments text, message text, why text);
insert into bad values
  (', p_permissions => ''[]''', 'Permissions of a share are view, download, departments and elements', 'a list of permissions'),
  (', p_permissions => ''"view"''', 'Permissions of a share are view, download, departments and elements', 'a word for permissions'),
  (', p_permissions => ''null''', 'Permissions of a share are view, download, departments and elements', 'a JSON null for permissions'),
  (', p_permissions => ''{"edit": true}''', 'Permissions of a share are view, download, departments and elements', 'an unknown permission'),
  (', p_permissions => ''{"download": "yes"}''', 'Permissions of a share are view, download, departments and elements', 'a download that is no boolean'),
  (', p_permissions => ''{"download": null}''', 'Permissions of a share are view, download, departments and elements', 'a download of null'),
  (', p_permissions => ''{"departments": "all"}''', 'Permissions of a share are view, download, departments and elements', 'a word for departments'),
  (', p_permissions => ''{"elements": {"CUE": true}}''', 'Permissions of a share are view, download, departments and elements', 'an object of elements'),
  (', p_permissions => ''{"view": false}''', 'A share lets its script be viewed: revoke it instead', 'no view'),
  (', p_permissions => ''{"departments": ["Lights"]}''', 'Departments of a share are ids of departments; an empty list means all', 'a name for a department'),
  (', p_permissions => ''{"departments": [null]}''', 'Departments of a share are ids of departments; an empty list means all', 'a department of null'),
  (', p_permissions => ''{"departments": [["a"]]}''', 'Departments of a share are ids of departments; an empty list means all', 'a list in the list of departments'),
  (', p_permissions => ''{"elements": []}''', 'Elements of a share are one or more rows of element_types', 'no elements'),
  (', p_permissions => ''{"elements": ["CUE", "CUES"]}''', 'Elements of a share are one or more rows of element_types', 'an unknown kind of element'),
  (', p_permissions => ''{"elements": ["CUE", null]}''', 'Elements of a share are one or more rows of element_types', 'a kind of null'),
  (', p_permissions => ''{"elements": ["CUE", ["NOTE"]]}''', 'Elements of a share are one or more rows of element_types', 'a list in the list of elements'),
  (', p_max_uses => 0', 'A share is opened at least once, or as often as one likes: null', 'no uses'),
  (', p_max_uses => -1', 'A share is opened at least once, or as often as one likes: null', 'fewer than no uses'),
  (', p_expires_at => ''2020-01-01''', 'A window ends after it begins, and not in the past', 'an end in the past'),
  (', p_expires_at => ''2900-01-01'', p_valid_from => ''2900-01-01''', 'A window ends after it begins, and not in the past', 'an end at its start'),
  (', p_expires_at => ''infinity''', 'A window begins and ends at a moment, not at infinity', 'an end at infinity'),
  (', p_valid_from => ''-infinity''', 'A window begins and ends at a moment, not at infinity', 'a start at infinity'),
  (', p_share_name => repeat(''x'', 201)', 'The name of a share has at most 200 characters', 'too long a name'),
  (', p_notes => repeat(''x'', 4001)', 'Notes have at most 4000 characters', 'notes that are too long');
select is(pg_temp.refused(arguments), '22023: ' || message,
  format('F79: a share with %s is refused', why)) from bad;
select is(pg_temp.refused(format(', p_permissions => %L', jsonb_build_object(
    'departments', jsonb_build_array(pg_temp.id('her department'))))),
  'PT404: Department not found', 'F86: a share names no department of somebody else');
select is(pg_temp.refused(', p_permissions => ''{"departments": ["00000000-0000-4000-8000-000000000000"]}'''),
  'PT404: Department not found', 'F86: a share names no department that does not exist');
select is(pg_temp.refused(format(', p_shared_with_user_id => %L', pg_temp.id('her guest'))),
  'PT404: Account not found', 'F86: a share is for no guest of somebody else');
select is(pg_temp.refused(format(', p_shared_with_user_id => %L', gen_random_uuid())),
  'PT404: Account not found', 'F86: a share is for nobody who does not exist');
select is((select count(*) from public.script_shares), 5::bigint,
  'F86: what is refused leaves no share');
select lives_ok($$ select pg_temp.share('longest', format(
  ', p_share_name => %L, p_notes => %L, p_max_uses => 1', repeat('x', 200), repeat('x', 4000))) $$,
  'F79: a share with the longest name is made (control)');

-- who may --------------------------------------------------------------------------------
select tests.authenticate_as('cal');
select is(tests.refusal(format('select public.create_script_share(%L)', pg_temp.id('book')))
    ->> 'details',
  '{"error_code":"INSUFFICIENT_PERMISSIONS","required_permission":"owner_or_manager_access"}',
  'F68: crew who read a script share none of it');
select tests.authenticate_as('bea');
select is(pg_temp.refused(''), 'PT404: Script not found',
  'F86: a stranger shares no script of somebody else');
select is(tests.refusal(format('select public.create_script_share(%L)', gen_random_uuid())),
  tests.refusal(format('select public.create_script_share(%L)', pg_temp.id('book'))),
  'F86: a script of somebody else answers like one that does not exist');
select throws_ok('select public.create_script_share(null)', 'PT404', null,
  'F86: no script is shared as none');
select tests.authenticate_as('ada', p_claims => '{"client_id": "app"}');
select is(pg_temp.refused(''), '42501: Access denied', 'F131: an app shares nothing');
select tests.ban_user('ada');
select tests.authenticate_as('ada');
select is(pg_temp.refused(''), '42501: Access denied', 'F95: a banned owner shares nothing');
select tests.ban_user('ada', now() - interval '1 minute');
select tests.authenticate_as_anon();
select throws_ok(format('select public.create_script_share(%L)', pg_temp.id('book')), '42501',
  null, 'F85: nobody shares without signing in');

-- another end, and none --------------------------------------------------------------------
select tests.authenticate_as('ada');
select ok(public.change_share(pg_temp.id('plain'), '2900-01-01'),
  'F79: an owner lets a share end');
select ok(not public.change_share(pg_temp.id('plain'), '2900-01-01'),
  'F79: a share that ends then already does not change');
select ok(public.change_share(pg_temp.id('plain'), null), 'F79: an owner takes the end away');
select is(tests.refusal(format('select public.change_share(%L, %L)', pg_temp.id('plain'), at))
  ->> 'code', '22023', format('F79: a share does not end at %s', at))
from unnest(array['2020-01-01', 'infinity']) as at;
select is(tests.refusal(format('select public.change_share(%L, %L)', pg_temp.id('full'), '2790-01-01'))
  ->> 'code', '22023', 'F79: a share does not end before it begins');
select ok(public.revoke_script_share(pg_temp.id('plain')), 'F78: an owner revokes a share');
select ok(not public.revoke_script_share(pg_temp.id('plain')),
  'F78: a share that was revoked does not change');
select is(tests.refusal(format('select public.change_share(%L, %L)', pg_temp.id('plain'), '2900-01-01'))
  ->> 'details', '{"error_code":"SHARE_REVOKED"}', 'F78: a share that was revoked stays so');
select tests.authenticate_as('cal');
select is(tests.refusal(format('select public.change_share(%L, null)', pg_temp.id('second')))
  ->> 'code', 'PT404', 'F86: crew change no share');
select is(tests.refusal(format('select public.revoke_script_share(%L)', pg_temp.id('second')))
  ->> 'code', 'PT404', 'F86: crew revoke no share');
select tests.authenticate_as('ada');
select throws_ok('select public.revoke_script_share(null)', 'PT404', null,
  'F86: no share is revoked as none');
select ok((pg_temp.of_share('second')).is_active, 'F86: the share of others is as it was');

-- of a show ------------------------------------------------------------------------------
select tests.clear_authentication();
insert into public.script_shares (id, project_id, created_by)
values (tests.id_for('show share'), pg_temp.id('play'), tests.user_id('ada'));
select tests.authenticate_as('bea');
select is(tests.refusal(format('select public.revoke_script_share(%L)', tests.id_for('show share')))
  ->> 'code', 'PT404', 'F86: a stranger revokes no share of a show');
select tests.authenticate_as('ada');
select ok(public.revoke_script_share(tests.id_for('show share')),
  'F78: the owner of a show revokes a share of it');

-- after closing night --------------------------------------------------------------------
select public.archive_scope(pg_temp.id('play'));
select is(pg_temp.refused(''), '23514: A script is shared while a show that it is in runs',
  'F78: nothing is shared after closing night');
select public.restore_scope(pg_temp.id('play'));
select lives_ok($$ select pg_temp.share('again') $$,
  'F79: a script is shared while its show runs (control)');

select * from finish();
rollback;
