-- Session: who asks, by which session, as a parallel worker reads it too.
begin;
select plan(10);

-- The cast: Ann, whose token names her session in one way or another, and the project
-- Alpha, which a header may name.
select tests.create_user('ann');
select tests.create_project('Alpha');

-- Answered by a worker: `is` itself cannot be sent to one.
create function pg_temp.by_worker(p_query text) returns text
language plpgsql as $$
declare
  v_setting text := case when current_setting('server_version_num')::integer < 160000
    then 'force_parallel_mode' else 'debug_parallel_query' end;
  v_answer  text;
begin
  perform set_config(v_setting, 'on', true);
  execute p_query into v_answer;
  perform set_config(v_setting, 'off', true);
  return v_answer;
end;
$$;
create function pg_temp.whoever() returns integer
language plpgsql stable parallel safe as $$ begin return pg_backend_pid(); end $$;
select isnt(
  pg_temp.by_worker('select pg_temp.whoever()'), pg_backend_pid()::text,
  'a question that workers may answer is answered by one (control)'
);

create temporary table tokens (what text, session_id text, answer uuid);
insert into tokens values
  ('the id of a session', '6f1c2d3e-0000-4000-8000-0000000000ab',
    '6f1c2d3e-0000-4000-8000-0000000000ab'),
  ('the same in capitals and without hyphens', '6F1C2D3E000040008000' || '0000000000AB',
    '6f1c2d3e-0000-4000-8000-0000000000ab'),
  ('a word', 'no uuid', null),
  ('an id with a digit too many', '6f1c2d3e-0000-4000-8000-0000000000abc', null),
  ('an id that ends in a hyphen', '6f1c2d3e-0000-4000-8000-0000000000ab-', null),
  ('an empty text', '', null),
  ('a second line', E'6f1c2d3e-0000-4000-8000-0000000000ab\n', null);

create function pg_temp.session_of(p_session_id text) returns text
language plpgsql as $$
declare
  v_answer text;
begin
  perform tests.authenticate_as(
    'ann', p_claims => jsonb_build_object('session_id', p_session_id));
  v_answer := pg_temp.by_worker('select stagedoor.session_id()');
  perform tests.clear_authentication();
  return v_answer;
exception
  when others then
    return sqlerrm;
end;
$$;
select is(pg_temp.session_of(t.session_id), t.answer::text,
  format('F55: a token with %s has %s', t.what,
    case when t.answer is null then 'no session' else 'that session' end))
from tokens as t;

-- The header that narrows a request is read by workers, too.
create function pg_temp.narrowed_by(p_header text) returns text
language plpgsql as $$
declare
  v_answer text;
begin
  perform tests.set_header('x-project-id', p_header);
  v_answer := pg_temp.by_worker('select stagedoor.narrowed_project()');
  perform tests.set_header('x-project-id', null);
  return v_answer;
exception
  when others then
    return sqlstate;
end;
$$;
select is(
  pg_temp.narrowed_by(upper(tests.scope_id('Alpha')::text)), tests.scope_id('Alpha')::text,
  'F107: a header in capitals narrows to the project that it names');
select is(
  pg_temp.narrowed_by('Alpha'), '22023',
  'F107: a header that is no uuid is refused as what it is');

select * from finish();
rollback;
