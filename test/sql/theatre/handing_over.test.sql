-- Handing over: what one owns goes to somebody who agrees, or to an heir when one leaves.
begin;
select plan(69);

-- The cast: Ada works in Company, whose Olga holds access:escalate, and owns a script, a venue
-- and a show in it; Bea is her crew and takes them, Cal too. Sid is nobody.
select tests.create_user(name) from unnest(array['olga', 'ada', 'bea', 'cal', 'sid']) as name;
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
select tests.user_id('ada'), tests.user_id(n), now() from unnest(array['bea', 'cal']) as n;
create temporary table made (name text, id uuid, token text);
grant all on made to public;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
create function pg_temp.token(p_name text) returns text
language sql stable as $$ select m.token from made as m where m.name = p_name $$;
create function pg_temp.owner(p_name text) returns text
language sql stable security definer as $$
  select split_part(u.email, '@', 1) from (
    select s.owner_id, s.id from public.scripts as s
    union all select v.owner_id, v.id from public.venues as v
    union all select d.owner_id, d.id from public.departments as d
    union all select w.owner_id, w.project_id from public.shows as w
  ) as o join auth.users as u on u.id = o.owner_id where o.id = pg_temp.id(p_name)
$$;
create function pg_temp.refused(p_sql text) returns text
language sql as $$
  select (r ->> 'code') || ': ' || (r ->> 'message') from tests.refusal(p_sql) as r
$$;
create function pg_temp.offered(p_name text) returns uuid
language sql stable security definer as $$
  select t.id from public.ownership_transfers as t
  where pg_temp.id(p_name) in (t.script_id, t.venue_id, t.department_id, t.project_id)
    and t.accepted_at is null
$$;
select tests.authenticate_as('olga', 'aal2');
insert into made select 'company', public.create_organization('Company');
select public.grant_access(tests.user_id('ada'), pg_temp.id('company'), 'role', 'producer');
select tests.authenticate_as('ada');
insert into made select 'play', public.create_show('Play', pg_temp.id('company'));
with s as (insert into public.scripts (title, organization_id)
  values ('Book', pg_temp.id('company')) returning id)
insert into made select 'book', id from s;
with s as (insert into public.scripts (title) values ('Diary') returning id)
insert into made select 'diary', id from s;
with v as (insert into public.venues (name) values ('Hall') returning id)
insert into made select 'hall', id from v;
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
insert into public.script_elements (script_id, element_type, department_id, text, is_private)
values
  (pg_temp.id('book'), 'SCENE', null, 'scene', false),
  (pg_temp.id('book'), 'CUE', pg_temp.id('lights'), 'cue', false),
  (pg_temp.id('book'), 'NOTE', null, 'private', true),
  (pg_temp.id('book'), 'NOTE', null, 'under', true);
update public.script_elements as e set parent_element_id = p.id
from public.script_elements as p
where p.script_id = pg_temp.id('book')
  and (e.text, p.text) in (('private', 'scene'), ('under', 'private'));
insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('book'));
insert into made select 'share', (a ->> 'share_id')::uuid, a ->> 'token'
from public.create_script_share(pg_temp.id('diary')) as a;
select public.delegate_script(pg_temp.id('diary'), tests.user_id('cal'), '{notes}');

-- offering ---------------------------------------------------------------------------------
select isnt(public.transfer_ownership('script', pg_temp.id('diary'), tests.user_id('bea')), null,
  'F68: an owner offers a script to somebody');
select is(public.transfer_ownership('script', pg_temp.id('diary'), tests.user_id('bea')),
  pg_temp.offered('diary'), 'F68: to offer it again is the same offer');
select is(pg_temp.owner('diary'), 'ada', 'F68: an offer changes nothing');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    kind, pg_temp.id('diary'), tests.user_id('bea'))),
  '22023: What is handed over is a script, venue, department or show',
  format('F68: no %s is handed over', coalesce(kind, 'null')))
from unnest(array[null, '', 'Script', 'crew']) as kind;
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('diary'), tests.user_id('ada'))),
  '22023: It is theirs already', 'F68: nobody offers something to themselves');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('diary'), who)), 'PT404: Account not found',
  format('F86: nothing is offered to %s', coalesce(who::text, 'null')))
