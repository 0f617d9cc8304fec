-- What the theatre's tables refuse and record by themselves, where no guard of a trigger
-- stands before them. Each constraint is met by a row that breaks it alone, beside one that
-- keeps to it; each recorder by a row that is made, changed and deleted.
begin;
select plan(385);

-- The cast: Ada owns Play and Book, Cal is her crew, Gus her guest.
select tests.create_user(name) from unnest(array['ada', 'cal', 'bea']) as name;
select tests.create_guest('gus', 'ada');
select tests.create_guest('gil', 'ada');
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department(d, 'Alpha')
from unnest(array['Lights', 'Sound', 'Stage']) as d;
create function pg_temp.id(p_what text) returns uuid
language sql immutable as $$ select md5('theatre ' || p_what)::uuid $$;
create function pg_temp.long(p_column text, p_length integer) returns jsonb
language sql immutable as $$ select jsonb_build_object(p_column, repeat('a', p_length)) $$;

-- Guards and recorders are tested where they stand: here the tables are alone.
create temporary table theatre_tables as
select c.relname::text as name, c.oid::regclass as oid
from pg_class as c
where c.relnamespace = 'stagedoor_theatre'::regnamespace and c.relkind = 'r'
  or c.oid = any (
    select format('public.%I', n)::regclass
    from unnest(array['crew_profiles', 'crew_relationships', 'delegable_columns',
      'department_details', 'department_members', 'departments', 'element_departments',
      'element_types', 'job_titles', 'ownership_transfers', 'script_delegations',
      'script_elements', 'script_shares', 'scripts', 'share_accesses', 'show_assignments',
      'show_departments', 'show_events', 'show_scripts', 'show_venues', 'shows',
      'venue_details', 'venues']) as n);
do $$
declare
  v_table regclass;
begin
  for v_table in select t.oid from theatre_tables as t loop
    execute format('alter table %s disable trigger user', v_table);
  end loop;
end;
$$;

-- A row of each table that nothing refuses. What others name is written, too.
create temporary table rows (place integer, name text, base jsonb, is_written boolean);
create function pg_temp.owned(p_what text, p_more jsonb) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', pg_temp.id(p_what), 'owner_id', tests.user_id('ada'),
    'organization_id', tests.organization_id('Alpha')) || p_more
$$;
insert into rows
select row_number() over (), r.* from (values
  ('job_titles', '{"user_role": "FLYMAN", "category": "Crew", "description": "Flies",
    "position": 99}'::jsonb, false),
  ('element_types', '{"element_type": "SHOUT", "description": "A shout", "position": 99}',
    false),
  ('delegable_columns', '{"column_key": "scripts.color", "table_name": "scripts",
    "column_name": "color", "description": "A color", "position": 99}', false),
  ('personal_organizations', jsonb_build_object('user_id', tests.user_id('ada'),
    'organization_id', tests.organization_id('Alpha')), false),
  ('crew_profiles', jsonb_build_object('user_id', tests.user_id('ada')), false),
  ('crew_relationships', jsonb_build_object('relationship_id', pg_temp.id('pair'),
    'manager_user_id', tests.user_id('ada'), 'crew_user_id', tests.user_id('cal')), true),
  ('guest_claims', jsonb_build_object('user_id', tests.user_id('gus'),
    'email', 'gus@example.test', 'token_hash', sha256('gus'), 'expires_at', '2030-01-01'),
    true),
  ('shows', jsonb_build_object('project_id', tests.project_id('Alpha'),
    'owner_id', tests.user_id('ada'), 'title', 'Play'), true),
  ('venues', pg_temp.owned('hall', '{"name": "Hall"}'), true),
  ('venue_details', jsonb_build_object('venue_id', pg_temp.id('hall')), false),
  ('departments', pg_temp.owned('lights', '{"name": "Lights"}'), true),
  ('department_details', jsonb_build_object('department_id', pg_temp.id('lights')), false),
  ('department_members', jsonb_build_object('department_id', pg_temp.id('lights'),
    'user_id', tests.user_id('cal')), false),
  ('show_departments', jsonb_build_object('project_id', tests.project_id('Alpha'),
    'department_id', pg_temp.id('lights'), 'scope_id', tests.scope_id('Lights')), true),
  ('show_venues', jsonb_build_object('project_id', tests.project_id('Alpha'),
    'venue_id', pg_temp.id('hall')), false),
  ('show_events', jsonb_build_object('project_id', tests.project_id('Alpha'),
    'title', 'Tech', 'starts_at', '2026-12-01'), false),
  ('show_assignments', jsonb_build_object('project_id', tests.project_id('Alpha'),
    'user_id', tests.user_id('cal'), 'scope_id', tests.scope_id('Alpha'),
    'valid_from', '2026-12-01'), true),
  ('assignment_accesses', jsonb_build_object('access_id',
    tests.grant_role('cal', 'Alpha', 'crew_member')), false),
  ('scripts', pg_temp.owned('book', '{"title": "Book"}'), true),
  ('show_scripts', jsonb_build_object('project_id', tests.project_id('Alpha'),
    'script_id', pg_temp.id('book')), false),
  ('script_elements', jsonb_build_object('id', pg_temp.id('element'),
    'script_id', pg_temp.id('book'), 'rank', 'a0', 'element_type', 'CUE',
    'cue_number', 'LX 1'), true),
  ('element_departments', jsonb_build_object('script_id', pg_temp.id('book'),
    'element_id', pg_temp.id('element'), 'department_id', pg_temp.id('lights')), false),
  ('script_delegations', jsonb_build_object('script_id', pg_temp.id('book'),
    'relationship_id', pg_temp.id('pair'), 'crew_user_id', tests.user_id('cal'),
    'column_keys', array['scripts.notes']), true),
  ('script_shares', jsonb_build_object('id', pg_temp.id('share'),
    'script_id', pg_temp.id('book'), 'created_by', tests.user_id('ada')), true),
  ('share_tokens', jsonb_build_object('share_id', pg_temp.id('share'),
    'token_hash', sha256('share')), true),
  ('share_contexts', jsonb_build_object('share_id', pg_temp.id('share')), false),
  ('share_accesses', jsonb_build_object('share_id', pg_temp.id('share'), 'is_ok', true),
    false),
  ('ownership_transfers', jsonb_build_object('script_id', pg_temp.id('book'),
    'from_user_id', tests.user_id('ada'), 'to_user_id', tests.user_id('cal'),
    'offered_by', tests.user_id('ada')), true),
  ('ownership_transfers', jsonb_build_object('venue_id', pg_temp.id('hall'),
    'from_user_id', tests.user_id('ada'), 'to_user_id', tests.user_id('cal'),
    'offered_by', tests.user_id('ada')), true),
  ('ownership_transfers', jsonb_build_object('department_id', pg_temp.id('lights'),
    'from_user_id', tests.user_id('ada'), 'to_user_id', tests.user_id('cal'),
    'offered_by', tests.user_id('ada')), true),
  ('ownership_transfers', jsonb_build_object('project_id', tests.project_id('Alpha'),
    'from_user_id', tests.user_id('ada'), 'to_user_id', tests.user_id('cal'),
    'offered_by', tests.user_id('ada')), true)
) as r (name, base, is_written);
do $$
declare
  v_row record;
