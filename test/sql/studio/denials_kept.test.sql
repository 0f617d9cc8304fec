-- What somebody is denied in a studio outlives being switched off and on, and another staff
-- role; so does what they delegate (F20, F50).
begin;
select plan(21);

-- The cast: Pia owns the company and runs Alpha, Vic is assistant and Una artist there.
select tests.create_user(n) from unnest(array['pia', 'vic', 'una', 'ann', 'sub']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.create_role('no_till', 'Alpha', '{"reports:cash_close": "deny"}');
select tests.create_role(
  'half', 'Alpha', '{"reports:cash_close": "deny", "clients:view": "allow"}');
select tests.grant_role('pia', 'Company', 'owner'), tests.grant_role('pia', 'Alpha', 'admin');
select tests.grant_role('vic', 'Alpha', 'admin'), tests.grant_role('vic', 'Alpha', 'no_till');
select tests.authenticate_as('vic');
select ok(not public.can('reports:cash_close', tests.scope_id('Alpha')),
  'F50: a denial binds an admin');
select tests.clear_authentication();


create function pg_temp.closes_till(p_name text) returns boolean language plpgsql as $$
begin
  perform tests.authenticate_as(p_name);
  return public.can('reports:cash_close', tests.scope_id('Alpha'));
end;
$$;
create function pg_temp.switch(p_is_active boolean) returns boolean language plpgsql as $$
begin
  perform tests.authenticate_as('pia');
  return public.set_staff_active(
    tests.scope_id('Alpha'), tests.user_id('vic'), p_is_active);
end;
$$;
create function pg_temp.makes(p_role text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as('pia');
  perform public.set_staff_role(tests.scope_id('Alpha'), tests.user_id('vic'), p_role);
  return 'done';
exception
  when others then return sqlstate;
end;
$$;

-- off and on ------------------------------------------------------------------------------
savepoint way;
select ok(pg_temp.switch(false), 'F52: an admin is switched off');
select ok(pg_temp.switch(true), 'F52: an admin is switched on again');
select ok(not pg_temp.closes_till('vic'), 'F50: a denial outlives being switched off and on');
rollback to way;
select ok(pg_temp.switch(false), 'F52: an admin is switched off before a new role');
select is(pg_temp.makes('admin'), 'done', 'F48: a user who is switched off is made admin');
select ok(not pg_temp.closes_till('vic'),
  'F50: a denial outlives being switched off and given a role');
rollback to way;

-- what denies and gives --------------------------------------------------------------------
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('vic') and a.grant_id = tests.role_id('no_till', 'Alpha');
select tests.grant_role('vic', 'Alpha', 'half');
savepoint half;
select pg_temp.switch(false);
select is(pg_temp.makes('admin'), 'done',
  'F48: a user who is switched off is made admin beside a role that denies');
select ok(not pg_temp.closes_till('vic'),
  'F50: a denial in a role that gives, too, outlives being switched off and given a role');
rollback to way;

-- a role of a tenant that includes a studio role ---------------------------------------------
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('vic');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('half', 'Alpha'), tests.role_id('assistant'));
select tests.grant_role('vic', 'Alpha', 'half');
select is(pg_temp.makes('admin'), '23514',
  'F50: a role that denies more than a studio role does is not exchanged for one');
select tests.clear_authentication();
select tests.create_role('desk', 'Alpha', '{"clients:view": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('desk', 'Alpha'), tests.role_id('assistant'));
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('vic');
select tests.grant_role('vic', 'Alpha', 'desk');
select is(pg_temp.makes('admin'), 'done',
  'F48: a role that denies what its studio role does is exchanged for another (control)');
rollback to way;

-- what is delegated ------------------------------------------------------------------------
select tests.clear_authentication();
select tests.delegate('vic', 'ann', 'Alpha', 'clients:view', now() + interval '1 day');
create function pg_temp.sees_clients() returns boolean language plpgsql as $$
begin
  perform tests.authenticate_as('ann');
  return public.can('clients:view', tests.scope_id('Alpha'));
end;
$$;
savepoint delegated;
select pg_temp.switch(false);
select ok(not pg_temp.sees_clients(), 'F20: what is delegated ends while one is switched off');
select pg_temp.switch(true);
select ok(pg_temp.sees_clients(), 'F20: what is delegated comes back with whoever delegated it');
rollback to delegated;
select tests.authenticate_as('pia');
select public.set_staff_role(
  tests.scope_id('Alpha'), tests.user_id('vic'), 'admin', now() + interval '2 days');
select ok(pg_temp.sees_clients(), 'F20: a role with another end keeps what is delegated');
rollback to delegated;

-- ways back --------------------------------------------------------------------------------
select tests.authenticate_as('pia');
select set_config('staff.token', public.invite_user(
  'vic@example.test', tests.scope_id('Alpha'), 'assistant') ->> 'token', true);
select pg_temp.switch(false);
select tests.authenticate_as('vic');
select is(
  public.accept_invitation(current_setting('staff.token')) ->> 'reason', 'withdrawn',
  'F95: who is switched off does not come back by an open invitation');
select ok(not public.can('agenda:view', tests.scope_id('Alpha')),
  'F52: who is switched off sees no agenda');

-- what is held above the studio ------------------------------------------------------------
-- Sue keeps clients of the whole company. Hal, who hires for Alpha, gives no access there.
select tests.clear_authentication();
select tests.create_user('sue');
select tests.create_role('keeper', 'Company', (
  select jsonb_object_agg(k, 'allow')
  from unnest(array['clients:edit', 'staff:manage_users']) as k));
select tests.grant_role('sue', 'Company', 'keeper');
select tests.create_role('hires', 'Alpha', (
  select jsonb_object_agg(p.permission_key, 'allow')
  from stagedoor.permission_role_links as l
  join stagedoor.permissions as p on p.id = l.permission_id
  where l.permission_role_id = tests.role_id('admin')));
select tests.create_user('hal');
select tests.grant_role('hal', 'Alpha', 'hires');
create function pg_temp.hires(p_by text, p_name text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_by);
  perform public.set_staff_role(tests.scope_id('Alpha'), tests.user_id(p_name), 'assistant');
  return 'done';
exception
  when others then return sqlstate;
end;
$$;
select is(pg_temp.hires('hal', 'sue'), '42501',
  'F50: a studio does not make staff of somebody whom that denies what they hold above');
select is(pg_temp.hires('hal', 'ann'), 'done',
  'F48: a studio makes staff of somebody who holds nothing above (control)');
select is(pg_temp.hires('pia', 'sue'), 'done',
  'F50: an owner of the company makes staff of such a person (control)');
create function pg_temp.switches_ned(p_by text, p_is_active boolean) returns text
language plpgsql as $$
begin
  perform tests.authenticate_as(p_by);
  return public.set_staff_active(
    tests.scope_id('Alpha'), tests.user_id('ned'), p_is_active)::text;
exception
  when others then return sqlstate;
end;
$$;
select tests.clear_authentication();
select tests.create_user('ned');
select tests.grant_role('ned', 'Alpha', 'assistant');
select pg_temp.switches_ned('hal', false);
select tests.clear_authentication();
select tests.grant_role('ned', 'Company', 'keeper');
select is(pg_temp.switches_ned('hal', true), '42501',
  'F50: a studio does not switch on what denies somebody a key held above since');
select is(pg_temp.switches_ned('pia', true), 'true',
  'F50: an owner of the company switches such a person on (control)');

select * from finish();
rollback;
