-- public.show_assignments: title, department and window of everybody in a show, and the
-- access that they open and close.
begin;
select plan(70);

-- The cast: Ada owns Play. Cal and Dee are her crew, Gus is her guest, Ned works in her
-- company, Sid is a stranger. Head runs lights in Play, Viv views all of it.
select tests.create_user(name)
from unnest(array['ada', 'cal', 'dee', 'ned', 'sid', 'head', 'viv']) as name;
select tests.create_guest('gus', 'ada');
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
select tests.user_id('ada'), tests.user_id(n), now() from unnest(array['cal', 'dee']) as n;
insert into public.crew_relationships (manager_user_id, crew_user_id)
values (tests.user_id('ada'), tests.user_id('gus'));
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('ada');
insert into made select 'play', public.create_show('Play');
insert into made select 'second', public.create_show('Second');
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
with d as (insert into public.departments (name) values ('Props') returning id)
insert into made select 'props', id from d;
insert into public.show_departments (project_id, department_id)
values (pg_temp.id('play'), pg_temp.id('lights'));
insert into made
select 'lights scope', d.scope_id from public.show_departments as d;
select public.grant_access(tests.user_id('head'), pg_temp.id('lights scope'), 'role',
  'department_head');
select public.grant_access(tests.user_id('viv'), pg_temp.id('play'), 'role', 'coordinator');
select public.grant_access(tests.user_id('ned'), pg_temp.id('second'), 'role', 'crew_member');
create function pg_temp.assign(p_who text, p_more jsonb default '{}') returns uuid
language plpgsql as $$
declare
  v_id uuid;
begin
  insert into public.show_assignments
    (project_id, user_id, kind, user_role, custom_title, department_id, valid_from, valid_until)
  select pg_temp.id('play'), tests.user_id(p_who), coalesce(p_more ->> 'kind', 'crew'),
    coalesce(p_more ->> 'role', 'CREW'), p_more ->> 'title',
    pg_temp.id(p_more ->> 'department'), (p_more ->> 'from')::timestamptz,
    (p_more ->> 'until')::timestamptz
  returning id into v_id;
  return v_id;
end;
$$;
create function pg_temp.held(p_who text) returns table (scope text, starts timestamptz, ends timestamptz)
language sql stable security definer as $$
  select s.name, a.valid_from, a.valid_until
  from stagedoor.user_accesses as a join stagedoor.scopes as s on s.id = a.scope_id
  where a.user_id = tests.user_id(p_who) and a.status = 'Active' and s.name <> 'Second'
  order by s.name, a.valid_until nulls last
$$;
select tests.freeze_time('2027-01-01 12:00+00');

-- opening and closing ---------------------------------------------------------------------
select lives_ok($$ select pg_temp.assign('cal', '{"role": "STAGE_MANAGER"}') $$,
  'F68: an owner assigns their crew');
select results_eq($$ select * from pg_temp.held('cal') $$,
  $$ values ('Play', null::timestamptz, null::timestamptz) $$,
  'F91: an assignment opens an access in the show');
select tests.authenticate_as('cal');
select results_eq('select name, roles from public.get_my_projects()',
  $$ values ('Play', array['crew_member']) $$,
  'F65: whoever is assigned finds the show in their list');
select tests.authenticate_as('ada');
select throws_ok($$ select pg_temp.assign('cal', '{"role": "STAGE_MANAGER"}') $$, '23505',
  null, 'F68: one person has one title in one place once');
select lives_ok(
  $$ select pg_temp.assign('dee', '{"department": "lights", "role": "ELECTRICIAN"}') $$,
  'F91: an owner assigns to a department');
select results_eq($$ select scope from pg_temp.held('dee') $$, array['Lights'],
  'F91: an assignment to a department opens the department alone');
select lives_ok($$ select pg_temp.assign('gus', '{"department": "props"}') $$,
  'F91: a department joins the show with its first assignment');
select results_eq(
  $$ select s.name from public.show_departments as d
     join stagedoor.scopes as s on s.id = d.scope_id order by 1 $$,
  array['Lights', 'Props'], 'F91: a department that joined has a scope in the show');
select public.revoke_access(public.grant_access(
  tests.user_id('ned'), pg_temp.id('play'), 'role', 'crew_member'));
select lives_ok($$ select pg_temp.assign('ned') $$,
  'F68: an owner assigns whoever works in the company');
select isnt_empty($$ select from pg_temp.held('ned') $$,
  'F91: an assignment opens what was given and taken away before');
select lives_ok($$ select pg_temp.assign('ada', '{"kind": "cast"}') $$,
  'F68: an owner assigns themselves');