begin
  for v_row in
    select r.base, t.oid from rows as r join theatre_tables as t using (name)
    where r.is_written order by r.place
  loop
    execute format('insert into %1$s (%2$s)
      select %2$s from jsonb_populate_record(null::%1$s, $1)', v_row.oid,
      (select string_agg(format('%I', k), ', ') from jsonb_object_keys(v_row.base) as k))
    using v_row.base;
  end loop;
end;
$$;
-- From here on one row of each, which differs from what is written in what is there once.
delete from rows as r using rows as s where r.name = s.name and r.place > s.place;
update rows as r set base = r.base - 'id' || n.news
from (values
  ('crew_relationships', jsonb_build_object('relationship_id', pg_temp.id('next pair'),
    'crew_user_id', tests.user_id('bea'))),
  ('guest_claims', jsonb_build_object('user_id', tests.user_id('gil'),
    'token_hash', sha256('gil'))),
  ('shows', jsonb_build_object('project_id', tests.project_id('Beta'))),
  ('venues', '{}'), ('departments', '{}'), ('scripts', '{}'),
  ('show_departments', jsonb_build_object('department_id', pg_temp.id('next'),
    'scope_id', tests.scope_id('Sound'))),
  ('show_assignments', '{"valid_from": "2026-12-02"}'),
  ('script_elements', '{"cue_number": "LX 2"}'),
  ('script_delegations', jsonb_build_object('crew_user_id', tests.user_id('bea'))),
  ('script_shares', '{}'),
  ('share_tokens', jsonb_build_object('share_id', null, 'token_hash', sha256('next'))),
  ('ownership_transfers', jsonb_build_object('script_id', pg_temp.id('next')))
) as n (name, news)
where r.name = n.name;
insert into public.departments (id, owner_id, organization_id, name)
values (pg_temp.id('next'), tests.user_id('ada'), tests.organization_id('Alpha'), 'Sound');
insert into public.venues (id, owner_id, organization_id, name)
values (pg_temp.id('next'), tests.user_id('ada'), tests.organization_id('Alpha'), 'Barn');
insert into public.scripts (id, owner_id, organization_id, title)
values (pg_temp.id('next'), tests.user_id('ada'), tests.organization_id('Alpha'), 'Score');

select is(
  tests.refused_by(t.oid, r.base), null, format('a row of %s is written (control)', r.name))
from rows as r join theatre_tables as t using (name) order by r.place;

-- what a value may be -------------------------------------------------------------------
create temporary table rules (
  place integer generated always as identity, name text, rule text, beyond jsonb,
  within jsonb, title text);
create function pg_temp.shape(p_more jsonb) returns jsonb
language sql immutable as $$
  select jsonb_build_object('permissions', jsonb_build_object('view', true,
    'download', false, 'departments', '[]'::jsonb, 'elements', array['CUE']) || p_more)