from unnest(array[null, '00000000-0000-4000-8000-000000000000']::uuid[]) as who;
select tests.ban_user('sid');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('diary'), tests.user_id('sid'))), 'PT404: Account not found',
  'F95: nothing is offered to somebody who is banned');
select tests.ban_user('sid', now() - interval '1 minute');
select tests.authenticate_as('bea');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('diary'), tests.user_id('bea'))), '42501: Access denied',
  'F68: crew who read a script do not offer it');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    kind, pg_temp.id(thing), tests.user_id('cal'))), '42501: Access denied',
  format('F68: nobody offers the %s of somebody else', kind))
from (values ('venue', 'hall'), ('department', 'lights'), ('show', 'play')) as t (kind, thing);
select tests.authenticate_as('sid');
select is(tests.refusal(format('select public.transfer_ownership(%L, %L, %L)',
    kind, pg_temp.id(thing), tests.user_id('bea'))),
  tests.refusal(format('select public.transfer_ownership(%L, %L, %L)',
    kind, gen_random_uuid(), tests.user_id('bea'))),
  format('F86: a %s of somebody else answers like one that does not exist', kind))
from (values ('script', 'diary'), ('show', 'play')) as t (kind, thing);
select is(pg_temp.refused(format('select public.accept_transfer(%L)', pg_temp.offered('diary'))),
  'PT404: Transfer not found', 'F68: nobody accepts what was offered to another');
select is_empty('select from public.ownership_transfers',
  'F68: a stranger sees nothing of what is offered');
select throws_ok('select public.accept_transfer(null)', 'PT404', null,
  'F68: nothing is accepted as nothing');
select tests.authenticate_as('bea', p_claims => '{"client_id": "app"}');
select is(pg_temp.refused(format('select public.accept_transfer(%L)', pg_temp.offered('diary'))),
  '42501: Access denied', 'F131: an app accepts nothing');

-- accepting --------------------------------------------------------------------------------
select tests.authenticate_as('bea');
select is((select count(*) from public.ownership_transfers), 1::bigint,
  'F68: the other side sees what is offered');
select ok(public.accept_transfer(pg_temp.offered('diary')), 'F68: the other accepts a script');
select is(pg_temp.owner('diary'), 'bea', 'F68: whoever accepts owns it');
select ok(not public.accept_transfer((
    select t.id from public.ownership_transfers as t where t.script_id = pg_temp.id('diary'))),
  'F68: to accept again changes nothing');
select is((select count(*) from public.script_shares as s where s.is_active), 0::bigint,
  'F78: shares of a script end when it is handed over');
select is(public.open_script_share(pg_temp.token('share')) ->> 'reason', 'invalid',
  'F78: the token of a former owner opens nothing');
select is_empty('select from public.script_delegations',
  'F71: delegations of a script end when it is handed over');
select lives_ok($$ update public.scripts set title = 'Hers' where id = pg_temp.id('diary') $$,
  'F68: whoever accepts writes a script');
select tests.authenticate_as('ada');
select is_empty($$ update public.scripts set title = 'Mine' where id = pg_temp.id('diary')
  returning 1 $$, 'F68: a former owner writes it no more');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('diary'), tests.user_id('cal'))), 'PT404: Script not found',
  'F68: a former owner does not take it back, although it was made in their own place');
select public.transfer_ownership('venue', pg_temp.id('hall'), tests.user_id('bea'));
select public.transfer_ownership('department', pg_temp.id('lights'), tests.user_id('bea'));
select public.transfer_ownership('show', pg_temp.id('play'), tests.user_id('bea'));
select public.transfer_ownership('show', pg_temp.id('play'), tests.user_id('cal'));
select tests.authenticate_as('bea');
select is(pg_temp.refused(format('select public.accept_transfer(%L)', pg_temp.offered('play'))),
  'PT404: Transfer not found', 'F68: a new offer takes the place of the old');
select public.accept_transfer(pg_temp.offered(thing)) from unnest(array['hall', 'lights']) as thing;
select is(pg_temp.owner('hall') || ' ' || pg_temp.owner('lights'), 'bea bea',
  'F68: venues and departments are handed over');
select tests.authenticate_as('cal');
select ok(not public.can('project:edit:assigned', pg_temp.id('play')),
  'F68: an offer gives no access');
select ok(public.accept_transfer(pg_temp.offered('play')), 'F68: a show is handed over');
select is(pg_temp.owner('play'), 'cal', 'F68: whoever accepts a show owns it');
select ok(public.can('access:grant', pg_temp.id('play')),
  'F68: whoever accepts a show produces it');
