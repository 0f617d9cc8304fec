-- Closing one's own account: nothing is left without an owner (F73).
begin;
select plan(57);
select tests.use_fixture_catalogue();

-- The cast: Ada alone runs North and owns two props; Ben works in its project Alpha; Cleo
-- is denied giving access there; Dan has nothing and nobody; Eve works elsewhere.
select tests.create_user(name)
from unnest(array['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gil']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.grant_role('ada', 'North', 'owner');
select tests.grant_key('ada', 'North', 'access:escalate');
-- What was revoked before stays as it was.
select tests.revoke(tests.grant_role('ada', 'Alpha', 'teller'));
select tests.grant_role('ben', 'Alpha', 'teller');
select tests.grant_role('cleo', 'Alpha', 'teller');
select tests.grant_policy('cleo', 'North', 'access:grant', 'deny');
select tests.grant_role('fay', 'Beta', 'owner');
select tests.grant_role('eve', 'South', 'owner');

create function pg_temp.closes(
  p_who text, p_heir text default null, p_aal text default 'aal2')
returns text language plpgsql as $$
declare
  v_heir   uuid := tests.id_for(p_heir);
  v_detail text;
begin
  perform tests.authenticate_as(p_who, p_aal);
  perform public.delete_my_account(v_heir);
  perform tests.clear_authentication();
  return 'closed';
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform tests.clear_authentication();
    return concat_ws(' ', sqlstate, nullif(v_detail, '')::jsonb ->> 'error_code');
end;
$$;

-- a part whose rows have owners --------------------------------------------------------
create table public.props (id uuid default gen_random_uuid(), name text, owner_id uuid);
insert into public.props (name, owner_id)
select name, tests.user_id('ada') from unnest(array['a crown', 'a sword']) as name;
create schema props;
create function props.owned_by(p_user_id uuid)
returns table (resource_type text, resource_id uuid, name text) language sql as
$$ select 'prop', p.id, p.name from public.props as p where p.owner_id = p_user_id $$;
create function props.hand_over(p_from uuid, p_to uuid) returns void language sql as
$$ update public.props set owner_id = p_to where owner_id = p_from $$;
create function props.may_be_heir(p_from uuid, p_to uuid) returns boolean language sql as
$$ select p_to = tests.user_id('gil') $$;

select throws_ok(format(
    'insert into stagedoor.ownership_hooks (part, owned_by, hand_over, may_be_heir)
     values (''props'', %L, %L, %L)', owned_by, hand_over, may_be_heir), '23514',
  'A function of an ownership hook has the wrong arguments or answer',
  format('%s is no hook', why))
from (values
  ('a list that is not there', 'props.nothing', 'props.hand_over', null),
  ('a list that is asked about two people', 'props.hand_over', 'props.hand_over', null),
  ('a hand-over that answers', 'props.owned_by', 'props.may_be_heir', null),
  ('a hand-over from one person', 'props.owned_by', 'props.owned_by', null),
  ('a question without an answer', 'props.owned_by', 'props.hand_over', 'props.hand_over')
) as t (why, owned_by, hand_over, may_be_heir);
select throws_ok(format(
    'insert into stagedoor.ownership_hooks (part, owned_by, hand_over)
     values (''props'', %L, ''props.hand_over'')', name), '23514', null,
  format('a hook is named with its schema and nothing else: %s', name))
from unnest(array['owned_by', 'props.owned_by(uuid)', 'a; drop table b', '"P".f']) as name;
select lives_ok(
  $$ insert into stagedoor.ownership_hooks (part, owned_by, hand_over, may_be_heir)
     values ('props', 'props.owned_by', 'props.hand_over', 'props.may_be_heir') $$,
  'a part says by which functions it answers for what a user owns (control)');

select throws_ok(
  $$ update stagedoor.ownership_hooks set may_be_heir = 'props.hand_over'
     where part = 'props' $$, '23514',
  'A function of an ownership hook has the wrong arguments or answer',
  'a hook is not changed to a function that cannot be called');
select throws_ok(
  $$ update stagedoor.ownership_hooks set hand_over = 'props.owned_by'
     where part = 'props' $$, '23514', null,
  'a part''s way to hand over is not changed to what does not hand over (F73)');
select throws_ok(
  $$ update stagedoor.ownership_hooks set owned_by = 'props.hand_over'
     where part = 'props' $$, '23514',
  'A function of an ownership hook has the wrong arguments or answer',
  'a hook is not changed to a list that asks about two people');
select throws_ok(
  $$ insert into stagedoor.ownership_hooks (part, owned_by, hand_over)
     values ('Props and more', 'props.owned_by', 'props.hand_over') $$, '23514', null,
  'a part has a name in lower case');

-- who may close what --------------------------------------------------------------------
select tests.clear_authentication();
select is(pg_temp.closes('ada'), '23514 OWNS',
  'F73: an account that owns something is not closed without an heir');
select is(pg_temp.closes('ada', 'eve'), 'PT404 NOT_FOUND',
  'a user of another organization is no heir');
select is(pg_temp.closes('ada', 'nobody'), 'PT404 NOT_FOUND',
  'an unknown heir answers like an unrelated one');
select is(pg_temp.closes('ada', 'ada'), 'PT404 NOT_FOUND', 'a user is not their own heir');
select is(pg_temp.closes('ada', 'ben', 'aal1'), '42501 INSUFFICIENT_PERMISSIONS',
  'an heir gets no access:escalate from a session without a second factor (F94)');
select is(pg_temp.closes('ada', 'cleo'), '23514 LAST_HOLDER',
  'an heir who is denied giving access leaves an organization without a holder');
select results_eq(
  $$ select p.owner_id from public.props as p $$,
  $$ values (tests.user_id('ada')), (tests.user_id('ada')) $$,
  'a refused closing hands nothing over');
select ok(stagedoor.account_is_live(tests.user_id('ada')),
  'a refused closing leaves the account open');
update auth.users set banned_until = 'infinity' where id = tests.user_id('ben');
select is(pg_temp.closes('ada', 'ben'), 'PT404 NOT_FOUND', 'a banned colleague is no heir');
update auth.users set banned_until = null where id = tests.user_id('ben');

-- What somebody else has delegated to Ada stays theirs, also without an end.
select tests.grant_key('fay', 'North', 'access:grant',
  p_valid_until => now() + interval '1 day');
insert into stagedoor.user_accesses
  (user_id, scope_type, scope_id, grant_type, grant_id, delegated_from)
select tests.user_id('ada'), a.scope_type, a.scope_id, a.grant_type, a.grant_id, a.id
from stagedoor.user_accesses as a
where a.user_id = tests.user_id('fay') and a.grant_type = 'permission';
insert into auth.sessions (id, user_id, created_at, updated_at)
select md5(name)::uuid, tests.user_id(name), now(), now() from unnest(array['ada', 'ben']) as name;
select tests.authenticate_as('ada', 'aal2');
select is(
  (select format('%s, %s', d.answer ->> 'count', jsonb_array_length(d.answer -> 'access_ids'))
   from public.delete_my_account(tests.user_id('ben')) as d (answer)), '3, 2',
  'F73: an owner closes their account and hands over two props and an organization');
select tests.clear_authentication();
select results_eq(
  $$ select p.owner_id from public.props as p $$,
  $$ values (tests.user_id('ben')), (tests.user_id('ben')) $$,
  'the heir owns what the part has named');
select set_eq(
  $$ select coalesce(r.role_key, p.permission_key) as grant_key, s.name, a.reason,
       a.granted_by is not distinct from tests.user_id('ada') as is_hers
     from stagedoor.live_accesses as l
     join stagedoor.user_accesses as a on a.id = l.id
     join stagedoor.scopes as s on s.id = a.scope_id
     left join stagedoor.permission_roles as r on r.id = a.grant_id
     left join stagedoor.permissions as p on p.id = a.grant_id
     where a.user_id = tests.user_id('ben') $$,
  $$ values ('teller', 'Alpha', null, false), ('owner', 'North', 'heir', true),
       ('access:escalate', 'North', 'heir', true) $$,
  'the heir holds what only the leaver held, from the leaver');
select is_empty(
  $$ select from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('ada')
       and (a.status <> 'Revoked' or a.revoke_reason <> 'account closed'
         or a.revoked_by <> tests.user_id('ada')) $$,
  'all accesses of a closed account are revoked by their holder');
select results_eq(
  $$ select s.user_id from auth.sessions as s $$, $$ values (tests.user_id('ben')) $$,
  'the sessions of a closed account are gone, and no others');
select tests.flush();
select is((
  select convert_from(l.body, 'UTF8')::jsonb -> 'after'
  from stagedoor_audit.leaves as l where l.event = 'account.closed'
), jsonb_build_object('heir_id', tests.user_id('ben'), 'handed_over', '3'),
  'the log says who closed an account, and who their heir is');

-- what a closed account is ----------------------------------------------------------------
select ok(not stagedoor.account_is_live(tests.user_id('ada')),
  'a closed account is not live');
select ok(not stagedoor.ensure_account(tests.user_id('ada')),
  'a closed account is not opened again by its login');
select tests.authenticate_as('ada', 'aal2');
select ok(not public.can('project:view:all', tests.scope_id('North')),
  'a closed account holds nothing');
select is(public.authorize('project:view:all', tests.scope_id('North')) ->> 'reason',
  'no_session', 'the token of a closed account is no session');
select throws_ok(call, '42501', 'Access denied',
  format('a closed account does nothing more: %s', call))
from unnest(array[
  $$ select public.create_organization('Again') $$,
  $$ select public.delete_my_account() $$,
  $$ select public.leave_scope(tests.scope_id('North')) $$,
  $$ select public.end_session(gen_random_uuid()) $$
]) as call;
select is_empty($$ select from public.list_my_sessions() $$,
  'a closed account has no session left');
select tests.authenticate_as('ben', 'aal2');
select ok(public.can('access:grant', tests.scope_id('Beta')),
  'the heir gives access where the leaver did (control)');
select throws_ok(format(
    $$ select public.grant_access(%L, tests.scope_id('Alpha'), 'role', 'teller') $$,
    tests.id_for('ada')), 'PT404', null,
    'a closed account is given no access');
select tests.clear_authentication();
create function pg_temp.written_for(p_who text, p_status text) returns text language sql as $$
  select format('insert into stagedoor.user_accesses
    (user_id, scope_type, scope_id, grant_type, grant_id, status)
    values (%L, ''project'', %L, ''role'', %L, %L)', tests.id_for(p_who),
    tests.scope_id('Beta'), tests.role_id('teller'), p_status)
$$;
select throws_ok(pg_temp.written_for('ada', status), '23514',
  'A closed account holds no access',
  format('the owner of the database writes no access for a closed account: %s', status))
from unnest(array['Active', 'Invited']) as status;
select lives_ok(pg_temp.written_for('ada', 'Revoked'),
  'the history of a closed account is written (control)');
select lives_ok(pg_temp.written_for('gil', 'Active'),
  'an access of an open account is written (control)');

-- without an heir -------------------------------------------------------------------------
select is(pg_temp.closes('dan'), 'closed',
  'a user who owns nothing closes without an heir (control)');
select is(pg_temp.closes('cleo'), 'closed', 'a denial holds nobody back from closing');
select is(pg_temp.closes('fay'), 'closed',
  'an owner closes without an heir where a user above can give access');
select is(pg_temp.closes('eve'), '23514 OWNS',
  'the last holder of an organization does not close without an heir (control)');

-- An heir whom a part knows.
insert into public.props (name, owner_id) values ('a mask', tests.user_id('eve'));
select is(pg_temp.closes('eve', 'gil'), 'closed',
  'a part says who else may be an heir');
select is((select p.owner_id from public.props as p where p.name = 'a mask'),
  tests.user_id('gil'), 'the heir whom a part knows owns the prop');
select ok(stagedoor.has_holder('access:grant', tests.scope_id('South')),
  'the heir whom a part knows gives access in the organization');

-- who may ask -----------------------------------------------------------------------------
select tests.authenticate_as('gil', p_claims => '{"client_id": "an app"}');
select throws_ok($$ select public.delete_my_account() $$, '42501', 'Access denied',
  'an app does not close the account of its user (F131)');
select tests.authenticate_as_anon();
select throws_ok($$ select public.delete_my_account() $$, '42501', null,
  'a user who is not signed in closes nothing');
select tests.authenticate_as('gil');
select throws_ok(call, '42501', null, format('no request role calls a hook: %s', call))
from unnest(array[
  $$ select stagedoor.owned_by(tests.user_id('gil')) $$,
  $$ select stagedoor.hand_over(tests.user_id('gil'), tests.user_id('ben')) $$,
  $$ select stagedoor.may_be_heir(tests.user_id('gil'), tests.user_id('ben')) $$,
  $$ select from stagedoor.ownership_hooks $$
]) as call;

select * from finish();
rollback;