$$;
insert into rules (name, rule, beyond, within, title) values
  ('job_titles', 'category_length_check', '{"category": ""}', '{"category": "a"}',
    'a job title stands in a category (F66)'),
  ('job_titles', 'description_length_check', '{"description": ""}',
    '{"description": "a"}', 'a job title is described (F66)'),
  ('job_titles', 'source_known_check', '{"source": "rumour"}', '{"source": "ours"}',
    'a job title says where it is from (F66)'),
  ('job_titles', 'user_role_upper_case_check', '{"user_role": "Flyman"}',
    '{"user_role": "FLYMAN_2"}', 'a job title is upper case (F66)'),
  ('element_types', 'description_length_check', '{"description": ""}',
    '{"description": "a"}', 'a kind of element is described'),
  ('element_types', 'element_type_upper_case_check', '{"element_type": "Shout"}',
    '{"element_type": "SHOUT_2"}', 'a kind of element is upper case'),
  ('delegable_columns', 'column_key_names_both_check', '{"column_key": "scripts.title"}',
    '{"column_key": "scripts.hue", "column_name": "hue"}',
    'the key of a delegable column names table and column (F71)'),
  ('delegable_columns', 'column_name_is_content_check',
    '{"column_key": "scripts.owner_id", "column_name": "owner_id"}',
    '{"column_key": "scripts.owner", "column_name": "owner"}',
    'nobody delegates whose a script is (F71)'),
  ('delegable_columns', 'table_name_known_check',
    '{"column_key": "shows.color", "table_name": "shows"}',
    '{"column_key": "script_elements.color", "table_name": "script_elements"}',
    'columns of scripts and their elements are delegated (F71)'),
  ('crew_profiles', 'custom_title_length_check', '{"custom_title": ""}',
    '{"custom_title": "a"}', 'a title of one''s own is not empty (F66)'),
  ('crew_relationships', 'notes_length_check', pg_temp.long('notes', 4001),
    pg_temp.long('notes', 4000), 'notes on a relationship have 4000 characters (F67)'),
  ('crew_relationships', 'two_people_check',
    jsonb_build_object('crew_user_id', tests.user_id('ada')),
    jsonb_build_object('crew_user_id', tests.user_id('gus')),
    'a relationship is between two people (F67)'),
  ('guest_claims', 'email_lower_case_check', '{"email": "Gus@example.test"}',
    '{"email": "a@b"}', 'a guest is asked at an address in lower case (F82)'),
  ('guest_claims', 'expires_at_finite_check', '{"expires_at": "infinity"}',
    '{"expires_at": "2031-01-01"}', 'a token to claim a guest ends (F82)'),
  ('guest_claims', 'token_hash_is_sha256_check',
    jsonb_build_object('token_hash', 'open sesame'::bytea),
    jsonb_build_object('token_hash', sha256('open sesame')),
    'a token to claim a guest is kept as a hash (F82)'),
  ('shows', 'closes_after_opening_check',
    '{"opens_on": "2027-01-02", "closes_on": "2027-01-01"}',
    '{"opens_on": "2027-01-02", "closes_on": "2027-01-02"}',
    'a show closes after it opens'),
  ('shows', 'title_length_check', '{"title": " Play"}', '{"title": "P"}',
    'a show has a title without blanks around it'),
  ('venues', 'capacity_not_negative_check', '{"capacity": -1}', '{"capacity": 0}',
    'a venue has no seats below none'),
  ('venues', 'city_length_check', '{"city": ""}', '{"city": "a"}', 'a city has a name'),
  ('venues', 'name_length_check', '{"name": ""}', '{"name": "a"}', 'a venue has a name'),
  ('venue_details', 'text_length_check', pg_temp.long('address', 1001),
    pg_temp.long('address', 1000), 'an address has 1000 characters'),
  ('departments', 'name_length_check', '{"name": ""}', '{"name": "a"}',
    'a department has a name'),
  ('department_details', 'color_hexadecimal_check', '{"color": "red"}',
    '{"color": "#ff0000"}', 'a color is hexadecimal'),
  ('department_details', 'text_length_check', pg_temp.long('initials', 11),
    pg_temp.long('initials', 10), 'initials have ten characters'),
  ('show_events', 'ends_after_start_check', '{"ends_at": "2026-12-01"}',
    '{"ends_at": "2026-12-02"}', 'an event ends after it begins'),
  ('show_events', 'notes_length_check', pg_temp.long('notes', 8001),
    pg_temp.long('notes', 8000), 'notes on an event have 8000 characters'),
  ('show_events', 'title_length_check', '{"title": ""}', '{"title": "a"}',
    'an event has a title'),
  ('show_assignments', 'custom_title_length_check', '{"custom_title": ""}',
    '{"custom_title": "a"}', 'the custom title of an assignment is not empty (F66)'),
  ('show_assignments', 'ends_after_start_check', '{"valid_until": "2026-12-02"}',
    '{"valid_until": "2026-12-03"}', 'an assignment ends after it begins (F91)'),
  ('show_assignments', 'kind_known_check', '{"kind": "band"}', '{"kind": "cast"}',
    'an assignment is cast or crew'),
  ('scripts', 'audience_known_check', '{"audience": "all"}', '{"audience": "show"}',
    'a script is read by one of three audiences (F70)'),
  ('scripts', 'ends_after_start_check',
    '{"starts_at": "2026-12-01", "ends_at": "2026-12-01"}',
    '{"starts_at": "2026-12-01", "ends_at": "2026-12-02"}',
    'a script ends after it begins'),
  ('scripts', 'notes_length_check', pg_temp.long('notes', 8001),
    pg_temp.long('notes', 8000), 'notes on a script have 8000 characters'),
  ('scripts', 'title_length_check', '{"title": ""}', '{"title": "a"}',
    'a script has a title'),
  ('script_elements', 'call_has_cue_check', '{"call": "GO", "cue_number": null}',
    '{"call": "GO"}', 'a call is for a cue'),
  ('script_elements', 'call_known_check', '{"call": "RUN"}', '{"call": "WARN"}',
    'a call is one of three'),
  ('script_elements', 'cue_number_grammar_check', '{"cue_number": "LX"}',
    '{"cue_number": "SQ 4.5"}', 'a cue is letters and a number'),
  ('script_elements', 'go_is_one_cue_check',
    '{"call": "GO", "cue_number": "LX 3, LX 4"}',
    '{"call": "STANDBY", "cue_number": "LX 3, LX 4"}', 'one cue goes at a time'),
  ('script_elements', 'parent_is_another_check',
    jsonb_build_object('id', pg_temp.id('next'), 'parent_element_id', pg_temp.id('next')),
    jsonb_build_object('parent_element_id', pg_temp.id('element')),
    'an element stands under another one'),
  ('script_elements', 'priority_known_check', '{"priority": "URGENT"}',
    '{"priority": "SAFETY"}', 'a priority is one of six'),
  ('script_elements', 'private_is_not_called_check', '{"is_private": true}',
    '{"is_private": true, "cue_number": null}', 'a private element is not called'),
  ('script_elements', 'rank_letters_and_digits_check', '{"rank": "a b"}',
    '{"rank": "a1"}', 'a rank is letters and digits'),
  ('script_elements', 'text_length_check', pg_temp.long('text', 20001),
    pg_temp.long('text', 20000), 'an element has 20000 characters'),
  ('script_elements', 'times_not_negative_check', '{"offset_ms": -1}',
    '{"offset_ms": 0}', 'an element begins at no less than nothing'),
  ('script_delegations', 'adds_in_department_check', '{"operations": ["insert"]}',
    jsonb_build_object('operations', array['insert'],
      'department_id', pg_temp.id('lights')),
    'adding is delegated in a department (F71)'),
  ('script_delegations', 'operations_known_check', '{"operations": []}',
    '{"operations": ["update"]}', 'a delegation is of some operation (F71)'),
  ('script_delegations', 'updates_columns_check', '{"column_keys": []}',
    jsonb_build_object('column_keys', array[]::text[], 'operations', array['insert'],
      'department_id', pg_temp.id('lights')), 'updates are delegated of columns (F71)'),
  ('script_delegations', 'valid_until_finite_check', '{"valid_until": "infinity"}',
    '{"valid_until": "2030-01-01"}', 'a delegation ends on a day or not at all (F71)'),
  ('script_shares', 'access_count_not_negative_check', '{"access_count": -1}',
    '{"access_count": 0}', 'uses of a share are counted from none (F76)'),
  ('script_shares', 'ends_after_start_check',
    '{"valid_from": "2026-12-01", "expires_at": "2026-12-01"}',
    '{"valid_from": "2026-12-01", "expires_at": "2026-12-02"}',
    'a share ends after it begins (F79)'),
  ('script_shares', 'max_uses_positive_check', '{"max_uses": 0}', '{"max_uses": 1}',
    'a share is used once at least (F76)'),
  ('script_shares', 'names_length_check', pg_temp.long('share_name', 201),
    pg_temp.long('share_name', 200), 'the name of a share has 200 characters (F79)'),
  ('script_shares', 'script_or_show_check',
    jsonb_build_object('project_id', tests.project_id('Alpha')),
    jsonb_build_object('project_id', tests.project_id('Alpha'), 'script_id', null),
    'a share is of a script or of a show (F79)'),
  ('script_shares', 'permissions_shape_check', pg_temp.shape('{"edit": true}'),
    pg_temp.shape('{"download": true}'), 'a share permits what is documented (F79)'),
  ('share_tokens', 'token_hash_is_sha256_check',
    jsonb_build_object('token_hash', 'open sesame'::bytea),
    jsonb_build_object('token_hash', sha256('open sesame')),
    'the token of a share is kept as a hash (F76)'),
  ('share_accesses', 'refused_has_reason_check', '{"is_ok": false}',
    '{"is_ok": false, "reason": "expired"}', 'a refused opening has a reason (F76)'),
  ('share_accesses', 'text_length_check', pg_temp.long('user_agent', 401),
    pg_temp.long('user_agent', 400), 'an agent has 400 characters (F76)'),
  ('ownership_transfers', 'of_one_thing_check',
    jsonb_build_object('venue_id', pg_temp.id('next')),
    jsonb_build_object('venue_id', pg_temp.id('next'), 'script_id', null),
    'one thing is handed over at a time (F73)');