select is((select count(*) from public.show_assignments), 5::bigint,
  'F68: an owner sees everybody in the show');
delete from public.show_assignments where user_id = tests.user_id('cal');
select is_empty($$ select from pg_temp.held('cal') $$,
  'F91: the end of an assignment closes the access');

-- windows -----------------------------------------------------------------------------------
select lives_ok($$ select pg_temp.assign('cal',
    '{"kind": "cast", "role": "UNDERSTUDY", "from": "2027-01-10", "until": "2027-01-20"}') $$,
  'F91: an understudy is assigned for a window');
select results_eq($$ select starts, ends from pg_temp.held('cal') $$,
  $$ values ('2027-01-10'::timestamptz, '2027-01-20'::timestamptz) $$,
  'F91: an access has the window of its assignment');
select tests.authenticate_as('cal');
select is_empty('select from public.get_my_projects()',
  'F91: an assignment gives nothing before it begins');
select tests.clear_authentication();
create function pg_temp.counts_at(p_at timestamptz) returns boolean
language plpgsql as $$
begin
  perform tests.freeze_time(p_at);
  return exists (
    select from stagedoor_theatre.live_assignments where user_id = tests.user_id('cal'));
end;
$$;
savepoint delegated;
update stagedoor.user_accesses set status = 'Revoked' where user_id = tests.user_id('cal');
select tests.delegate('ada', 'cal', 'Play', 'script:view', '2027-06-01');
select is(pg_temp.counts_at('2027-01-15 00:00+00'), false,
  'F91: what is delegated to somebody does not bring back their assignment');
rollback to delegated;
savepoint moments;
select is(pg_temp.counts_at(moment), answer, title)
from (values
  ('2027-01-09 23:59+00'::timestamptz, false,
    'F91: an assignment does not count before it begins'),
  ('2027-01-10 00:00+00', true, 'F91: an assignment counts from the moment of its start'),
  ('2027-01-20 00:00+00', false, 'F91: an assignment does not count from the moment of its end')
) as m (moment, answer, title);
rollback to moments;
select tests.authenticate_as('cal');
select tests.freeze_time('2027-01-15 12:00+00');
select isnt_empty('select from public.get_my_projects()',
  'F91: an assignment gives access while it lasts');
select tests.freeze_time('2027-01-20 00:00+00');
select is_empty('select from public.get_my_projects()',
  'F91: an assignment gives nothing from the moment that it is over');
select tests.freeze_time('2027-01-01 12:00+00');
select tests.authenticate_as('ada');
select lives_ok($$ select pg_temp.assign('cal',
    '{"role": "DRESSER", "from": "2027-01-15", "until": "2027-02-01"}') $$,
  'F91: one person has two assignments with windows that overlap');
select results_eq($$ select starts, ends from pg_temp.held('cal') $$,
  $$ values ('2027-01-10'::timestamptz, '2027-02-01'::timestamptz) $$,
  'F91: windows that overlap are one access');
create function pg_temp.live_at(p_at timestamptz) returns text[]
language plpgsql as $$
begin
  perform tests.freeze_time(p_at);
  return array(
    select a.user_role
    from stagedoor_theatre.live_assignments as l
    join public.show_assignments as a on a.id = l.id
    where l.user_id = tests.user_id('cal') order by 1);
end;
$$;
savepoint windows;
select tests.clear_authentication();
select is(pg_temp.live_at(moment), roles, title)
from (values
  ('2027-01-12 00:00+00'::timestamptz, array['UNDERSTUDY'],
    'F91: an assignment that has not begun does not count by the access of another'),
  ('2027-01-15 00:00+00', array['DRESSER', 'UNDERSTUDY'],
    'F91: an assignment counts from its start, beside another'),
  ('2027-01-20 00:00+00', array['DRESSER'],
    'F91: an assignment that is over does not count by the access of another')
) as m (moment, roles, title);
rollback to windows;
select tests.authenticate_as('ada');
delete from public.show_assignments where user_role = 'UNDERSTUDY';
select results_eq($$ select starts, ends from pg_temp.held('cal') $$,
  $$ values ('2027-01-15'::timestamptz, '2027-02-01'::timestamptz) $$,
  'F91: the end of one assignment leaves the access of the other');
update public.show_assignments set valid_until = '2027-03-01' where user_role = 'DRESSER';
select results_eq($$ select starts, ends from pg_temp.held('cal') $$,
  $$ values ('2027-01-15'::timestamptz, '2027-03-01'::timestamptz) $$,
  'F91: a changed window changes the access');
update public.show_assignments
set department_id = pg_temp.id('props') where user_role = 'DRESSER';
select results_eq($$ select scope from pg_temp.held('cal') $$, array['Props'],
  'F91: a change of department moves the access');
