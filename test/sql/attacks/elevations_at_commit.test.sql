-- Attacks: writing under an elevation that has lost what it stood on before the commit, and
-- keeping one through an archive or a move (F55, F118).
begin;
select plan(22);
select tests.use_fixture_catalogue();

-- The cast: Ann's vault is locked in Ink, where she is elevated; Cy is elevated beside it.
select tests.create_user(n) from unnest(array['ann', 'cy']) as n;
select tests.create_project('Ink'), tests.create_department('Desk', 'Ink'),
  tests.create_project('Other'), tests.create_organization('Elsewhere');
select tests.create_permission('vault:edit');
select tests.create_role('desk', null, '{"vault:edit": "locked"}');
select tests.grant_role('ann', 'Ink', 'desk'), tests.grant_role('cy', 'Other', 'desk');
select tests.elevate('ann', tests.id_for('session'), 'Ink', 30),
  tests.elevate('ann', tests.id_for('session'), 'Desk', 30),
  tests.elevate('cy', tests.id_for('other'), 'Other', 30);

-- A write of Ann's, and what the commit says to it.
create function pg_temp.uses() returns uuid language sql security definer as $$
  select stagedoor.use_elevation('vault:edit', tests.scope_id('Ink'))
$$;
create function pg_temp.commits() returns text language plpgsql as $$
begin
  set constraints all immediate;
  set constraints all deferred;
  return 'committed';
exception
  when others then return sqlstate;
end;
$$;
set constraints all immediate;
set constraints all deferred;
savepoint write;
select tests.authenticate_as('ann', p_session => tests.id_for('session'));
select isnt(pg_temp.uses(), null, 'F60: an elevation opens a write');
select tests.clear_authentication();
savepoint used;

select is(pg_temp.commits(), 'committed',
  'F118: a write under an elevation commits (control)');
rollback to used;
delete from auth.sessions where id = tests.id_for('session');
select is(pg_temp.commits(), '42501',
  'F118: a write whose session is deleted meanwhile does not commit');
rollback to used;
update auth.sessions set not_after = stagedoor.instant() where id = tests.id_for('session');
select is(pg_temp.commits(), '42501',
  'F118: a write whose session is over meanwhile does not commit');
rollback to used;
delete from auth.sessions where id = tests.id_for('other');
select is(pg_temp.commits(), 'committed',
  'F118: a write commits when another session is deleted (control)');
rollback to used;
select tests.ban_user('ann');
select is(pg_temp.commits(), '42501',
  'F118: a write whose user is banned meanwhile does not commit');
rollback to used;
select tests.ban_user('cy');
select is(pg_temp.commits(), 'committed',
  'F118: a write commits when another user is banned (control)');
rollback to used;
select tests.archive('Ink');
select is(pg_temp.commits(), '42501',
  'F118: a write whose project is archived meanwhile does not commit');
rollback to used;
select tests.archive('Other');
select is(pg_temp.commits(), 'committed',
  'F118: a write commits when another project is archived (control)');
rollback to used;
update stagedoor.scopes set parent_id = tests.scope_id('Elsewhere')
where id = tests.scope_id('Ink');
select is(pg_temp.commits(), '42501',
  'F118: a write whose project moves meanwhile does not commit');
rollback to write;

-- an elevation above ------------------------------------------------------------------------
select tests.elevate('ann', tests.id_for('session'), p.parent, 30)
from (
  select o.name as parent
  from stagedoor.scopes as s
  join stagedoor.scopes as o on o.id = s.parent_id
  where s.id = tests.scope_id('Ink')
) as p;
select stagedoor.end_elevations(tests.user_id('ann'), tests.scope_id('Ink'), 'tried above');
savepoint above;
select tests.authenticate_as('ann', p_session => tests.id_for('session'));
select isnt(pg_temp.uses(), null, 'F60: an elevation of the company opens a write below');
select tests.clear_authentication();
savepoint used_from_above;
select is(pg_temp.commits(), 'committed',
  'F118: a write under an elevation of the company commits (control)');
rollback to used_from_above;
select tests.archive('Ink');
select is(pg_temp.commits(), '42501',
  'F118: a write below an elevation does not commit where its project is archived');
rollback to used_from_above;
select tests.archive('Other');
select is(pg_temp.commits(), 'committed',
  'F118: a write below an elevation commits when another project is archived (control)');
rollback to used_from_above;
delete from stagedoor.scopes where id = tests.scope_id('Other');
select is(pg_temp.commits(), 'committed',
  'F118: a write below an elevation commits when another project is deleted (control)');
rollback to above;
update stagedoor.permissions set counts_when_archived = true
where permission_key = 'vault:edit';
select tests.authenticate_as('ann', p_session => tests.id_for('session'));
select isnt(pg_temp.uses(), null,
  'F60: an elevation of the company opens what may be done in an archive');
select tests.clear_authentication();
savepoint counts;
update stagedoor.elevations set ended_at = stagedoor.instant(), ended_reason = 'over'
where ended_at is null;
select is(pg_temp.commits(), '42501',
  'F118: what may be done in an archive does not commit once the elevation has ended');
rollback to counts;
select tests.archive('Ink');
select is(pg_temp.commits(), 'committed',
  'F118: whoever archives below an elevation commits, for the key counts in an archive');
rollback to write;

-- what outlives it ---------------------------------------------------------------------------
select tests.archive('Ink');
update stagedoor.scopes set archived_at = null where id = tests.scope_id('Ink');
select tests.authenticate_as('ann', p_session => tests.id_for('session'));
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'F55: an elevation does not outlive an archive and a restore');
select tests.clear_authentication();
select results_eq(
  $$ select s.name, e.ended_reason from stagedoor.elevations as e
     join stagedoor.scopes as s on s.id = e.scope_id order by s.name $$,
  $$ values ('Desk', 'scope archived'), ('Ink', 'scope archived'), ('Other', null) $$,
  'F55: an archive ends elevations there and below, and no others');
rollback to write;
update stagedoor.scopes set name = 'Inks' where id = tests.scope_id('Ink');
select is(
  (select count(*) from stagedoor.elevations as e where e.ended_at is null), 3::bigint,
  'F55: a new name ends no elevation (control)');
rollback to write;
update stagedoor.scopes set parent_id = tests.scope_id('Elsewhere')
where id = tests.scope_id('Ink');
select results_eq(
  $$ select s.name, e.ended_reason from stagedoor.elevations as e
     join stagedoor.scopes as s on s.id = e.scope_id order by s.name $$,
  $$ values ('Desk', 'scope moved'), ('Ink', 'scope moved'), ('Other', null) $$,
  'F55: a move ends elevations there and below, and no others');

select * from finish();
rollback;
