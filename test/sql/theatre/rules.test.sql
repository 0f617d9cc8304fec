-- What somebody reads who writes a bad value into a table: what is allowed, and no constraint.
begin;
select plan(26);

-- The cast: Ada writes what is hers.
select tests.create_user('ada');
select tests.authenticate_as('ada');
create temporary table made as select public.create_show('Play') as show, null::uuid as script;
with s as (insert into public.scripts (title) values ('Book') returning id)
update made set script = (select id from s);
insert into public.venues (name) values ('Hall');
insert into public.departments (name) values ('Lights');
create function pg_temp.refused(p_sql text) returns text
language sql as $$
  select concat_ws(' ', r ->> 'code', r ->> 'message') from tests.refusal(p_sql) as r
$$;

select is(pg_temp.refused(sql), code || ' ' || message, format('F86: %s', title))
from (values
  ($$ insert into public.venues (name) values ('') $$, '23514',
    'A venue has a name of 1 to 200 characters, without blanks around it', 'a venue has a name'),
  ($$ insert into public.venues (name) values (null) $$, '22023', 'name is needed',
    'a venue has a name that is not null'),
  ($$ insert into public.venues (name, capacity) values ('Barn', -1) $$, '23514',
    'A capacity lies between 0 and 1,000,000', 'a venue has no seats below none'),
  ($$ insert into public.venues (name, city) values ('Barn', '') $$, '23514',
    'A city has 1 to 120 characters', 'a city has a name'),
  ($$ update public.venue_details set address = repeat('x', 1001) $$, '23514',
    'Details of a venue: an address of at most 1000 characters, a name of 240, an e-mail of 320, a phone number of 40, configuration and notes of 8000',
    'an address has an end'),
  ($$ insert into public.departments (name) values (' Sound') $$, '23514',
    'A department has a name of 1 to 200 characters, without blanks around it',
    'a department has a name without blanks around it'),
  ($$ update public.department_details set color = 'red' $$, '23514',
    'A color is written as #rrggbb', 'a color is hexadecimal'),
  ($$ update public.department_details set initials = 'ABCDEFGHIJK' $$, '23514',
    'Details of a department: initials of at most 10 characters, a description of 2000, notes of 8000',
    'initials are short'),
  ($$ update public.shows set title = '' $$, '23514',
    'A show has a title of 1 to 200 characters, without blanks around it', 'a show has a title'),
  ($$ update public.shows set opens_on = '2027-02-01', closes_on = '2027-01-01' $$, '23514',
    'A show closes on the day that it opens, or later', 'a show closes after it opens'),
  ($$ update public.shows set closes_on = 'infinity' $$, '23514',
    'A show closes on the day that it opens, or later', 'a show closes on a day'),
  ($$ insert into public.show_events (project_id, title, starts_at) select show, '', now() from made $$,
    '23514', 'An event has a title of 1 to 200 characters', 'an event has a title'),
  ($$ insert into public.show_events (project_id, title) select show, 'Tech' from made $$,
    '22023', 'starts_at is needed', 'an event has a start'),
  ($$ insert into public.show_events (project_id, title, starts_at, ends_at)
    select show, 'Tech', now(), now() from made $$,
    '23514', 'An event ends after it begins', 'an event ends after it begins'),
  ($$ insert into public.show_events (project_id, title, starts_at, notes)
    select show, 'Tech', now(), repeat('x', 8001) from made $$,
    '23514', 'Notes on an event have at most 8000 characters', 'notes on an event have an end'),
  ($$ insert into public.scripts (title) values ('') $$, '23514',
    'A script has a title of 1 to 200 characters, without blanks around it', 'a script has a title'),
  ($$ update public.scripts set audience = 'all' $$, '23514',
    'An audience is crew, show or owner', 'a script has an audience that is known'),
  ($$ update public.scripts set notes = repeat('x', 8001) $$, '23514',
    'Notes on a script have at most 8000 characters', 'notes on a script have an end'),
  ($$ update public.scripts set starts_at = now(), ends_at = now() $$, '23514',
    'A script ends after it begins', 'a script ends after it begins'),
  ($$ insert into public.script_elements (script_id, element_type, rank) select script, 'NOTE', 'a b' from made $$,
    '23514', 'A rank is 1 to 200 letters and digits', 'a rank is letters and digits'),
  ($$ insert into public.script_elements (script_id, element_type, priority) select script, 'NOTE', 'URGENT' from made $$,
    '23514', 'A priority is SAFETY, CRITICAL, HIGH, NORMAL, LOW or OPTIONAL', 'a priority is known'),
  ($$ insert into public.script_elements (script_id, element_type, text) select script, 'NOTE', repeat('x', 20001) from made $$,
    '23514', 'An element has a text of at most 20000 characters and notes of 8000', 'a text has an end'),
  ($$ insert into public.script_elements (script_id, element_type, offset_ms) select script, 'NOTE', -1 from made $$,
    '23514', 'Times are milliseconds from 0 on', 'a time is not negative')
) as t (sql, code, message, title);
select lives_ok(
  $$ insert into public.venues (name, city, capacity) values ('Barn', 'Leith', 0) $$,
  'F86: a venue within the rules is written (control)');
select lives_ok(
  $$ insert into public.script_elements (script_id, element_type, rank, priority, offset_ms)
     select script, 'NOTE', 'a0', 'LOW', 0 from made $$,
  'F86: an element within the rules is written (control)');
select is(
  tests.refusal($$ insert into public.venues (name) values ('') $$) ->> 'details',
  '{"error_code":"BAD_VALUE"}', 'F87: a bad value has an error code');

select * from finish();
rollback;