update public.show_assignments
set department_id = null, user_role = 'WARDROBE' where user_role = 'DRESSER';
select results_eq($$ select scope from pg_temp.held('cal') $$, array['Play'],
  'F91: an assignment without a department opens the show');

create temporary table opened as
select a.id from stagedoor.user_accesses as a
where a.user_id = tests.user_id('cal') and a.status = 'Active';
select tests.authenticate_as('ada');
select tests.freeze_time('2027-01-15 00:00+00');
update public.show_assignments set valid_from = '2027-01-14' where user_role = 'WARDROBE';
select tests.clear_authentication();
select results_eq(
  $$ select a.id from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('cal') and a.status = 'Active' $$,
  'select id from opened', 'F91: an access that has begun stays, whenever it began');
select tests.authenticate_as('ada');
select tests.freeze_time('2027-01-01 12:00+00');

-- what others gave ----------------------------------------------------------------------------
select public.grant_access(tests.user_id('dee'), pg_temp.id('play'), 'role', 'crew_member',
  null, '2027-06-01');
select lives_ok($$ select pg_temp.assign('dee', '{"kind": "cast", "until": "2027-09-01"}') $$,
  'F91: somebody who holds the same for a while is assigned for longer');
select results_eq(
  $$ select starts, ends from pg_temp.held('dee') where scope = 'Play' $$,
  $$ values (null, '2027-06-01'::timestamptz),
     ('2027-06-01'::timestamptz, '2027-09-01'::timestamptz) $$,
  'F91: an assignment opens what is missing');
delete from public.show_assignments where kind = 'cast' and user_id = tests.user_id('dee');
select results_eq($$ select ends from pg_temp.held('dee') where scope = 'Play' $$,
  array['2027-06-01'::timestamptz],
  'F91: the end of an assignment leaves what somebody else gave');
select isnt_empty($$ select pg_temp.assign('gus', '{"role": "CHAPERONE"}') $$,
  'F91: a guest is assigned to the show as well');
select lives_ok(
  $$ select public.revoke_access(a.id) from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('gus') and a.scope_id = pg_temp.id('play') $$,
  'F95: an access that an assignment opened is revoked by hand');
update public.show_assignments set user_role = 'DRESSER' where user_role = 'CHAPERONE';
select is_empty($$ select from pg_temp.held('gus') where scope = 'Play' $$,
  'F95: another title does not bring back what was revoked');

-- bad input ------------------------------------------------------------------------------------
select throws_ok($$ select pg_temp.assign('sid') $$, 'PT404', null,
  'F86: an owner assigns no stranger');
select is(
  tests.refusal($$ select pg_temp.assign('sid') $$),
  tests.refusal($$ insert into public.show_assignments (project_id, user_id)
    values (pg_temp.id('play'), gen_random_uuid()) $$),
  'F86: a stranger and an absent account are refused in the same words');
select throws_ok($$ select pg_temp.assign('cal', '{"role": "KING"}') $$, '22023', null,
  'F66: an unknown title is refused');
select throws_ok($$ select pg_temp.assign('cal', '{"role": "OTHER"}') $$, '22023', null,
  'F66: OTHER without a text is refused');
select lives_ok($$ select pg_temp.assign('cal', '{"role": "OTHER", "title": "Ghost", "from": "2027-04-01"}') $$,
  'F66: OTHER with a text is a title in a show');
update public.show_assignments set valid_from = '2027-04-15' where user_role = 'OTHER';
select isnt_empty($$ select from pg_temp.held('cal') where starts = '2027-04-15' $$,
  'F91: an access that has not begun begins when its assignment does');
select throws_ok($$ select pg_temp.assign('cal', '{"kind": "band"}') $$, '22023', null,
  'F68: an assignment is cast or crew');
select tests.authenticate_as('sid');
select is(
  tests.refusal($$ insert into public.show_assignments (project_id, user_id)
    values (pg_temp.id('play'), gen_random_uuid()) $$) ->> 'code', '42501',
  'F86: nobody is told what is wrong with an assignment to the show of another');
select tests.authenticate_as('ada');
select throws_ok(
  $$ select pg_temp.assign('cal', '{"from": "2027-05-02", "until": "2027-05-01"}') $$,
  '22023', null, 'F91: an assignment ends after it begins');
select throws_ok(
  $$ select pg_temp.assign('cal', '{"from": "2027-05-01", "until": "2027-05-01"}') $$,
  '22023', null, 'F91: an assignment lasts for a while');