select tests.clear_authentication();
select tests.flush();
select is(
  (select string_agg(l.event, ' ' order by l.seq) from stagedoor_audit.leaves as l
   where l.sequence_id = pg_temp.id('play') and l.event like 'ownership.%'),
  'ownership.offered ownership.offered ownership.handed_over',
  'F88: the log of a show says that it was offered and handed over');

-- somebody who could no longer offer it -----------------------------------------------------
select tests.authenticate_as('ada');
with s as (insert into public.scripts (title) values ('Late') returning id)
insert into made select 'late', id from s;
select public.transfer_ownership('script', pg_temp.id('late'), tests.user_id('bea'));
select tests.ban_user('ada');
select tests.authenticate_as('bea');
select is(pg_temp.refused(format('select public.accept_transfer(%L)', pg_temp.offered('late'))),
  'PT404: Transfer not found', 'F95: what somebody offered who is banned is not accepted');
select tests.ban_user('ada', now() - interval '1 minute');
select ok(public.accept_transfer(pg_temp.offered('late')),
  'F68: what a live owner offered is accepted (control)');

-- without its owner -------------------------------------------------------------------------
select tests.authenticate_as('olga');
select is(tests.refusal(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('book'), tests.user_id('bea'))) ->> 'hint', 'step_up_mfa',
  'F102: nobody offers what is another''s without a second factor');
select tests.authenticate_as('olga', 'aal2');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('book'), tests.user_id('olga'))), '42501: Access denied',
  'F94: nobody takes for themselves what another owns');
select is(pg_temp.refused(format('select public.transfer_ownership(%L, %L, %L)',
    'script', pg_temp.id('late'), tests.user_id('bea'))), 'PT404: Script not found',
  'F94: access:escalate reaches no script of another organization');
select isnt(public.transfer_ownership('script', pg_temp.id('book'), tests.user_id('bea')), null,
  'F68: whoever may escalate in a company offers a script of it');
select tests.authenticate_as('bea');
select ok(public.accept_transfer(pg_temp.offered('book')),
  'F68: the other accepts what its owner did not offer');
select is(
  (select string_agg(e.text, ' ' order by e.rank) from public.script_elements as e
   where e.script_id = pg_temp.id('book')), 'scene cue',
  'F71: private notes stay behind where a script is handed over without its owner');
select is_empty($$ select from public.scripts as s where s.title like 'Private notes%' $$,
  'F71: whoever accepts does not see that notes stayed behind');
select tests.authenticate_as('ada');
select is(
  (select string_agg(e.text || coalesce(' under ' || p.text, ''), ', ' order by e.rank)
   from public.scripts as s
   join public.script_elements as e on e.script_id = s.id
   left join public.script_elements as p on p.id = e.parent_element_id
   where s.title = 'Private notes: Book' and s.audience = 'owner'),
  'private, under under private', 'F71: the former owner keeps their private notes');
select tests.clear_authentication();
select tests.flush();
select is(
  (select count(*) from stagedoor_audit.leaves as l
   where l.event = 'ownership.handed_over'
     and convert_from(l.body, 'UTF8') like '%"without_owner": true%'
   or l.event = 'ownership.handed_over'
     and convert_from(l.body, 'UTF8') like '%"without_owner":true%'), 1::bigint,
  'F88: the log says that something was handed over without its owner');
select tests.authenticate_as('olga', 'aal2');
select public.transfer_ownership('script', pg_temp.id('book'), tests.user_id('cal'));
select tests.authenticate_as('cal');
select public.accept_transfer(pg_temp.offered('book'));
select public.transfer_ownership('script', pg_temp.id('book'), tests.user_id('bea'));
select tests.authenticate_as('bea');
select is_empty($$ select from public.scripts as s where s.title like 'Private notes%' $$,
  'F71: a former owner without private notes keeps no script of them');
select public.accept_transfer(pg_temp.offered('book'));
select is(tests.refusal(format('select public.create_script_share(%L, p_permissions => %L)',
    pg_temp.id('book'), jsonb_build_object('departments', jsonb_build_array(pg_temp.id('lights'))))),
  null, 'F77: the new owner shares departments that stand in the script');

