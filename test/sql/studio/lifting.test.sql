-- Lifting a denial in a studio: switching somebody off or giving them another role gives
-- back what their access denied, and asks for what giving it would ask (F50, F94).
begin;
select plan(6);

-- The cast: Vic owns the company and is denied the deletion of clients in Alpha. Ed manages
-- the staff there and deletes no clients. Pia runs Alpha.
select tests.create_user(n) from unnest(array['vic', 'ed', 'pia', 'una']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.create_role(
  'no_deleting', 'Alpha', '{"clients:delete": "deny", "agenda:view": "allow"}');
select tests.grant_role('vic', 'Company', 'owner'),
  tests.grant_key('vic', 'Company', 'clients:delete'),
  tests.grant_role('vic', 'Alpha', 'no_deleting');
select tests.grant_key('ed', 'Alpha', k)
from unnest(array['access:view', 'access:grant', 'access:revoke', 'role:edit',
  'staff:toggle_active', 'staff:manage_users']) as k;
select tests.grant_role('pia', 'Alpha', 'owner');
select tests.grant_key(n, 'Company', 'access:grant') from unnest(array['ed', 'pia']) as n;
select tests.grant_key('pia', 'Alpha', k)
from unnest(array['clients:delete', 'staff:toggle_active', 'staff:manage_users']) as k;
select tests.authenticate_as('vic');
select ok(not public.can('clients:delete', tests.scope_id('Alpha')),
  'F50: a denial in the studio wins over what the company gives');
select tests.clear_authentication();
savepoint way;

-- set_staff_active ------------------------------------------------------------------------
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.set_staff_active(%L, %L, false)',
    tests.scope_id('Alpha'), tests.user_id('vic')),
  '42501', 'Access denied',
  'F94: switching a user off does not lift a denial of a key that one lacks');
select tests.authenticate_as('pia');
select ok(
  public.set_staff_active(tests.scope_id('Alpha'), tests.user_id('vic'), false),
  'F94: an admin who holds the key switches the user off (control)');
rollback to way;

-- set_staff_role --------------------------------------------------------------------------
-- Una is assistant, which denies the portfolio that the company gave her; Ed holds what an artist
-- holds, and the portfolio as his own only. An artist is not denied it.
select tests.clear_authentication();
select tests.grant_role('una', 'Alpha', 'assistant'),
  tests.grant_key('una', 'Company', 'portfolio:edit');
select tests.create_role('desk_of_' || k, 'Alpha', (
  select jsonb_object_agg(p.permission_key, l.policy)
  from stagedoor.permission_role_links as l
  join stagedoor.permissions as p on p.id = l.permission_id
  where l.permission_role_id = tests.role_id(k) and l.policy <> 'deny'))
from unnest(array['artist', 'assistant']) as k;
select tests.grant_role(n, 'Alpha', 'desk_of_' || k)
from unnest(array['ed', 'pia']) as n, unnest(array['artist', 'assistant']) as k;
select tests.grant_key('pia', 'Alpha', 'portfolio:edit');
select tests.authenticate_as('ed');
select throws_ok(
  format('select public.set_staff_role(%L, %L, ''artist'')',
    tests.scope_id('Alpha'), tests.user_id('una')),
  '42501', 'Access denied',
  'F94: another role does not lift a denial of a key that its giver lacks');
select isnt(
  public.set_staff_role(tests.scope_id('Alpha'), tests.user_id('una'), 'assistant',
    now() + interval '1 day'),
  null, 'F94: a repeated role with an end keeps its denial (control)');
select tests.authenticate_as('pia');
select isnt(
  public.set_staff_role(tests.scope_id('Alpha'), tests.user_id('una'), 'artist'),
  null, 'F94: an admin who holds the key gives the other role (control)');
rollback to way;

select * from finish();
rollback;