select is(
  tests.refused_by(t.oid, r.base || w.beyond), format('%s_%s', w.name, w.rule), w.title)
from rules as w join rows as r using (name) join theatre_tables as t using (name)
order by w.place;
select is(
  tests.refused_by(t.oid, r.base || w.within), null,
  format('%s (control: a row that keeps to it)', w.title))
from rules as w join rows as r using (name) join theatre_tables as t using (name)
order by w.place;

-- what is there once --------------------------------------------------------------------
create temporary table once (name text, rule text, again jsonb, title text);
insert into once values
  ('crew_relationships', 'manager_user_id_crew_user_id_key',
    jsonb_build_object('crew_user_id', tests.user_id('cal')),
    'two people have one relationship (F67)'),
  ('guest_claims', 'token_hash_key', jsonb_build_object('token_hash', sha256('gus')),
    'a token claims one guest (F82)'),
  ('guest_claims', 'user_id_open_key',
    jsonb_build_object('user_id', tests.user_id('gus')),
    'a guest has one open token (F82)'),
  ('show_departments', 'scope_id_key',
    jsonb_build_object('scope_id', tests.scope_id('Lights')),
    'a place in a show is one department''s (F91)'),
  ('show_assignments', 'once_key', '{"valid_from": "2026-12-01"}',
    'an assignment is made once (F91)'),
  ('script_elements', 'cue_number_key', '{"cue_number": "lx 1.0"}',
    'a cue is in a script once'),
  ('script_delegations', 'once_key',
    jsonb_build_object('crew_user_id', tests.user_id('cal')),
    'a script is delegated to a person once (F71)'),
  ('share_tokens', 'share_id_key', jsonb_build_object('share_id', pg_temp.id('share')),
    'a share has one token (F76)'),
  ('ownership_transfers', 'script_id_open_key',
    jsonb_build_object('script_id', pg_temp.id('book')),
    'a script is offered to one person at a time (F73)'),
  ('ownership_transfers', 'venue_id_open_key',
    jsonb_build_object('script_id', null, 'venue_id', pg_temp.id('hall')),
    'a venue is offered to one person at a time (F73)'),
  ('ownership_transfers', 'department_id_open_key',
    jsonb_build_object('script_id', null, 'department_id', pg_temp.id('lights')),
    'a department is offered to one person at a time (F73)'),
  ('ownership_transfers', 'project_id_open_key',
    jsonb_build_object('script_id', null, 'project_id', tests.project_id('Alpha')),
    'a show is offered to one person at a time (F73)');
select is(
  tests.refused_by(t.oid, r.base || o.again), format('%s_%s', o.name, o.rule), o.title)
