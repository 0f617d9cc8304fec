-- Attacks: shutting out, from below, who holds something above. A denial given in a project
-- wins over what its company gives, so that only who gives access there gives it (F50).
begin;
select plan(30);
select tests.use_fixture_catalogue();

-- The cast: Olga and Rex produce the company, Pia produces Alpha in it and a company of her
-- own. Ben is crew in Alpha, Una was in the company and Fay will be, Dee is denied there.
select tests.create_user(n)
from unnest(array['olga', 'rex', 'pia', 'ben', 'una', 'fay', 'dee', 'del']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company'),
  tests.create_organization('Mine'), tests.create_project('Gamma', 'Mine');
select tests.create_role('muzzle', 'Alpha', '{"document:approve": "deny"}');
select tests.create_role('envelope', 'Alpha', '{"rota:view": "allow"}');
select tests.create_role('mixed', 'Alpha', '{"rota:view": "allow"}');
select tests.create_role('muzzle_of_mine', 'Gamma', '{"audit:view": "deny"}');
select tests.grant_role(n, 'Company', 'manager') from unnest(array['olga', 'rex']) as n;
select tests.grant_role('pia', 'Alpha', 'manager'), tests.grant_role('pia', 'Mine', 'manager'),
  tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('una', 'Company', 'fellow', now() - interval '2 days', now());
select tests.grant_role('fay', 'Company', 'fellow', now() + interval '2 days');
select tests.deny('dee', 'Company', 'document:approve');
select tests.revoke(tests.grant_role('dee', 'Company', 'manager'));

create function pg_temp.gives(p_who text, p_to text, p_key text)
returns text
language plpgsql
as $$
begin
  perform tests.authenticate_as(p_who);
  begin
    perform public.grant_access(
      tests.user_id(p_to), tests.scope_id('Alpha'), 'role', p_key);
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return 'done';
    when others then return sqlstate;
  end;
end;
$$;

-- grant_access ------------------------------------------------------------------------
select is(pg_temp.gives(who, receiver, key), outcome, 'F50: ' || why)
from (values
  ('pia', 'olga', 'muzzle', '42501',
    'a manager of a project does not deny what a manager of the company holds'),
  ('rex', 'olga', 'muzzle', 'done',
    'a manager of the company denies it to another (control)'),
  ('pia', 'olga', 'envelope', 'done',
    'a role without a denial is given to a manager of the company (control)'),
  ('pia', 'ben', 'muzzle', 'done',
    'a manager of a project denies it to its crew (control)'),
  ('pia', 'una', 'muzzle', 'done',
    'an access from above that is over is no reason to refuse a denial'),
  ('pia', 'fay', 'muzzle', '42501',
    'an access from above that has not begun is a reason to refuse a denial'),
  ('pia', 'dee', 'muzzle', 'done',
    'a denial from above alone is no reason to refuse a denial')
) as g (who, receiver, key, outcome, why);
select tests.authenticate_as('pia');
select throws_ok(
  format($$ select public.grant_access(%L, %L, 'role', 'muzzle') $$,
    tests.user_id('olga'), tests.scope_id('Alpha')),
  '42501', 'Access denied', 'F50: a refused denial answers like a permission that is lacked');
select tests.authenticate_as_service();
savepoint way;
select isnt(
  public.grant_access(tests.user_id('olga'), tests.scope_id('Alpha'), 'role', 'muzzle'),
  null, 'F50: the service denies what somebody holds from above');
rollback to way;
-- What is delegated from above counts, too.
select tests.clear_authentication();
select tests.delegate('olga', 'del', 'Company', 'document:approve');
select is(pg_temp.gives('pia', 'del', 'muzzle'), '42501',
  'F50: a delegation from above is a reason to refuse a denial');

-- accept_invitation ---------------------------------------------------------------------
select tests.authenticate_as('pia');
select set_config('attack.token_' || n, public.invite_user(
  n || '@example.test', tests.scope_id('Alpha'), 'muzzle') ->> 'token', true)
from unnest(array['olga', 'ben']) as n;
select tests.authenticate_as('olga');
select is(
  public.accept_invitation(current_setting('attack.token_olga')) ->> 'reason',
  'no_longer_offered', 'F50: an invitation does not deny what is held from above');
select ok(public.can('document:approve', tests.scope_id('Alpha')),
  'F50: a manager of the company approves after the attempts');
select tests.authenticate_as('ben');
select is(
  public.accept_invitation(current_setting('attack.token_ben')) ->> 'ok', 'true',
  'F50: an invitation denies what is held nowhere above (control)');

-- set_role_permission, set_role_inclusion -------------------------------------------------
select tests.clear_authentication();
select tests.grant_role('olga', 'Alpha', 'mixed');
select tests.authenticate_as('pia');
select throws_ok(
  format($$ select public.set_role_permission(%L, 'document:approve', 'deny') $$,
    tests.role_id('mixed', 'Alpha')),
  '42501', 'Access denied',
  'F50: a role of a manager of the company does not begin to deny');
select throws_ok(
  format($$ select public.set_role_inclusion(%L, %L, true) $$,
    tests.role_id('mixed', 'Alpha'), tests.role_id('muzzle', 'Alpha')),
  '42501', 'Access denied',
  'F50: a role of a manager of the company does not take in a denial');
select ok(public.set_role_inclusion(
    tests.role_id('mixed', 'Alpha'), tests.role_id('envelope', 'Alpha'), true),
  'F50: a role of a manager of the company takes in a role without denials (control)');
select ok(public.set_role_permission(
    tests.role_id('envelope', 'Alpha'), 'rota:create', 'allow'),
  'F50: a role that is included goes on to be filled (control)');
select throws_ok(
  format($$ select public.set_role_permission(%L, 'document:approve', 'deny') $$,
    tests.role_id('envelope', 'Alpha')),
  '42501', 'Access denied',
  'F50: a role within that of a manager of the company does not begin to deny');
select tests.authenticate_as('rex');
select ok(public.set_role_permission(
    tests.role_id('envelope', 'Alpha'), 'document:approve', 'deny'),
  'F50: a manager of the company lets a role of another deny (control)');
rollback to way;
select tests.clear_authentication();
select tests.revoke(tests.grant_role('olga', 'Alpha', 'mixed'));
select tests.authenticate_as('pia');
select ok(public.set_role_permission(
    tests.role_id('mixed', 'Alpha'), 'document:approve', 'deny'),
  'F50: a role that a manager of the company held once begins to deny');
rollback to way;
select tests.clear_authentication();
select tests.grant_role('ben', 'Alpha', 'mixed');
select tests.grant_role('una', 'Alpha', 'mixed'),
  tests.grant_role('olga', 'Alpha', 'mixed', now() - interval '2 days', now());
select tests.authenticate_as('pia');
select ok(public.set_role_permission(
    tests.role_id('mixed', 'Alpha'), 'document:approve', 'deny'),
  'F50: a role of the crew begins to deny (control)');

-- change_access_window --------------------------------------------------------------------
rollback to way;
select tests.clear_authentication();
select set_config('attack.denial', tests.grant_role(
  'olga', 'Alpha', 'muzzle', null, now() + interval '1 day')::text, true);
select tests.authenticate_as('pia');
select throws_ok(
  format($$ select public.change_access_window(%L, null) $$,
    current_setting('attack.denial')),
  '42501', 'Access denied',
  'F50: a manager of a project does not prolong what denies a manager of the company');
select tests.authenticate_as('rex');
select isnt(
  public.change_access_window(current_setting('attack.denial')::uuid, null), null,
  'F50: a manager of the company prolongs it (control)');

-- move_scope ------------------------------------------------------------------------------
rollback to way;
select tests.clear_authentication();
select tests.grant_key('pia', 'Company', 'project:create'),
  tests.grant_key('pia', 'Mine', 'access:escalate');
select tests.grant_role('olga', 'Gamma', 'muzzle_of_mine');
select tests.authenticate_as('pia', 'aal2');
select throws_ok(
  format($$ select public.move_scope(%L, %L) $$,
    tests.scope_id('Gamma'), tests.scope_id('Company')),
  '42501', 'Access denied', 'F50: a project does not bring a denial below a company');
select tests.clear_authentication();
savepoint denial;
select tests.grant_key('pia', 'Company', 'access:grant');
select tests.authenticate_as('pia', 'aal2');
select ok(
  public.move_scope(tests.scope_id('Gamma'), tests.scope_id('Company')),
  'F50: a user who gives access in the company moves the project (control)');
rollback to denial;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.grant_id = tests.role_id('muzzle_of_mine', 'Gamma');
select tests.authenticate_as('pia', 'aal2');
select ok(
  public.move_scope(tests.scope_id('Gamma'), tests.scope_id('Company')),
  'F50: a project without a denial moves below a company (control)');
rollback to denial;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.grant_id = tests.role_id('muzzle_of_mine', 'Gamma');
select tests.grant_role('ben', 'Gamma', 'muzzle_of_mine');
select tests.authenticate_as('pia', 'aal2');
select ok(
  public.move_scope(tests.scope_id('Gamma'), tests.scope_id('Company')),
  'F50: a denial of somebody without access above moves along (control)');
rollback to denial;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.grant_id = tests.role_id('muzzle_of_mine', 'Gamma');
select tests.grant_role('ben', 'Gamma', 'muzzle_of_mine'),
  tests.revoke(tests.grant_role('ben', 'Company', 'manager'));
select tests.authenticate_as('pia', 'aal2');
select ok(
  public.move_scope(tests.scope_id('Gamma'), tests.scope_id('Company')),
  'F50: an access that was revoked at the new place is no reason to refuse a move');
rollback to denial;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.grant_id = tests.role_id('muzzle_of_mine', 'Gamma');
select tests.grant_role('una', 'Gamma', 'muzzle_of_mine');
select tests.authenticate_as('pia', 'aal2');
select ok(
  public.move_scope(tests.scope_id('Gamma'), tests.scope_id('Company')),
  'F50: an access that ends now at the new place is no reason to refuse a move');
rollback to denial;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.grant_id = tests.role_id('muzzle_of_mine', 'Gamma');
select tests.grant_role(
  'olga', 'Gamma', 'muzzle_of_mine', now() - interval '2 days', now());
select tests.authenticate_as('pia', 'aal2');
select ok(
  public.move_scope(tests.scope_id('Gamma'), tests.scope_id('Company')),
  'F50: a denial that ends now is no reason to refuse a move');

select * from finish();
rollback;
