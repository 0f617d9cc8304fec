-- public.script_shares and share_accesses: who sees that a share exists, and what somebody
-- whom it names reads without its token.
begin;
select plan(42);

-- The cast: Ada owns Book, Ned is named by shares, Cal is Ada's crew, Bea owns something else.
select tests.create_user(name) from unnest(array['ada', 'ned', 'cal', 'bea']) as name;
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
values (tests.user_id('ada'), tests.user_id('cal'), now());
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('ada');
with s as (insert into public.scripts (title) values ('Book') returning id)
insert into made select 'book', id from s;
insert into made select 'play', public.create_show('Play');
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
with d as (insert into public.departments (name) values ('Sound') returning id)
insert into made select 'sound', id from d;
insert into public.script_elements (script_id, element_type, department_id, text, is_private)
values
  (pg_temp.id('book'), 'CUE', pg_temp.id('lights'), 'lights', false),
  (pg_temp.id('book'), 'CUE', pg_temp.id('sound'), 'sound', false),
  (pg_temp.id('book'), 'NOTE', null, 'note', false),
  (pg_temp.id('book'), 'DIALOGUE', null, 'dialogue', false),
  (pg_temp.id('book'), 'NOTE', pg_temp.id('lights'), 'private', true);
update public.scripts set audience = 'owner';
select tests.clear_authentication();
create function pg_temp.share(p_more jsonb default '{}') returns void
language plpgsql security definer as $$
declare
  v_share public.script_shares;
begin
  delete from public.script_shares;
  v_share := jsonb_populate_record(null::public.script_shares, jsonb_build_object(
    'id', gen_random_uuid(), 'script_id', pg_temp.id('book'), 'is_active', true,
    'access_count', 0, 'created_at', now(), 'created_by', tests.user_id('ada'),
    'shared_with_user_id', tests.user_id('ned'), 'permissions',
    '{"view": true, "download": false, "departments": [], "elements": ["CUE", "NOTE"]}'::jsonb
  ) || p_more);
  insert into public.script_shares select v_share.*;
  insert into stagedoor_theatre.share_tokens
  values (v_share.id, stagedoor.token_hash(v_share.id::text));
  insert into public.share_accesses (share_id, is_ok, client_ip) values (v_share.id, true, '::1');
end;
$$;
create function pg_temp.read_by(p_who text) returns text
language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return (select string_agg(e.text, ' ' order by e.text) from public.script_elements as e);
end;
$$;

-- defaults and shape --------------------------------------------------------------------
insert into public.script_shares (script_id) values (pg_temp.id('book'));
select is(
  (select permissions from public.script_shares),
  '{"view": true, "download": false, "departments": [], "elements": ["CUE", "NOTE"]}',
  'F77: a share has the seed''s permissions unless it says otherwise');
create temporary table bad (why text, permissions jsonb);
insert into bad values
  ('no view', '{"view": false, "download": false, "departments": [], "elements": ["CUE"]}'),
  ('no elements', '{"view": true, "download": false, "departments": [], "elements": []}'),
  ('no download', '{"view": true, "departments": [], "elements": ["CUE"]}'),
  ('no list of departments',
    '{"view": true, "download": false, "departments": "all", "elements": ["CUE"]}'),
  ('a permission that does not exist',
    '{"view": true, "download": false, "departments": [], "elements": ["CUE"], "edit": true}');
select throws_ok(
  format('insert into public.script_shares (script_id, permissions) values (%L, %L)',
    pg_temp.id('book'), permissions),
  '23514', null, format('F77: a share with %s is no share', why)) from bad;
select throws_ok('insert into public.script_shares (script_id) values (null)', '23514', null,
  'F79: a share is of a script or of a show');
select throws_ok(
  format('insert into public.script_shares (script_id, project_id) values (%L, %L)',
    pg_temp.id('book'), pg_temp.id('play')),
  '23514', null, 'F79: a share is not of a script and a show at once');
select throws_ok(
  format($$ insert into public.script_shares (script_id, valid_from, expires_at)
    values (%L, '2027-01-02', '2027-01-01') $$, pg_temp.id('book')),
  '23514', null, 'F79: a share ends after it begins');
select lives_ok(
  format('insert into public.script_shares (project_id) values (%L)', pg_temp.id('play')),
  'F79: a share is of a show');

-- who sees it ---------------------------------------------------------------------------
select pg_temp.share();
select tests.authenticate_as('ada');
select is((select count(*) from public.script_shares), 1::bigint,
  'F79: an owner sees the shares of their script');
select is((select count(*) from public.share_accesses), 1::bigint,
  'F76: an owner sees who opened a share');
select throws_ok('select from stagedoor_theatre.share_tokens', '42501', null,
  'F76: an owner sees no hash of a token');
select throws_ok(
  $$ insert into public.script_shares (script_id) values (pg_temp.id('book')) $$, '42501',
  null, 'F76: nobody makes a share by hand');
select throws_ok('update public.script_shares set expires_at = null', '42501', null,
  'F76: nobody prolongs a share by hand');
select throws_ok('delete from public.share_accesses', '42501', null,
  'F76: nobody takes an opening out of the list');
select tests.authenticate_as('bea');
select is_empty('select id from public.script_shares union all select id from public.share_accesses',
  'F79: a stranger sees no share and no opening');