from once as o join rows as r using (name) join theatre_tables as t using (name)
order by o.name, o.rule;

-- what exists elsewhere -----------------------------------------------------------------
-- Beside the column a row keeps what its checks ask for.
create temporary table links (name text, columns text[], beside jsonb default '{}');
insert into links (name, columns) values
  ('assignment_accesses', '{access_id}'),
  ('crew_profiles', '{user_id,user_role}'),
  ('crew_relationships', '{crew_user_id,manager_user_id}'),
  ('department_details', '{department_id}'),
  ('department_members', '{department_id,user_id}'),
  ('departments', '{organization_id,owner_id}'),
  ('element_departments', '{department_id,element_id}'),
  ('guest_claims', '{user_id}'),
  ('ownership_transfers', '{from_user_id,offered_by,script_id,to_user_id}'),
  ('personal_organizations', '{organization_id,user_id}'),
  ('script_delegations', '{crew_user_id,department_id,relationship_id,script_id}'),
  ('script_elements', '{department_id,element_type,parent_element_id,script_id}'),
  ('script_shares', '{created_by,script_id,shared_with_user_id}'),
  ('scripts', '{organization_id,owner_id}'),
  ('share_accesses', '{share_id}'),
  ('share_contexts', '{share_id}'),
  ('share_tokens', '{share_id}'),
  ('show_assignments', '{department_id,project_id,scope_id,user_id,user_role}'),
  ('show_departments', '{department_id,project_id,scope_id}'),
  ('show_events', '{project_id,venue_id}'),
  ('show_scripts', '{project_id,script_id}'),
  ('show_venues', '{project_id,venue_id}'),
  ('shows', '{owner_id,project_id}'),
  ('venue_details', '{venue_id}'),
  ('venues', '{organization_id,owner_id}');
insert into links values
  ('ownership_transfers', '{department_id,project_id,venue_id}', '{"script_id": null}'),
  ('script_shares', '{project_id}', '{"script_id": null}');
create temporary table nowhere as
select l.name, c.name as column_name,
  l.beside || jsonb_build_object(c.name, case
    when a.atttypid = 'uuid'::regtype then to_jsonb(pg_temp.id('nobody'))
    else '"NOTHING"' end) as change
from links as l
cross join unnest(l.columns) as c (name)
join theatre_tables as t on t.name = l.name
join pg_attribute as a on a.attrelid = t.oid and a.attname = c.name;
select is(
  tests.refused_by(t.oid, r.base || n.change), format('%s_%s_fkey', n.name, n.column_name),
  format('%s of %s names something that exists', n.column_name, n.name))
from nowhere as n join rows as r using (name) join theatre_tables as t using (name)
order by n.name, n.column_name;

-- all of them ---------------------------------------------------------------------------
select set_eq(
  $$ select k.conname::text
     from pg_constraint as k join theatre_tables as t on t.oid = k.conrelid
     where k.contype in ('c', 'x', 'f') or k.contype = 'u' and not exists (
       select from pg_constraint as f where f.contype = 'f' and f.conindid = k.conindid
         and f.oid <> k.oid)
     union
     select c.relname::text
     from pg_index as i join theatre_tables as t on t.oid = i.indrelid
     join pg_class as c on c.oid = i.indexrelid
     where i.indisunique and not exists (
       select from pg_constraint as k where k.conindid = i.indexrelid) $$,
  $$ select name || '_' || rule from rules
     union select name || '_' || rule from once
     union select format('%s_%s_fkey', name, column_name) from nowhere $$,
  'every constraint of a table of the theatre is tried here'
);

-- what is recorded ----------------------------------------------------------------------
-- Whoever lifts a guard does not lift the record: a row that nobody may change is recorded
-- when it changes all the same.
create function pg_temp.events_of(p_statement text) returns setof text
language plpgsql as $$
declare
  v_last bigint := coalesce((select max(q.id) from stagedoor.event_queue as q), 0);
begin
  execute p_statement;
  return query
  select distinct q.event from stagedoor.event_queue as q where q.id > v_last;
end;
$$;
do $$
declare
  v_trigger record;
begin
  for v_trigger in
    select t.oid, g.tgname
    from theatre_tables as t join pg_trigger as g on g.tgrelid = t.oid
    where g.tgname ~ '^_9[0-9]{2}_(record|revise)'
  loop
    execute format('alter table %s enable always trigger %I', v_trigger.oid,
      v_trigger.tgname);
  end loop;
end;
$$;
insert into public.venue_details (venue_id) values (pg_temp.id('hall'));
insert into public.department_details (department_id) values (pg_temp.id('lights'));
create temporary table lives (name text, noun text, changes jsonb,
  verbs text[] default '{created,changed,deleted}');
insert into lives (name, noun, changes) values
  ('crew_profiles', 'crew_profile', '{"user_role": "DIRECTOR"}'),
  ('crew_relationships', 'crew_relationship', '{"is_active": false}'),
  ('delegable_columns', 'delegable_column', '{"description": "A hue"}'),
  ('department_members', 'department_member', '{"created_at": "2026-01-01"}'),
  ('departments', 'department', '{"name": "Video"}'),
  ('element_types', 'element_type', '{"description": "A cry"}'),
  ('job_titles', 'job_title', '{"description": "Flies high"}'),
  ('script_delegations', 'script_delegation', '{"valid_until": "2030-01-01"}'),
  ('script_elements', 'script_element', '{"text": "Go"}'),
  ('scripts', 'script', '{"title": "Prompt book", "audience": "owner"}'),
  ('show_assignments', 'show_assignment', '{"valid_until": "2030-01-01"}'),
  ('show_departments', 'show_department', jsonb_build_object(
    'scope_id', tests.scope_id('Stage'))),
  ('show_events', 'show_event', '{"title": "Dress"}'),
  ('show_scripts', 'show_script', jsonb_build_object('script_id', pg_temp.id('next'))),
  ('show_venues', 'show_venue', jsonb_build_object('venue_id', pg_temp.id('next'))),
  ('shows', 'show', '{"title": "The play"}'),
  ('venues', 'venue', '{"city": "Leith"}');
