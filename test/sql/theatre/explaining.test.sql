-- What a show adds to an explanation: ownership and crew relationships (F83, F96).
begin;
select plan(9);

-- The cast: Sam owns the show Hamlet, Cora is crew of his, Otto is not, Stella manages the
-- stage and sees accesses. Plain is no show.
select tests.create_user(name) from unnest(array['sam', 'cora', 'otto', 'stella']) as name;
select tests.create_project(p) from unnest(array['Hamlet', 'Plain']) as p;
insert into public.shows (project_id, owner_id, title)
values (tests.project_id('Hamlet'), tests.user_id('sam'), 'Hamlet');
select tests.grant_role('sam', p, 'producer') from unnest(array['Hamlet', 'Plain']) as p;
select tests.grant_role(n, 'Hamlet', 'crew_member') from unnest(array['cora', 'otto']) as n;
select tests.grant_key('stella', 'Hamlet', 'access:view');
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
values (tests.user_id('sam'), tests.user_id('cora'), now()),
  (tests.user_id('sam'), tests.user_id('otto'), null);
create function pg_temp.adds(p_name text, p_owner text, p_scope text default 'Hamlet')
returns jsonb language sql as $$
  select jsonb_object_agg(e.checkpoint, e.detail)
  from public.explain_access(tests.id_for(p_name), 'schedule:view', tests.scope_id(p_scope),
    case when p_owner is not null then tests.id_for(p_owner) end) as e
  where e.checkpoint in ('ownership', 'relationship')
$$;

select tests.authenticate_as('cora');
select is(pg_temp.adds('cora', 'sam'),
  '{"ownership": {"owns_show": false, "owns_row": false}, "relationship": {"is_crew": true}}',
  'crew are told that they are crew of the owner (F83, F96)');
select is(pg_temp.adds('cora', 'cora'), '{"ownership": {"owns_show": false, "owns_row": true}}',
  'an owner of a row is told so, and of no relationship (F96)');
select is(pg_temp.adds('cora', null), '{"ownership": {"owns_show": false, "owns_row": false}}',
  'without a row only the show has an owner (F96)');
select tests.authenticate_as('otto');
select is(pg_temp.adds('otto', 'sam') -> 'relationship', '{"is_crew": false}',
  'a relationship that is not accepted makes no crew (F83, F96)');
select tests.authenticate_as('sam');
select is(pg_temp.adds('cora', 'sam') -> 'relationship', '{"is_crew": true}',
  'the owner is told who is crew of theirs (F83, F96)');
select is(pg_temp.adds('sam', null) -> 'ownership' ->> 'owns_show', 'true',
  'the owner of a show is told so (F96)');
select is(pg_temp.adds('sam', null, 'Plain'), null,
  'a project that is no show has none of these steps (F96)');
select tests.authenticate_as('stella');
select is(pg_temp.adds('cora', 'sam'), '{"ownership": {"owns_show": false, "owns_row": false}}',
  'whoever is no side of a relationship is not told of it (F83, F96)');
select throws_ok(
  $$ select stagedoor_theatre.explain(tests.user_id('cora'), 'schedule:view',
       tests.scope_id('Hamlet'), null) $$, '42501', null,
  'a request does not call the hook itself');

select * from finish();
rollback;