select tests.authenticate_as('cal');
select is_empty('select id from public.script_shares union all select id from public.share_accesses',
  'F79: crew see no share and no opening');
select tests.authenticate_as('ned');
select is_empty('select id from public.script_shares union all select id from public.share_accesses',
  'F79: whoever is named sees no share and no opening');
select pg_temp.share(jsonb_build_object('script_id', null, 'project_id', pg_temp.id('play')));
select tests.authenticate_as('ada');
select is((select count(*) from public.script_shares), 1::bigint,
  'F79: an owner sees the shares of their show');
select tests.set_header('x-project-id', gen_random_uuid()::text);
select is_empty('select from public.script_shares',
  'F75: a request that names another show sees no share');
select tests.set_header('x-project-id', null);

-- reading by name -------------------------------------------------------------------------
select pg_temp.share();
select is(pg_temp.read_by('ned'), 'lights note sound',
  'F77: whoever a share names reads cues and notes of all departments');
select is((select title from public.scripts), 'Book',
  'F70: whoever a share names reads the title of the script');
select is(pg_temp.read_by('cal'), null, 'F77: a share opens nothing to others');
select pg_temp.share(jsonb_build_object('permissions', jsonb_build_object(
  'view', true, 'download', false, 'departments', jsonb_build_array(pg_temp.id('lights')),
  'elements', '["CUE", "NOTE"]'::jsonb)));
select is(pg_temp.read_by('ned'), 'lights note',
  'F77: a share of a department opens it, and what concerns all');
select pg_temp.share(jsonb_build_object('permissions',
  '{"view": true, "download": false, "departments": [], "elements": ["DIALOGUE"]}'::jsonb));
select is(pg_temp.read_by('ned'), 'dialogue', 'F77: a share opens the kinds that it names');
select pg_temp.share('{"is_active": false}');
select is(pg_temp.read_by('ned'), null, 'F78: a share that was revoked opens nothing');
select tests.freeze_time('2027-01-01 12:00+00');
select pg_temp.share('{"expires_at": "2027-01-01 12:00+00"}');
select is(pg_temp.read_by('ned'), null, 'F78: a share opens nothing from its end on');
select pg_temp.share('{"expires_at": "2027-01-01 12:00:01+00"}');
select is(pg_temp.read_by('ned'), 'lights note sound',
  'F78: a share opens until the moment before its end');
select pg_temp.share('{"valid_from": "2027-01-01 12:00:01+00"}');
select is(pg_temp.read_by('ned'), null, 'F79: a share opens nothing before it begins');
select pg_temp.share('{"valid_from": "2027-01-01 12:00+00"}');
select is(pg_temp.read_by('ned'), 'lights note sound',
  'F79: a share opens from the moment that it begins');
select pg_temp.share('{"max_uses": 2, "access_count": 2}');
select is(pg_temp.read_by('ned'), null, 'F78: a share that is used up opens nothing');
select pg_temp.share('{"max_uses": 2, "access_count": 1}');
select is(pg_temp.read_by('ned'), 'lights note sound',
  'F78: a share opens until it is used up');
select pg_temp.share(jsonb_build_object('script_id', null, 'project_id', pg_temp.id('play')));
select is(pg_temp.read_by('ned'), null, 'F79: a share of a show opens no script outside of it');
select tests.authenticate_as('ada');
insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('book'));
select is(pg_temp.read_by('ned'), 'lights note sound',
  'F79: a share of a show opens the scripts in it');
savepoint given_away;
select tests.clear_authentication();
update public.shows set owner_id = tests.user_id('bea') where project_id = pg_temp.id('play');
select is(pg_temp.read_by('ned'), null,
  'F79: a share of a show opens nothing once the show is somebody else''s');
rollback to given_away;
select tests.set_header('x-project-id', gen_random_uuid()::text);
select is(pg_temp.read_by('ned'), null,
  'F75: a request that names another show reads nothing by a share');
select tests.set_header('x-project-id', null);
select tests.authenticate_as('ada');
select throws_ok($$ delete from public.departments where id = pg_temp.id('lights') $$, '23514',
  null, 'F73: a department that an element names is not deleted');
select public.archive_scope(pg_temp.id('play'));
select is(pg_temp.read_by('ned'), null, 'F78: a share opens nothing after closing night');
select tests.authenticate_as('ada');
select public.restore_scope(pg_temp.id('play'));
select tests.ban_user('ada');
select is(pg_temp.read_by('ned'), null, 'F75: a share of a banned owner opens nothing');
select tests.ban_user('ada', now() - interval '1 minute');
select is(pg_temp.read_by('ned'), 'lights note sound', 'F78: a share of a live owner opens');

-- a department that only a share names ------------------------------------------------------
select pg_temp.share(jsonb_build_object('permissions', jsonb_build_object(
  'view', true, 'download', false, 'departments', jsonb_build_array(pg_temp.id('sound')),
  'elements', '["CUE"]'::jsonb)));
select tests.authenticate_as('ada');
delete from public.script_elements where text = 'sound';
select throws_ok($$ delete from public.departments where id = pg_temp.id('sound') $$, '23514',
  null, 'F77: the department of a share is not deleted, or the share were one of all');

select * from finish();
rollback;