insert into lives values
  -- Made with what they belong to, and gone with it.
  ('department_details', 'department_detail', '{"notes": "a"}', '{changed}'),
  ('venue_details', 'venue_detail', '{"notes": "a"}', '{changed}'),
  -- Never deleted but with the script or the show.
  ('script_shares', 'script_share', jsonb_build_object('is_active', false,
    'expires_at', '2030-01-01', 'valid_from', '2026-01-01', 'max_uses', 5,
    'permissions', pg_temp.shape('{"download": true}') -> 'permissions',
    'shared_with_user_id', tests.user_id('cal')), '{created,changed}'),
  -- A change of the element.
  ('element_departments', 'script_element', '{}', '{created,deleted}'),
  ('ownership_transfers', 'ownership', '{"accepted_at": "2026-12-02"}',
    '{created,changed}');

-- A row is found again by its key, and differs from the one above in what is there once.
create temporary table keys as
select t.name, array_agg(a.attname::text) as columns
from theatre_tables as t
join pg_constraint as k on k.conrelid = t.oid and k.contype = 'p'
join pg_attribute as a on a.attrelid = t.oid and a.attnum = any (k.conkey)
group by t.name;
create temporary table steps as
select r.place, s.turn, l.noun || '.' || s.verb as event, s.statement,
  format('the log knows that a row of %s is %s (F88)', l.name, concat_ws(' in ', s.verb,
    s.column_name)) as title
from lives as l
join rows as r using (name)
join theatre_tables as t using (name)
join keys as k using (name)
cross join lateral (
  select case when k.columns = '{id}' then jsonb_build_object('id', pg_temp.id('told'))
    else '{}' end || r.base as made
) as m
cross join lateral (
  select
    format('to_jsonb(t) @> %L', jsonb_object_agg(c, m.made -> c)) as there,
    format('to_jsonb(t) @> %L', jsonb_object_agg(c, (m.made || l.changes) -> c)) as then
  from unnest(k.columns) as c
) as w
cross join lateral (
  select 1 as turn, 'created' as verb, null as column_name, format('insert into %1$s (%2$s)
    select %2$s from jsonb_populate_record(null::%1$s, %3$L)', t.oid,
    (select string_agg(format('%I', c), ', ') from jsonb_object_keys(m.made) as c),
    m.made) as statement
  union all
  select 1 + c.turn, 'changed', c.key, format('update %1$s as t set %2$I =
    (jsonb_populate_record(null::%1$s, %3$L)).%2$I where %4$s', t.oid, c.key,
    l.changes, w.there)
  from jsonb_each(l.changes) with ordinality as c (key, value, turn)
  union all
  select 99, 'deleted', null, format('delete from %s as t where %s', t.oid, w.then)
) as s
where s.verb = any (l.verbs);
update steps set event = 'script_element.changed' from rows as r
where steps.place = r.place and r.name = 'element_departments';
update steps
set event = case turn when 1 then 'ownership.offered' else 'ownership.handed_over' end
from rows as r where steps.place = r.place and r.name = 'ownership_transfers';
select results_eq(
  format('select * from pg_temp.events_of(%L)', s.statement),
  format('values (%L)', s.event), s.title)
from steps as s order by s.place, s.turn;
select set_eq(
  $$ select name from lives $$,
  $$ select t.name from theatre_tables as t join pg_trigger as g on g.tgrelid = t.oid
     where g.tgname ~ '^_9[0-9]{2}_(record|revise)' $$,
  'every table of the theatre that is recorded is tried here');
select set_eq(
  $$ select t.name from theatre_tables as t
     where not exists (
       select from pg_trigger as g
       where g.tgrelid = t.oid and g.tgname ~ '^_9[0-9]{2}_(record|revise)') $$,
  -- What follows from a row that is recorded, what lasts a transaction, and the access log
  -- of shares.
  array['assignment_accesses', 'guest_claims', 'personal_organizations',
    'share_accesses', 'share_contexts', 'share_tokens'],
  'every table of the theatre is recorded, or follows from one that is (F88)');

-- the guards, each alone ----------------------------------------------------------------
-- One trigger of a table fires and no other: what it refuses is refused by nothing else.
create function pg_temp.made(p_name text, p_change jsonb default '{}') returns text
language sql stable as $$
  select format('insert into %1$s (%2$s)
    select %2$s from jsonb_populate_record(null::%1$s, %3$L)', t.oid,
    (select string_agg(format('%I', c), ', ') from jsonb_object_keys(m.made) as c), m.made)
  from rows as r
  join theatre_tables as t using (name)
  join keys as k using (name)
  cross join lateral (
    select case when k.columns = '{id}' then jsonb_build_object('id', pg_temp.id('told'))
      else '{}' end || r.base || p_change as made
  ) as m
  where r.name = p_name
$$;
create function pg_temp.changed(p_name text, p_change jsonb) returns text
language sql stable as $$
  select format('update %1$s as t set (%2$s) = (
    select %2$s from jsonb_populate_record(null::%1$s, %3$L)) where to_jsonb(t) @> %4$L',
    t.oid, (select string_agg(format('%I', c), ', ') from jsonb_object_keys(p_change) as c),
    p_change,
    (select jsonb_object_agg(c, coalesce(r.base -> c, to_jsonb(pg_temp.id('told'))))
     from unnest(k.columns) as c))
  from rows as r
  join theatre_tables as t using (name)
  join keys as k using (name)
  where r.name = p_name
