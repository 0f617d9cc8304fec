-- The moment at which something begins or ends in a studio: what begins now is there, what
-- ends now is gone.
begin;
select plan(31);

-- The cast: Ann runs Ink. Tim works there from noon to midnight; others come and go.
select tests.create_user(name)
from unnest(array['ann', 'tim', 'tom', 'art', 'ash', 'off', 'sin', 'two', 'six']) as name;
select tests.create_organization('Skin Inc');
select tests.create_project('Ink', 'Skin Inc');
select tests.grant_role('ann', 'Ink', 'admin');
select tests.grant_role('ash', 'Ink', 'assistant');

create function pg_temp.noon() returns timestamptz
language sql immutable as $$ select '2031-05-01 12:00+00'::timestamptz $$;
create function pg_temp.midnight() returns timestamptz
language sql immutable as $$ select '2031-05-02 00:00+00'::timestamptz $$;

create temporary table moments (name, at, is_there) as
values
  ('just before their role begins', pg_temp.noon() - interval '1 microsecond', false),
  ('when their role begins', pg_temp.noon(), true),
  ('just before their role ends', pg_temp.midnight() - interval '1 microsecond', true),
  ('when their role ends', pg_temp.midnight(), false);
grant select on moments to authenticated;

-- staff -------------------------------------------------------------------------------
select tests.grant_role('tim', 'Ink', 'assistant', pg_temp.noon(), pg_temp.midnight());

create function pg_temp.is_listed(p_name text) returns boolean
language sql as $$
  select exists (select from public.list_staff(tests.project_id('Ink')) as s
                 where s.user_id = tests.user_id(p_name) and s.is_active)
$$;
create function pg_temp.may_try(p_name text) returns boolean
language sql as $$
  select stagedoor_studio.may_be_elevated(tests.user_id(p_name), tests.project_id('Ink'))
$$;
create temporary table seen (name text, is_listed boolean, may_try boolean);
do $$
declare
  v_moment record;
begin
  for v_moment in select * from moments loop
    perform tests.freeze_time(v_moment.at);
    insert into seen (name, may_try) values (v_moment.name, pg_temp.may_try('tim'));
    perform tests.authenticate_as('ann');
    perform set_config('pg_temp.listed', pg_temp.is_listed('tim')::text, true);
    perform tests.clear_authentication();
    update seen set is_listed = current_setting('pg_temp.listed')::boolean
    where name = v_moment.name;
  end loop;
end;
$$;
select is(s.is_listed, m.is_there,
  format('F62: the staff list %2$s a user %1$s', m.name,
    case when m.is_there then 'has' else 'lacks' end))
from moments as m join seen as s using (name);
select is(s.may_try, m.is_there,
  format('P6: a user works in the studio %s: %s', m.name, m.is_there))
from moments as m join seen as s using (name);

-- one role ------------------------------------------------------------------------------
select tests.freeze_time(pg_temp.midnight() - interval '1 microsecond');
select throws_ok(
  $$ select tests.grant_role('tim', 'Ink', 'artist', pg_temp.noon()) $$, '23514', null,
  'F48: a second role is refused to the last moment of the first'
);
select tests.freeze_time(pg_temp.midnight());
select lives_ok(
  $$ select tests.grant_role('tim', 'Ink', 'artist', pg_temp.noon()) $$,
  'F48: a second role is given when the first ends'
);
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('tim') and a.status = 'Active';

-- Roles that were given back count no more, whatever their time was.
select tests.unfreeze_time();
select tests.grant_role('two', 'Ink', 'assistant', null, now() + interval '1 day');
select tests.grant_role('two', 'Ink', 'artist', now() + interval '1 day');
select tests.create_role('trainee', 'Ink', '{}');
select tests.revoke(tests.grant_role('two', 'Ink', 'trainee'));
select lives_ok(
  $$ insert into stagedoor.role_includes (permission_role_id, included_role_id)
     values (tests.role_id('trainee', 'Ink'), tests.role_id('assistant')) $$,
  'F48: a role that was given back may include a studio role'
);
select tests.grant_role('six', 'Ink', 'trainee');
select throws_ok(
  $$ insert into stagedoor.role_includes (permission_role_id, included_role_id)
     values (tests.role_id('trainee', 'Ink'), tests.role_id('artist')) $$, '23514', null,
  'F48: a held role does not include a second studio role'
);
-- Two is assistant today and artist tomorrow, and that is no reason to refuse what is
-- neither.
select tests.create_role('reader', 'Ink', '{}');
select tests.grant_role('two', 'Ink', 'reader');
select lives_ok(
  $$ insert into stagedoor.role_includes (permission_role_id, included_role_id)
     values (tests.role_id('reader', 'Ink'), tests.role_id('owner')) $$,
  'F48: a held role may include a role that is no studio role'
);
select lives_ok(
  $$ select tests.grant_role('two', 'Ink', 'admin', p_status => 'Invited') $$,
  'F48: a user with a role may be invited to another'
);
select throws_ok(
  $$ update stagedoor.user_accesses set status = 'Active'
     where user_id = tests.user_id('two') and status = 'Invited' $$, '23514', null,
  'F48: a user with a role does not accept another'
);
select tests.create_organization('Elsewhere');
select tests.revoke(tests.grant_role('sin', 'Ink', 'admin'));
select tests.grant_role('sin', 'Ink', 'assistant', null, now() + interval '1 day');
select tests.grant_role('sin', 'Ink', 'artist', now() + interval '1 day');
select lives_ok(
  $$ update stagedoor.scopes set parent_id = tests.scope_id('Elsewhere')
     where id = tests.project_id('Ink') $$,
  'F48: a studio moves with users who have changed their role'
);
select tests.grant_role('sin', 'Skin Inc', 'admin');
select throws_ok(
  $$ update stagedoor.scopes set parent_id = tests.scope_id('Skin Inc')
     where id = tests.project_id('Ink') $$, '23514', null,
  'F48: a studio does not move to where a user has another role'
);

