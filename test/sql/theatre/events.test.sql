-- What the log says of the theatre: what happened and where, never what people wrote.
begin;
select plan(27);

-- The cast: Ada owns, Cal is her crew.
select tests.create_user(name) from unnest(array['ada', 'cal']) as name;
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('ada');
insert into made select 'play', public.create_show('Play');
insert into made select 'second', public.create_show('Second');
insert into made select 'company', organization_id from public.get_my_projects() limit 1;
with s as (insert into public.scripts (title, notes) values ('Book', 'secret words') returning id)
insert into made select 'book', id from s;
select tests.clear_authentication();
select tests.flush();

-- Ada does one thing: which events, in which logs, saying what.
create function pg_temp.told(p_act text) returns table (log text, event text, said jsonb)
language plpgsql as $$
declare
  v_seen jsonb;
begin
  select jsonb_object_agg(h.sequence_id, h.last_seq) into v_seen from stagedoor_audit.heads as h;
  perform tests.authenticate_as('ada');
  execute p_act;
  perform tests.clear_authentication();
  perform tests.flush();
  return query
  select coalesce((select m.name from made as m where m.id = l.sequence_id), 'installation'),
    l.event, convert_from(l.body, 'UTF8')::jsonb
  from stagedoor_audit.leaves as l
  where l.seq > coalesce((v_seen ->> l.sequence_id::text)::bigint, 0)
    and l.event !~ '^(access|account|scope|organization)[.]'
  order by 1, 2;
end;
$$;
create temporary table acts (act text, log text, event text);
insert into acts values
  ($$ insert into public.venues (name) values ('Hall') $$, 'company', 'venue.created'),
  ($$ update public.venues set city = 'Leith' $$, 'company', 'venue.changed'),
  ($$ update public.venue_details set notes = 'secret words' $$, 'company',
    'venue_detail.changed'),
  ($$ insert into public.departments (name) values ('Lights') $$, 'company',
    'department.created'),
  ($$ update public.department_details set notes = 'secret words' $$, 'company',
    'department_detail.changed'),
  ($$ insert into public.department_members
      select id, tests.user_id('ada') from public.departments $$, 'company',
    'department_member.created'),
  ($$ insert into public.show_departments select pg_temp.id('play'), id
      from public.departments $$, 'play', 'show_department.created'),
  ($$ insert into public.show_venues select pg_temp.id('play'), id from public.venues $$,
    'play', 'show_venue.created'),
  ($$ insert into public.show_events (project_id, title, starts_at)
      values (pg_temp.id('play'), 'secret words', now()) $$, 'play', 'show_event.created'),
  ($$ update public.shows set opens_on = '2027-01-01' where project_id = pg_temp.id('play') $$,
    'play', 'show.changed'),
  ($$ insert into public.show_assignments (project_id, user_id)
      values (pg_temp.id('play'), tests.user_id('ada')) $$, 'play', 'show_assignment.created'),
  ($$ insert into public.crew_profiles (user_role) values ('DIRECTOR') $$, 'installation',
    'crew_profile.created'),
  ($$ select public.add_crew_member(tests.user_id('cal'), 'secret words') $$, 'installation',
    'crew_relationship.created'),
  ($$ update public.scripts set notes = 'more secret words' $$, 'company', 'script.changed'),
  ($$ insert into public.script_elements (script_id, element_type, text)
      select pg_temp.id('book'), 'DIALOGUE', 'secret words' from generate_series(1, 30) $$,
    'company', 'script_element.created'),
  ($$ insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('book')) $$,
    'play', 'show_script.created'),
  ($$ update public.script_elements set text = 'secret words!' $$, 'play',
    'script_element.changed'),
  ($$ insert into public.script_elements (script_id, element_type, text, is_private)
      values (pg_temp.id('book'), 'NOTE', 'secret words', true) $$, 'company',
    'script_note.changed');
select results_eq(
  format('select log, event from pg_temp.told(%L)', act),
  format('values (%L, %L)', log, event),
  format('F88: the act that makes %s is one event of the log of %s', event, log))
from acts;
select results_eq(
  $$ select log, event from pg_temp.told(
       'insert into public.element_departments (script_id, element_id, department_id)
        select e.script_id, e.id, d.id
        from public.script_elements as e, public.departments as d where e.is_private') $$,
  $$ values ('company', 'script_note.changed') $$,
  'F88: a department of a private note is an event that does not name it');
select results_eq(
  $$ select log, event from pg_temp.told(
       'insert into public.show_scripts values (pg_temp.id(''second''), pg_temp.id(''book''))') $$,
  $$ values ('second', 'show_script.created') $$,
  'F88: the link to a show is an event of that show');
select results_eq(
  $$ select log, event, said #>> '{after,count}', jsonb_array_length(said #> '{after,element_ids}')
     from pg_temp.told($a$ delete from public.script_elements where not is_private $a$) $$,
  $$ values ('play', 'script_element.deleted', '30', 20),
     ('second', 'script_element.deleted', '30', 20) $$,
  'F88: a change of a script is one event of each of its shows');
select is_empty(
  $$ select from pg_temp.told('update public.scripts set title = title') $$,
  'F88: a change of nothing is no event');
select is_empty(
  $$ select from stagedoor_audit.leaves as l
     where convert_from(l.body, 'UTF8') like '%secret words%' $$,
  'F88: no event says what people wrote');
select results_eq(
  $$ select said -> 'after' -> 'columns' from pg_temp.told(
       'update public.scripts set notes = ''x'', audience = ''show''') where log = 'play' $$,
  $$ values ('["audience", "notes"]'::jsonb) $$,
  'F88: an event says which columns changed');
select results_eq(
  $$ select said #>> '{before,audience}', said #>> '{after,audience}' from pg_temp.told(
       'update public.scripts set audience = ''owner''') where log = 'play' $$,
  $$ values ('show', 'owner') $$, 'F88: an event says who may read a script');
select results_eq(
  $$ select log, event from pg_temp.told('delete from public.scripts') $$,
  $$ values ('company', 'script.deleted'), ('play', 'show_script.deleted'),
     ('second', 'show_script.deleted') $$,
  'F88: a script that is deleted leaves an event with its organization and each show');
select tests.clear_authentication();
insert into stagedoor.scopes (scope_type, parent_id, name)
values ('project', pg_temp.id('company'), 'Gone');
insert into public.shows (project_id, owner_id, title)
select id, tests.user_id('ada'), name from stagedoor.scopes where name = 'Gone';
insert into public.show_assignments (project_id, user_id)
select id, tests.user_id('cal') from stagedoor.scopes where name = 'Gone';
select lives_ok($$ delete from stagedoor.scopes where name = 'Gone' $$,
  'F88: a show that goes with its project needs no event of its own');

select * from finish();
rollback;