$$;
-- What the trigger says of a statement, after another one that it did not see.
create function pg_temp.said(
  p_name text, p_trigger text, p_statement text, p_before text default null
) returns jsonb
language plpgsql as $$
declare
  v_table regclass := (select t.oid from theatre_tables as t where t.name = p_name);
  v_code text;
  v_message text;
begin
  execute format('alter table %s disable trigger user', v_table);
  if p_before is not null then
    execute p_before;
  end if;
  execute format('alter table %s enable always trigger %I', v_table, p_trigger);
  execute p_statement;
  raise sqlstate 'TESTS';
exception
  when sqlstate 'TESTS' then
    return null;
  when others then
    get stacked diagnostics v_code = returned_sqlstate, v_message = message_text;
    return jsonb_build_object('code', v_code, 'message', v_message);
end;
$$;
-- What is said of a value is the comment of its check, as a row comes and as it changes.
delete from public.venue_details;
delete from public.department_details;
create temporary table spoken as
select w.*, obj_description(k.oid, 'pg_constraint') as message
from rules as w
join theatre_tables as t using (name)
join pg_constraint as k
  on k.conrelid = t.oid and k.conname = format('%s_%s', w.name, w.rule)
where w.name in ('crew_profiles', 'department_details', 'departments', 'scripts',
  'show_assignments', 'show_events', 'shows', 'venue_details', 'venues');
select is(
  pg_temp.said(w.name, '_180_say_rules', pg_temp.made(w.name, w.beyond)) ->> 'message',
  w.message, format('F86: the refusal of a row says that %s', w.title))
from spoken as w order by w.place;
select is(
  pg_temp.said(w.name, '_180_say_rules', pg_temp.changed(w.name, w.beyond),
    pg_temp.made(w.name)) ->> 'message',
  w.message, format('F86: the refusal of a change says that %s', w.title))
from spoken as w order by w.place;
select is(
  pg_temp.said(w.name, '_180_say_rules', pg_temp.made(w.name, w.within)), null,
  format('F86: nothing is said of a row where %s (control)', w.title))
from spoken as w order by w.place;
select is_empty(
  $$ select from spoken as w where w.message is null $$,
  'F86: each of these checks has a comment');

-- What is checked as it comes is checked as it changes, whichever column does.
create temporary table guarded (name text, trigger text, was jsonb, change jsonb, code text,
  title text);
insert into guarded values
  ('crew_profiles', '_110_check_title', '{}', '{"user_role": "OTHER"}', '22023',
    'the title OTHER has a text (F66)'),
  ('crew_profiles', '_110_check_title', '{"user_role": "OTHER", "custom_title": "Flyman"}',
    '{"custom_title": null}', '22023', 'the title OTHER keeps a text (F66)'),
  ('crew_profiles', '_110_check_title', '{}', '{"user_role": "CREW"}', null,
    'another title has no text (control)'),
  ('show_assignments', '_100_check_title', '{}', '{"user_role": "OTHER"}', '22023',
    'an assignment as OTHER has a text (F66)'),
  ('show_assignments', '_100_check_title',
    '{"user_role": "OTHER", "custom_title": "Flyman"}', '{"custom_title": null}', '22023',
    'an assignment as OTHER keeps a text (F66)'),
  ('show_assignments', '_100_check_title', '{}', '{"user_role": "CREW"}', null,
    'an assignment with another title has no text (control)'),
  ('show_assignments', '_110_place', '{}', '{"kind": "band"}', '22023',
    'an assignment is not of another kind'),
  ('show_assignments', '_110_place', '{"valid_until": "2027-01-01"}',
    '{"valid_from": "2027-01-01"}', '22023', 'an assignment begins before it ends (F91)'),
  ('show_assignments', '_110_place', '{}', '{"valid_until": "2026-12-02"}', '22023',
    'an assignment ends after its beginning (F91)'),
  ('show_assignments', '_110_place', '{}', '{"valid_until": "2026-12-03"}', null,
    'an assignment ends a day later (control)'),
  ('crew_relationships', '_100_derive', '{}',
    jsonb_build_object('manager_user_id', tests.user_id('gus')), '23514',
    'a guest manages nobody (F67)'),
  ('crew_relationships', '_100_derive', '{}', '{"notes": "a"}', null,
    'a verified user manages somebody (control)'),
  ('script_elements', '_100_check', '{}', '{"rank": "a b"}', '23514',
    'a rank has no blank'),
  ('script_elements', '_100_check', '{}', '{"rank": "ab"}', null,
    'a rank has letters (control)');
select is(
  pg_temp.said(g.name, g.trigger, pg_temp.made(g.name, g.was || g.change)) ->> 'code',
  g.code, format('%s, as it comes', g.title))
from guarded as g;
select is(
  pg_temp.said(g.name, g.trigger, pg_temp.changed(g.name, g.change),
    pg_temp.made(g.name, g.was)) ->> 'code', g.code, format('%s, as it changes', g.title))
from guarded as g;

-- What a trigger fills in is filled in again when that changes on which it depends.
create function pg_temp.derived(
  p_name text, p_trigger text, p_was jsonb, p_change jsonb, p_column text
) returns text
language plpgsql as $$
declare
  v_table regclass := (select t.oid from theatre_tables as t where t.name = p_name);
  v_value text;
begin
  execute format('alter table %s disable trigger user', v_table);
  execute pg_temp.made(p_name, p_was);
  execute format('alter table %s enable trigger %I', v_table, p_trigger);
  execute pg_temp.changed(p_name, p_change);
  execute format('select t.%I from %s as t where t.id = %L', p_column, v_table,
    coalesce((select r.base ->> 'id' from rows as r where r.name = p_name),
      pg_temp.id('told')::text)) into v_value;
  raise sqlstate 'TESTS';
exception
  when sqlstate 'TESTS' then
    return v_value;
