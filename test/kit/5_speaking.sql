-- Speaking: the user of a request, its headers, and its answer.

create or replace function tests.speak(p_role text, p_claims jsonb)
returns void
language plpgsql
volatile
set search_path = ''
as $$
-- An invoker: PostgreSQL lets nobody change the role inside a definer.
begin
  perform set_config('request.jwt.claims', p_claims::text, true);
  perform set_config('role', p_role, true);
end;
$$;

comment on function tests.speak(text, jsonb) is
'Go on as a database role with the claims of a token, until the transaction ends.';

create or replace function tests.claims_of(
  p_name text, p_aal text default 'aal1', p_session uuid default null,
  p_claims jsonb default '{}'
)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'sub', tests.user_id(p_name),
    'role', 'authenticated',
    'aud', 'authenticated',
    'aal', p_aal,
    'session_id', p_session
  )) || p_claims
$$;

comment on function tests.claims_of(text, text, uuid, jsonb) is
'The claims of a user''s token, as authenticate_as sets them.';

create or replace function tests.authenticate_as(
  p_name    text,
  p_aal     text  default 'aal1',
  p_session uuid  default null,
  p_claims  jsonb default '{}'
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
-- An invoker, as speak is.
begin
  if p_session is not null then
    perform tests.start_session(p_name, p_session, p_aal);
  end if;
  perform tests.speak(
    'authenticated', tests.claims_of(p_name, p_aal, p_session, p_claims));
end;
$$;

comment on function tests.authenticate_as(text, text, uuid, jsonb) is
'Go on as a signed-in user.

p_aal: aal2 after a second factor. p_session: the session of the token, made where it does
not exist; without one nobody can be elevated. p_claims: further claims, or others.';

create or replace function tests.authenticate_as_anon()
returns void
language sql
volatile
set search_path = ''
as $$
  select tests.speak('anon', '{"role": "anon"}')
$$;

comment on function tests.authenticate_as_anon() is
'Go on without a signed-in user.';

create or replace function tests.authenticate_as_service()
returns void
language sql
volatile
set search_path = ''
as $$
  select tests.speak('service_role', '{"role": "service_role"}')
$$;

comment on function tests.authenticate_as_service() is
'Go on with the service key.';

create or replace function tests.clear_authentication()
returns void
language plpgsql
volatile
set search_path = ''
as $$
-- An invoker, as speak is.
begin
  perform set_config('request.jwt.claims', '', true);
  perform set_config('role', 'none', true);
end;
$$;

comment on function tests.clear_authentication() is
'Go on as the owner of the database, without a token.';

create or replace function tests.set_header(p_name text, p_value text)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_headers jsonb := coalesce(
    nullif(current_setting('request.headers', true), '')::jsonb, '{}');
begin
  v_headers := case
    when p_value is null then v_headers - lower(p_name)
    else v_headers || jsonb_build_object(lower(p_name), p_value)
  end;
  perform set_config('request.headers', v_headers::text, true);
end;
$$;

comment on function tests.set_header(text, text) is
'Let requests carry a header from now on. A null takes it away.';

create or replace function tests.refusal(p_sql text)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
-- An invoker, so that the statement runs as the speaker.
declare
  v_code    text;
  v_message text;
  v_detail  text;
  v_hint    text;
begin
  execute p_sql;
  return null;
exception
  when others then
    get stacked diagnostics
      v_code = returned_sqlstate,
      v_message = message_text,
      v_detail = pg_exception_detail,
      v_hint = pg_exception_hint;
    return jsonb_build_object(
      'code', v_code, 'message', v_message, 'details', v_detail, 'hint', v_hint);
end;
$$;

comment on function tests.refusal(text) is
'The refusal of a statement: {code, message, details, hint}, or null if it succeeds.

Two things that one may not tell apart have equal refusals.';

create or replace function tests.refused_by(
  p_table regclass, p_row jsonb, p_role name default current_user
)
returns text
language plpgsql
volatile
set search_path = ''
as $$
-- An invoker, so that the row is written as whoever speaks, or as the role that is named.
declare
  v_columns    text;
  v_constraint text;
begin
  select string_agg(format('%I', k.name), ', ') into v_columns
  from jsonb_object_keys(p_row) as k (name);
  begin
    perform set_config('role', p_role, true);
    execute format(
      'insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)',
      p_table, v_columns) using p_row;
    raise sqlstate 'TESTS';
  exception
    when sqlstate 'TESTS' then
      return null;
    when integrity_constraint_violation then
      get stacked diagnostics v_constraint = constraint_name;
      return v_constraint;
  end;
end;
$$;

comment on function tests.refused_by(regclass, jsonb, name) is
'The name of the constraint that refuses a row, or null: the row is tried and taken back.

Columns that it does not name have their defaults. Any other error is raised.';
