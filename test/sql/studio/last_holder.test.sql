-- The last who can give access: switching somebody on again brings a denial back with them,
-- and leaves nobody where they alone can give access (F94).
begin;
select plan(5);

-- The cast: Solo owns the company; Boss runs the studio Chair of it.
select tests.create_user(n) from unnest(array['solo', 'boss']) as n;
select tests.create_organization('Salon'), tests.create_project('Chair', 'Salon');
select tests.create_role(
  'no_grant', 'Chair', '{"access:grant": "deny", "agenda:view": "allow"}');
select tests.grant_role('solo', 'Salon', 'owner'), tests.grant_role('boss', 'Chair', 'admin'),
  tests.grant_key('boss', 'Chair', 'access:grant'),
  tests.grant_key('boss', 'Salon', 'access:grant');
select tests.authenticate_as('solo');
select ok(public.can('access:grant', tests.scope_id('Chair')),
  'F94: the owner of the company gives access in its studio');
select tests.clear_authentication();
savepoint staff;
select tests.grant_role('solo', 'Chair', 'no_grant');
select tests.authenticate_as('boss');
select ok(public.set_staff_active(tests.scope_id('Chair'), tests.user_id('solo'), false),
  'F94: an admin switches a user off (control)');
select tests.authenticate_as('solo');
select ok(public.revoke_access(a.id),
  'F94: the owner revokes the access:grant of the admin (control)')
from stagedoor.user_accesses as a
where a.user_id = tests.user_id('boss') and a.scope_id = tests.scope_id('Chair')
  and a.grant_type = 'permission' and a.status = 'Active';
select tests.clear_authentication();
update stagedoor.user_accesses set status = 'Revoked'
where user_id = tests.user_id('boss') and scope_id = tests.scope_id('Chair')
  and status = 'Active' and grant_id <> tests.role_id('admin');
savepoint still;
select tests.grant_policy('boss', 'Chair', 'access:grant', 'deny');
select tests.authenticate_as('boss');
select throws_ok(
  format('select public.set_staff_active(%L, %L, true)',
    tests.scope_id('Chair'), tests.user_id('solo')),
  '23514', null, 'F94: a denial does not come back to the last grant holder');
rollback to staff;
select tests.grant_role('solo', 'Chair', 'no_grant');
select tests.authenticate_as('boss');
select public.set_staff_active(tests.scope_id('Chair'), tests.user_id('solo'), false);
select ok(public.set_staff_active(tests.scope_id('Chair'), tests.user_id('solo'), true),
  'F94: a denial comes back where another user can give access (control)');
rollback to staff;


select * from finish();
rollback;