end;
$$;
insert into public.shows (project_id, owner_id, title)
values (tests.project_id('Beta'), tests.user_id('ada'), 'Second');
select is(
  pg_temp.derived('show_assignments', '_110_place', '{}', d.change, 'scope_id'),
  d.value::text, d.title)
from (values
  (jsonb_build_object('department_id', pg_temp.id('lights')), tests.scope_id('Lights'),
    'an assignment that gets a department is in its place in the show (F91)'),
  (jsonb_build_object('project_id', tests.project_id('Beta')), tests.scope_id('Beta'),
    'an assignment that changes its show is in that show (F91)'),
  ('{"valid_until": "2030-01-01"}', tests.scope_id('Alpha'),
    'an assignment that ends later stays where it is (control)')
) as d (change, value, title);
select is(
  pg_temp.derived('scripts', '_200_revise', '{}', d.change, 'revision'), d.value, d.title)
from (values
  ('{"title": "Prompt book"}'::jsonb, '2', 'F77: a new title of a script is a revision'),
  ('{"notes": "Fast"}', '2', 'F77: new notes on a script are a revision'),
  ('{"starts_at": "2026-12-01"}', '2', 'F77: a new start of a script is a revision'),
  ('{"ends_at": "2026-12-31"}', '2', 'F77: a new end of a script is a revision'),
  ('{"audience": "show"}', '1', 'F77: a new audience of a script is no revision (control)')
) as d (change, value, title);

-- strangers -----------------------------------------------------------------------------
-- A row of each table, a user who has nothing to do with any of them, and a token that
-- names no user.
select tests.create_user('sid');
create function pg_temp.count_of(p_table regclass, p_where text default 'true')
returns bigint
language plpgsql as $$
declare
  v_count bigint;
begin
  execute format('select count(*) from %s where %s', p_table, p_where) into v_count;
  return v_count;
end;
$$;
do $$
declare
  v_table record;
begin
  for v_table in select t.name, t.oid from theatre_tables as t loop
    execute format('alter table %s disable trigger user', v_table.oid);
  end loop;
  for v_table in
    select t.name, t.oid
    from theatre_tables as t join rows as r using (name) order by r.place
  loop
    -- A context would open Book to this transaction.
    if v_table.name <> 'share_contexts' and pg_temp.count_of(v_table.oid) = 0 then
      execute pg_temp.made(v_table.name);
    end if;
  end loop;
end;
$$;
create temporary table served as
select t.name, t.oid, t.name <> all (array['delegable_columns',
    'departments', 'element_types', 'job_titles', 'venues']) as is_of_somebody
from theatre_tables as t
where has_any_column_privilege('authenticated', t.oid, 'select');
grant select on served to public;
select is_empty(
  $$ select s.name from served as s where pg_temp.count_of(s.oid) = 0 $$,
  'each table of the theatre has a row (control)');
create temporary table tried (name text, operation text, outcome text);
grant all on tried to public;
create temporary table attempts as
select t.name, o.operation, case o.operation
    when 'update' then format('update %s set %I = null', t.oid, u.column_name)
    when 'delete' then format('delete from %s', t.oid)
    else format('insert into %1$s (%2$s)
      select %2$s from jsonb_populate_record(null::%1$s, %3$L)', t.oid, i.columns, r.base)
  end as statement
from theatre_tables as t
join rows as r using (name)
cross join (values ('insert'), ('update'), ('delete')) as o (operation)
cross join lateral (
  select min(a.attname) as column_name
  from pg_attribute as a
  where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    and has_column_privilege('authenticated', t.oid, a.attnum, 'update')
) as u
cross join lateral (
  select string_agg(format('%I', a.attname), ', ') as columns
  from pg_attribute as a
  where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and r.base ? a.attname
    and has_column_privilege('authenticated', t.oid, a.attnum, 'insert')
) as i
where case o.operation when 'update' then u.column_name is not null
  when 'insert' then i.columns is not null
  else has_table_privilege('authenticated', t.oid, 'delete') end;
grant select on attempts to public;
create function pg_temp.try() returns void
language plpgsql as $$
declare
  v_attempt record;
  v_rows bigint;
  v_outcome text;
begin
  for v_attempt in select * from attempts loop
    begin
      execute v_attempt.statement;
      get diagnostics v_rows = row_count;
      v_outcome := v_rows;
      raise sqlstate 'TESTS';
    exception
      when sqlstate 'TESTS' then null;
      when others then v_outcome := sqlstate;
    end;
    insert into tried values (v_attempt.name, v_attempt.operation, v_outcome);
  end loop;
end;
$$;
select tests.authenticate_as('sid');
select is_empty(
  $$ select s.name, pg_temp.count_of(s.oid) from served as s
     where s.is_of_somebody and pg_temp.count_of(s.oid) > 0 $$,
  'a stranger reads no row of the theatre (F70)');
select is_empty(
  $$ select s.name from served as s
     where not s.is_of_somebody and pg_temp.count_of(s.oid) = 0 $$,
  'a stranger reads what ships with the theatre, and which places there are (control)');
select pg_temp.try();
select set_eq(
  'select name, operation, outcome from tried',
  $$ select a.name, a.operation, case a.operation when 'insert' then '42501' else '0' end
     from attempts as a $$,
  'a stranger inserts, updates and deletes no row of the theatre (F68)');
select tests.speak('authenticated', '{"role": "authenticated"}');
select is_empty(
  $$ select s.name, pg_temp.count_of(s.oid) from served as s
     where pg_temp.count_of(s.oid) > 0 $$,
  'a token that names no user reads no row of the theatre (F85)');
select tests.clear_authentication();
select set_eq(
  'select distinct operation || count(*) from attempts group by operation',
  array['insert11', 'update10', 'delete10'],
  'everything that a user may write is tried by a stranger');

select * from finish();
rollback;
