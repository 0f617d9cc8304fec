-- Attacks: what stays behind, or comes along, when a scope moves to another tenant (F93).
begin;
select plan(15);
select tests.use_fixture_catalogue();

-- The cast: Olga produces the company that Alpha leaves, Nora the one that it joins. Dana
-- was delegated a key by Olga; Cleo holds a role of Alpha that takes in a role of the old
-- company.
select tests.create_user(n)
from unnest(array['olga', 'nora', 'dana', 'cleo', 'pia', 'eve']) as n;
select tests.create_organization('Old'), tests.create_organization('New');
select tests.create_project('Alpha', 'Old');
select tests.grant_role('olga', 'Old', 'manager'),
  tests.grant_role('nora', 'New', 'manager');
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.create_role('of_old', 'Old'), tests.create_role('of_alpha', 'Alpha');
select tests.grant_role('cleo', 'Alpha', 'of_alpha'),
  tests.grant_role('eve', 'Alpha', 'of_old');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('of_alpha', 'Alpha'), tests.role_id('of_old', 'Old'));

select tests.authenticate_as('olga');
select public.set_role_permission(tests.role_id('of_old', 'Old'), 'sheet:view', 'allow');
select public.delegate_access(
  tests.user_id('dana'), tests.scope_id('Alpha'), array['document:approve'],
  now() + interval '10 days');
select set_config('attack.top', public.save_menu_item(
  tests.scope_id('Old'),
  '{"item_key": "top", "label": "Top", "path": "/top"}')::text, true);
select public.save_menu_item(tests.scope_id('Alpha'), jsonb_build_object(
  'item_key', 'below', 'label', 'Below', 'path', '/below',
  'parent_id', current_setting('attack.top')));

create function pg_temp.may(p_name text, p_key text)
returns boolean
language plpgsql
as $$
begin
  perform tests.authenticate_as(p_name);
  return public.can(p_key, tests.scope_id('Alpha'));
end;
$$;

-- before the move --------------------------------------------------------------------
select ok(pg_temp.may('dana', 'document:approve'),
  'F20: a delegation counts before the move (control)');
select ok(pg_temp.may('cleo', 'sheet:view'),
  'F93: an inclusion counts before the move (control)');
select ok(pg_temp.may('eve', 'sheet:view'),
  'F93: a role of the tenant counts before the move (control)');

-- stealing ---------------------------------------------------------------------------
-- Stealing: a stranger to the new place, and one to the old, move nothing.
select tests.authenticate_as('nora');
select throws_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('New')),
  'PT404', null, 'F93: a user does not pull over a project that is foreign to them');
select tests.authenticate_as('pia');
select throws_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('New')),
  'PT404', null,
  'F93: a user does not push a project into a company that is foreign to them');
select public.create_organization('Mine');
select throws_ok(
  format('select public.move_scope(%L, %L)',
    tests.scope_id('Alpha'), tests.scope_id('Mine')),
  '42501', null,
  'F94: a user does not move a project below their own organization to gain by it');

select tests.clear_authentication();
update stagedoor.scopes set parent_id = tests.scope_id('New') where name = 'Alpha';

-- after the move ---------------------------------------------------------------------
select ok(not pg_temp.may('olga', 'document:approve'),
  'F93: the old company decides no more');
select ok(not pg_temp.may('dana', 'document:approve'),
  'F20: a delegation of the old company counts no more');
select ok(not pg_temp.may('eve', 'sheet:view'),
  'F93: a role of the old company counts no more');
select ok(not pg_temp.may('cleo', 'sheet:view'),
  'F93: an included role of the old company counts no more');
select tests.authenticate_as('olga');
select lives_ok(
  format('select public.set_role_permission(%L, ''document:approve'', ''allow'')',
    tests.role_id('of_old', 'Old')),
  'F93: the old company fills its own role');
select ok(
  not pg_temp.may('cleo', 'document:approve'),
  'F93: a role of the old company gives nothing in the new one');
select tests.authenticate_as('olga');
select public.remove_menu_item(current_setting('attack.top')::uuid);
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.menu_items as m
     where m.scope_id = tests.scope_id('Alpha')),
  1::bigint, 'F12: the old company''s item does not take the new one''s along');
select ok(pg_temp.may('nora', 'document:approve'), 'F93: the new company decides');
select ok(pg_temp.may('pia', 'document:approve'),
  'F93: an access held in the project stays');

select * from finish();
rollback;
