-- Attacks: power for an afternoon that becomes power for a year (F39). What somebody
-- creates for themselves by a key that they hold for a while ends when the key does.
begin;
select plan(16);

-- The cast: Olga owns the company and delegates Tom the creating of projects until
-- tomorrow; Ann may create them until next week; Una while she is elevated; Max without
-- end.
select tests.create_user(n) from unnest(array['olga', 'tom', 'ann', 'una', 'max']) as n;
select tests.create_organization('Company');
select tests.create_role('empty', 'Company');
select tests.create_role('no_grant', 'Company', '{"access:grant": "deny"}');
select tests.grant_role('olga', 'Company', 'owner'),
  tests.grant_key('max', 'Company', 'project:create'),
  tests.grant_key('ann', 'Company', 'project:create', null, now() + interval '7 days'),
  tests.grant_policy('una', 'Company', 'project:create', 'locked');
select tests.delegate('olga', 'tom', 'Company', 'project:create', now() + interval '1 day');

-- The end of what somebody holds at the scope that they have just made.
create function pg_temp.ends(p_name text, p_scope_id uuid)
returns timestamptz
language sql
as $$
  select max(coalesce(a.valid_until, 'infinity'))
  from stagedoor.user_accesses as a
  where a.user_id = tests.user_id(p_name) and a.scope_id = p_scope_id
    and a.status = 'Active'
$$;

create function pg_temp.makes(p_name text, p_call text)
returns timestamptz
language plpgsql
as $$
declare
  v_scope_id uuid;
begin
  execute p_call into v_scope_id;
  perform tests.clear_authentication();
  return pg_temp.ends(p_name, v_scope_id);
end;
$$;

create function pg_temp.studio() returns text language sql as $$
  select format('select public.create_studio(''Studio'', %L)', tests.scope_id('Company'))
$$;
create function pg_temp.project() returns text language sql as $$
  select format('select public.create_project(%L, ''Project'', ''empty'')',
    tests.scope_id('Company'))
$$;

-- delegated, or with an end ----------------------------------------------------------
savepoint made;
select tests.authenticate_as('tom');
select is(pg_temp.makes('tom', pg_temp.studio()), now() + interval '1 day',
  'F39: a studio made by a delegated key is its maker''s until the delegation ends');
rollback to made;
select tests.authenticate_as('ann');
select is(pg_temp.makes('ann', pg_temp.studio()), now() + interval '7 days',
  'F39: a studio made by a key with an end is its maker''s until that end');
rollback to made;
select tests.authenticate_as('max');
select is(pg_temp.makes('max', pg_temp.studio()), 'infinity',
  'F39: a studio made by a key without end stays its maker''s');
rollback to made;
select tests.authenticate_as('max');
select is(
  pg_temp.ends('max', public.create_studio('Mine')), 'infinity',
  'F39: a studio in a company of one''s own stays its maker''s');
rollback to made;

select tests.authenticate_as('tom');
select is(pg_temp.makes('tom', pg_temp.project()), now() + interval '1 day',
  'F39: a project made by a delegated key is its maker''s until the delegation ends');
rollback to made;
select tests.authenticate_as('ann');
select is(pg_temp.makes('ann', pg_temp.project()), now() + interval '7 days',
  'F39: a project made by a key with an end is its maker''s until that end');
rollback to made;
select tests.authenticate_as('max');
select is(pg_temp.makes('max', pg_temp.project()), 'infinity',
  'F39: a project made by a key without end stays its maker''s');
rollback to made;

-- two keys ---------------------------------------------------------------------------
-- A second key without end is what counts, and a locked one does not lengthen it.
select tests.grant_key('ann', 'Company', 'project:create', now() + interval '8 days');
select tests.authenticate_as('ann');
select is(pg_temp.makes('ann', pg_temp.studio()), now() + interval '7 days',
  'F39: a key that has not begun does not lengthen the access of a maker');
rollback to made;
select tests.grant_policy('ann', 'Company', 'project:create', 'locked');
select tests.authenticate_as('ann');
select is(pg_temp.makes('ann', pg_temp.studio()), now() + interval '7 days',
  'F39: a locked key does not lengthen the access of a maker');
rollback to made;

-- by an elevation --------------------------------------------------------------------
-- By an elevation: both end with it, and both note that it was used.
select tests.start_session('una', '00000000-0000-4000-8000-00000000e1e0');
select tests.elevate('una', '00000000-0000-4000-8000-00000000e1e0', 'Company', 5);
select tests.authenticate_as('una');
select throws_ok(pg_temp.studio(), '42501', null,
  'F55: making a studio by an elevation requires its session');
select tests.authenticate_as('una', 'aal1', '00000000-0000-4000-8000-00000000e1e0');
savepoint elevated;
select is(pg_temp.makes('una', pg_temp.studio()), now() + interval '5 minutes',
  'F39: a studio made while elevated is its maker''s until the elevation ends');
select isnt_empty(
  $$ select from stagedoor.window_uses as w where w.window_kind = 'elevation' $$,
  'F118: a studio made while elevated is bound to the window');
rollback to elevated;
select is(pg_temp.makes('una', pg_temp.project()), now() + interval '5 minutes',
  'F39: a project made while elevated is its maker''s until the elevation ends');
rollback to made;

-- a grant holder ---------------------------------------------------------------------
-- A creator who denies themselves leaves nobody, where nobody else can give access.
select tests.authenticate_as('olga');
select throws_ok(
  format('select public.create_project(%L, ''Orphan'', ''no_grant'')',
    tests.scope_id('Company')),
  '23514', null, 'F94: a project does not begin without a grant holder');
rollback to made;
select tests.grant_key('max', 'Company', 'access:grant');
select tests.authenticate_as('olga');
select lives_ok(
  format('select public.create_project(%L, ''Quiet'', ''no_grant'')',
    tests.scope_id('Company')),
  'F94: a maker may be denied access:grant where another user holds it (control)');
rollback to made;
select tests.authenticate_as('olga');
select lives_ok(pg_temp.project(),
  'F94: a maker is given a role without denials (control)');

select * from finish();
rollback;