-- the same role again ---------------------------------------------------------------------
create temporary table given as
select tests.grant_role('art', 'Ink', 'artist', pg_temp.noon()) as id;
grant select on given to authenticated;
select tests.freeze_time(pg_temp.noon());
select tests.authenticate_as('ann');
select is(
  public.set_staff_role(tests.project_id('Ink'), tests.user_id('art'), 'artist'),
  (select id from given), 'F48: a role that begins now is the role that is given again');
select tests.clear_authentication();
select tests.freeze_time(pg_temp.noon() - interval '1 day');
create temporary table to_come as
select tests.grant_role('tom', 'Ink', 'artist', pg_temp.noon()) as id;
grant select on to_come to authenticated;
select tests.authenticate_as('ann');
select isnt(
  public.set_staff_role(tests.project_id('Ink'), tests.user_id('tom'), 'artist'),
  (select id from to_come),
    'F48: a role that begins later is not the role that is given now');
select throws_ok(
  $$ select public.set_staff_role(tests.project_id('Ink'), tests.user_id('tom'), 'artist',
       pg_temp.noon() - interval '1 day') $$, '22023', null,
  'F48: a role does not end at the moment at which it is given'
);
select tests.clear_authentication();

-- off and on ------------------------------------------------------------------------------
create function pg_temp.switched_off(p_name text) returns bigint
language sql as $$
  select count(*) from stagedoor_studio.switched_off as o
  where o.user_id = tests.user_id(p_name)
$$;
create function pg_temp.switch(p_name text, p_is_active boolean) returns boolean
language sql as $$
  select public.set_staff_active(
    tests.project_id('Ink'), tests.user_id(p_name), p_is_active)
$$;
select tests.freeze_time(pg_temp.noon());
select tests.grant_role('off', 'Ink', 'artist', null, pg_temp.midnight());
select tests.authenticate_as('ann');
select is(pg_temp.switch('off', false), true, 'F62: an admin switches a user off');
select tests.clear_authentication();
select tests.freeze_time(pg_temp.midnight());
select tests.authenticate_as('ann');
select is(pg_temp.switch('off', true), false,
  'F62: a role that has ended meanwhile is not switched on');
select tests.clear_authentication();
select tests.freeze_time(pg_temp.midnight() - interval '1 hour');
select tests.grant_role('off', 'Ink', 'artist', null, pg_temp.midnight());
select tests.authenticate_as('ann');
select is(pg_temp.switch('off', false), true,
  'F62: a user is switched off an hour before their role ends');
select is(pg_temp.switch('off', true), true,
  'F62: a user is switched on before their role ends');
select tests.clear_authentication();
select tests.freeze_time(pg_temp.midnight());
select tests.authenticate_as('ann');
select is(pg_temp.switch('off', false), true,
  'F62: a role that ends at the moment of switching off is closed');
select tests.clear_authentication();
select is(pg_temp.switched_off('off'), 0::bigint,
  'F62: a role that was closed at its end does not come back');
select tests.unfreeze_time();

-- elevations -------------------------------------------------------------------------
create temporary table open as select tests.elevate('ash', md5('desk')::uuid, 'Ink') as ends_at;
grant select on open to authenticated;
select tests.authenticate_as('ash', 'aal1', md5('desk')::uuid);
select is(public.is_elevated_now(tests.project_id('Ink')), true,
  'F55: an elevation counts when it begins');
select tests.clear_authentication();
select tests.freeze_time((select ends_at - interval '1 microsecond' from open));
select tests.authenticate_as('ash', 'aal1', md5('desk')::uuid);
select is(public.is_elevated_now(tests.project_id('Ink')), true,
  'F55: an elevation counts to its last moment');
select tests.clear_authentication();
select tests.freeze_time((select ends_at from open));
select tests.authenticate_as('ash', 'aal1', md5('desk')::uuid);
select is(public.is_elevated_now(tests.project_id('Ink')), false,
  'F55: an elevation does not count when it ends');
select tests.clear_authentication();
select tests.unfreeze_time();
select tests.ban_user('ash');
select tests.authenticate_as('ann');
select is(public.is_elevated_now(tests.project_id('Ink'), tests.user_id('ash')), false,
  'F95: a banned user is not elevated, whatever their session says');
select tests.clear_authentication();
select tests.ban_user('ash', now() - interval '1 minute');
select tests.authenticate_as('ann');
select is(public.is_elevated_now(tests.project_id('Ink'), tests.user_id('ash')), true,
  'F95: a user is elevated again when their ban is over');

select * from finish();
rollback;
