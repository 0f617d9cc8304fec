-- What the part ships: job titles, kinds of element, columns that can be delegated, and
-- nothing else of the engine's.
begin;
select plan(20);

-- The cast: Ada is signed in, Bo is banned.
select tests.create_user(name) from unnest(array['ada', 'bo']) as name;

select results_eq(
  $$ select source, count(*) from public.job_titles group by 1 order by 1 $$,
  $$ values ('origin', 1::bigint), ('ours', 13), ('seed', 19) $$,
  'F66: the seed''s nineteen titles ship, the origin''s twentieth and ours, each marked');
select results_eq(
  $$ select category, count(*) from public.job_titles where source = 'seed'
     group by 1 order by 1 $$,
  $$ values ('Design', 6::bigint), ('Management', 5), ('Other', 5), ('Technical', 3) $$,
  'F66: the seed''s titles carry the seed''s categories');
select is(
  (select description from public.job_titles where user_role = 'STAGE_MANAGER'),
  'Production coordination', 'F66: a title carries the seed''s meaning');
select results_eq(
  'select user_role from public.job_titles where needs_text', array['OTHER'],
  'F66: OTHER alone needs a text as shipped');
select results_eq(
  $$ select user_role from public.job_titles where source = 'origin' $$,
  array['ASSISTANT_DIRECTOR'], 'F66: the assistant director is marked as the origin''s');
select results_eq(
  'select element_type from public.element_types order by position',
  array['SCENE', 'DIALOGUE', 'STAGE_DIRECTION', 'CUE', 'NOTE', 'GROUP'],
  'F77: six kinds of element ship');
select set_eq(
  'select column_key from public.delegable_columns',
  array['scripts.notes', 'scripts.starts_at', 'scripts.ends_at', 'script_elements.text',
    'script_elements.cue_number', 'script_elements.notes'],
  'F71: notes and times of a script, and text, number and notes of elements are delegable');
select is_empty(
  $$ select from stagedoor.menu_items where scope_id is null and item_key ~ '^theatre' $$,
  'F129: the theatre ships no menu items');
select throws_ok(
  $$ insert into public.delegable_columns values
     ('scripts.owner_id', 'scripts', 'owner_id', 'No', 70) $$,
  '23514', null, 'F71: who owns a script cannot become delegable');
select throws_ok(
  $$ insert into public.delegable_columns values
     ('script_elements.is_private', 'script_elements', 'is_private', 'No', 70) $$,
  '23514', null, 'F71: whether an element is private cannot become delegable');
select lives_ok(
  $$ insert into public.delegable_columns values
     ('script_elements.offset_ms', 'script_elements', 'offset_ms', 'When', 70) $$,
  'F71: another column becomes delegable by a row');
select lives_ok(
  $$ insert into public.job_titles (user_role, category, description, position)
     values ('PUPPETEER', 'Other', 'Moves puppets', 400) $$,
  'F66: an installation adds titles by a row');
select is(
  (select source from public.job_titles where user_role = 'PUPPETEER'), 'own',
  'F66: a title that an installation adds is marked as its own');
select tests.flush();
select is(
  (select count(*) from stagedoor_audit.leaves
   where event in ('job_title.created', 'delegable_column.created')), 2::bigint,
  'F24: a new title and a new delegable column are events');

select tests.authenticate_as('ada');
select is((select count(*) from public.job_titles), 34::bigint,
  'F66: a signed-in user reads the titles');
select isnt_empty('select from public.element_types',
  'F77: a signed-in user reads the kinds of element');
select isnt_empty('select from public.delegable_columns',
  'F71: a signed-in user reads what can be delegated');
select throws_ok($$ insert into public.job_titles (user_role) values ('KING') $$, '42501',
  null, 'F66: a signed-in user adds no title');
select tests.ban_user('bo');
select tests.authenticate_as('bo');
select is_empty(
  $$ select user_role from public.job_titles
     union all select element_type from public.element_types
     union all select column_key from public.delegable_columns $$,
  'F66: a banned user reads no catalogue');
select tests.authenticate_as_anon();
select throws_ok('select user_role from public.job_titles', '42501', null,
  'F85: anon reads no titles');

select * from finish();
rollback;