-- leaving, with the second factor that giving on access:escalate asks for -----------------
select tests.authenticate_as('ada', 'aal2');
insert into made
select 'gus', (g ->> 'user_id')::uuid, g ->> 'claim_token'
from public.create_guest_user('gus@example.test', 'Gus', 'Guest', 'CREW') as g;
insert into made select 'solo', public.create_show('Solo');
with s as (insert into public.scripts (title) values ('Last') returning id)
insert into made select 'last', id from s;
with v as (insert into public.venues (name) values ('Barn') returning id)
insert into made select 'barn', id from v;
with d as (insert into public.departments (name) values ('Sound') returning id)
insert into made select 'sound', id from d;
update made set token = a ->> 'token'
from public.create_script_share(pg_temp.id('last')) as a where name = 'share';
select public.transfer_ownership('script', pg_temp.id('last'), tests.user_id('cal'));
select public.delegate_script(pg_temp.id('last'), tests.user_id('cal'), '{notes}');
select is(
  (select string_agg(o ->> 'resource_type' || ' ' || (o ->> 'name'), ', '
     order by o ->> 'resource_type', o ->> 'name')
   from jsonb_array_elements((tests.refusal('select public.delete_my_account()')
     ->> 'details')::jsonb -> 'owned') as o
   where o ->> 'resource_type' in ('script', 'show', 'venue', 'department')),
  'department Sound, script Last, script Private notes: Book, show Solo, venue Barn',
  'F73: an account that owns something is not closed, and is told what');
select is(pg_temp.refused(format('select public.delete_my_account(%L)', tests.user_id('sid'))),
  'PT404: Account not found', 'F73: a stranger is nobody''s heir');
select is(tests.refusal(format('select public.delete_my_account(%L)', tests.user_id('bea'))),
  null, 'F73: crew are made heir');
select is(
  pg_temp.owner('last') || pg_temp.owner('solo') || pg_temp.owner('barn') || pg_temp.owner('sound'),
  'beabeabeabea', 'F73: an heir owns scripts, shows, venues and departments');
select tests.authenticate_as('bea');
select ok(public.can('access:grant', pg_temp.id('solo')), 'F73: an heir produces the show');
select is(public.open_script_share(pg_temp.token('share')) ->> 'reason', 'invalid',
  'F73: shares of a closed account open nothing');
select tests.authenticate_as('cal');
select is(pg_temp.offered('last'), null, 'F73: what a closed account has offered is offered no more');
select tests.clear_authentication();
insert into auth.users (id, email, email_confirmed_at)
values (tests.id_for('gus'), 'gus@example.test', now());
select tests.authenticate_as('gus');
select is(public.claim_guest_account(pg_temp.token('gus')) ->> 'reason', 'invalid',
  'F73: guests of a closed account claim nothing');
select tests.authenticate_as('ada');
select is_empty('select from public.scripts', 'F73: a closed account reads nothing');
select tests.clear_authentication();
select is_empty(
  $$ select from public.script_delegations where script_id = pg_temp.id('last') $$,
  'F73: what a closed account has delegated ends');

-- one offer a thing -----------------------------------------------------------------------
select tests.clear_authentication();
delete from public.ownership_transfers as t where t.accepted_at is null;
create function pg_temp.offer(p_column text, p_name text) returns text
language plpgsql as $$
begin
  execute format('insert into public.ownership_transfers
    (%I, from_user_id, to_user_id, offered_by) values (%L, %L, %L, %3$L)',
    p_column, pg_temp.id(p_name), tests.user_id('ada'), tests.user_id('bea'));
  return 'done';
exception
  when others then return sqlstate;
end;
$$;
select is(pg_temp.offer(o.name, o.thing), o.answer, format('F68: %s', o.title))
from (values
  ('script_id', 'book', 'done', 'a script is offered (control)'),
  ('script_id', 'book', '23505', 'a script is offered once at a time'),
  ('venue_id', 'hall', 'done', 'a venue is offered (control)'),
  ('venue_id', 'hall', '23505', 'a venue is offered once at a time'),
  ('department_id', 'lights', 'done', 'a department is offered (control)'),
  ('department_id', 'lights', '23505', 'a department is offered once at a time'),
  ('project_id', 'play', 'done', 'a show is offered (control)'),
  ('project_id', 'play', '23505', 'a show is offered once at a time')
) as o (name, thing, answer, title);

select * from finish();
rollback;