select throws_ok(
  $$ update public.show_assignments set valid_until = '2026-01-01', valid_from = '2026-01-02' $$,
  '22023', null, 'F91: a changed window ends after it begins');
select throws_ok($$ insert into public.show_assignments (project_id, user_id, department_id)
    values (pg_temp.id('play'), tests.user_id('cal'), gen_random_uuid()) $$,
  'PT404', null, 'F86: an absent department takes nobody');
select throws_ok(
  $$ update public.show_assignments set user_id = tests.user_id('ada') $$, '42501', null,
  'F68: nobody is exchanged for somebody else');

-- who sees and changes it --------------------------------------------------------------------------
select tests.authenticate_as('dee');
select tests.clear_authentication();
update stagedoor.user_accesses set status = 'Revoked'
where user_id = tests.user_id('dee') and scope_id = pg_temp.id('play');
create function pg_temp.seen_by(p_who text) returns text
language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return (select string_agg(a.user_role, ' ' order by a.user_role)
    from public.show_assignments as a where a.user_role in ('ELECTRICIAN', 'WARDROBE', 'OTHER'));
end;
$$;
select is(pg_temp.seen_by('ada'), 'ELECTRICIAN OTHER WARDROBE',
  'F68: an owner sees all assignments');
select is(pg_temp.seen_by('viv'), 'ELECTRICIAN OTHER WARDROBE',
  'F65: whoever views the project sees all assignments');
select is(pg_temp.seen_by('head'), 'ELECTRICIAN',
  'F90: whoever works in a department sees its assignments');
select is(pg_temp.seen_by('cal'), 'OTHER WARDROBE',
  'F65: a user sees their own assignments before they begin');
select is(pg_temp.seen_by('sid'), null, 'F65: a stranger sees no assignments');
select tests.set_header('x-project-id', pg_temp.id('second')::text);
select is(pg_temp.seen_by('ada'), null,
  'F75: a request that names a show sees no assignments of another');
select is(pg_temp.seen_by('cal'), null,
  'F75: a request that names a show hides one''s own assignments in another');
select tests.set_header('x-project-id', pg_temp.id('play')::text);
select is(pg_temp.seen_by('cal'), 'OTHER WARDROBE',
  'F65: a request that names a show sees one''s own assignments in it before they begin');
select tests.set_header('x-project-id', null);
select tests.authenticate_as('viv');
select throws_ok($$ select pg_temp.assign('viv') $$, '42501', null,
  'F68: whoever views a project assigns nobody');
select lives_ok($$ update public.show_assignments set kind = 'cast' $$,
  'F71: whoever views a project may try to change assignments');
select lives_ok($$ delete from public.show_assignments $$,
  'F73: whoever views a project may try to delete assignments');
select tests.authenticate_as('sid');
select throws_ok(
  $$ insert into public.show_assignments (project_id, user_id)
     values (pg_temp.id('play'), tests.user_id('sid')) $$,
  '42501', null, 'F68: a stranger assigns themselves to no show');
select is(
  tests.refusal($$ insert into public.show_assignments (project_id, user_id)
     values (pg_temp.id('play'), tests.user_id('sid')) $$),
  tests.refusal($$ insert into public.show_assignments (project_id, user_id)
     values (gen_random_uuid(), tests.user_id('sid')) $$),
  'F86: a foreign show and an absent one are refused in the same words');
select tests.authenticate_as('ada');
select is(
  (select count(*) from public.show_assignments where kind = 'cast'), 1::bigint,
  'F71: whoever views a project changes no assignment');

-- no escalation, and after closing -----------------------------------------------------------------
select tests.clear_authentication();
update stagedoor.user_accesses set status = 'Revoked'
where user_id = tests.user_id('ada') and scope_id = pg_temp.id('second');
select tests.deny('ada', 'Second', 'access:grant');
select tests.authenticate_as('ada');
select throws_ok(
  $$ insert into public.show_assignments (project_id, user_id)
     values (pg_temp.id('second'), tests.user_id('cal')) $$,
  '42501', null, 'F94: an owner who may not give access assigns nobody');
select lives_ok($$ update public.shows set closes_on = '2028-01-01' $$,
  'F68: a denial in the engine takes no ownership away');
select public.archive_scope(pg_temp.id('play'));
select lives_ok(
  $$ delete from public.show_assignments where user_role in ('WARDROBE', 'OTHER') $$,
  'F91: an assignment is ended in a show that is archived');
select is_empty($$ select from pg_temp.held('cal') $$,
  'F91: an access is closed in a show that is archived');
select throws_ok($$ select pg_temp.assign('cal') $$, '42501', null,
  'F91: nobody is assigned to a show that is archived');

select * from finish();
rollback;
