-- Asserting: what somebody may do and see, as tests of pgTAP.

create or replace function tests.told(p_verdict jsonb, p_description text)
returns text
language plpgsql
volatile
set search_path = ''
as $$
-- pgTAP finds its own functions by the search path, wherever it was installed.
declare
  v_schema text := (
    select p.pronamespace::regnamespace::text
    from pg_catalog.pg_proc as p
    where p.proname = 'pgtap_version'
    order by p.pronamespace
    limit 1
  );
  v_holds  boolean := (p_verdict ->> 'holds')::boolean is true;
  v_told   text;
  v_why    text;
begin
  if v_schema is null then
    raise exception 'pgTAP is not installed here: create extension pgtap';
  end if;
  perform set_config('search_path', v_schema, true);
  execute 'select ok($1, $2)' into v_told
    using v_holds, coalesce(p_description, p_verdict ->> 'title');
  if v_holds then
    return v_told;
  end if;
  execute 'select diag($1::text)' into v_why using p_verdict ->> 'why';
  return v_told || chr(10) || v_why;
end;
$$;

comment on function tests.told(jsonb, text) is
'A verdict {holds, title, why} as a test of pgTAP.';

create or replace function tests.answer(
  p_permission_key text, p_scope text, p_owner text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Asks for whoever the claims name, whatever the role: an anonymous caller may not.
begin
  return stagedoor.authorize(
    tests.key_of(p_permission_key), tests.scope_id(p_scope),
    case when p_owner is not null then tests.user_id(p_owner) end);
end;
$$;

comment on function tests.answer(text, text, text) is
'What authorize answers the speaker, for access_is.';

create or replace function tests.key_of(p_permission_key text)
returns text
language sql
stable
set search_path = ''
as $$
  select p_permission_key where tests.permission_id(p_permission_key) is not null
$$;

comment on function tests.key_of(text) is
'The key itself. Raises for one that does not exist: no typing error is a refusal.';

create or replace function tests.known_answers()
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the reasons, which no request role may.
  select array['allowed', 'refused']
    || array(select r.reason from stagedoor.decision_reasons as r order by r.reason)
$$;

comment on function tests.known_answers() is
'What access_is can expect.';

create or replace function tests.access_verdict(
  p_user           text,
  p_scope          text,
  p_permission_key text,
  p_expected       text,
  p_owner          text default null,
  p_aal            text default 'aal1'
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_claims  text := coalesce(current_setting('request.jwt.claims', true), '');
  v_answer  jsonb;
  v_allowed boolean;
begin
  if p_expected is null or p_expected <> all (tests.known_answers()) then
    raise exception 'access_is expects one of %, and not %',
      array_to_string(tests.known_answers(), ', '), coalesce(p_expected, 'null');
  end if;

  if p_user is not null then
    perform set_config('request.jwt.claims', tests.claims_of(p_user, p_aal)::text, true);
  end if;
  v_answer := tests.answer(p_permission_key, p_scope, p_owner);
  perform set_config('request.jwt.claims', v_claims, true);

  v_allowed := (v_answer ->> 'allowed')::boolean;
  return jsonb_build_object(
    'holds', case p_expected
      when 'allowed' then v_allowed
      when 'refused' then not v_allowed
      else v_answer ->> 'reason' = p_expected
    end,
    'title', format('%s of %s at %s is %s', p_permission_key,
      coalesce(p_user, 'the speaker'), p_scope, p_expected),
    'why', format(E'    have: %s (%s)\n    want: %s',
      case when v_allowed then 'allowed' else 'refused' end, v_answer ->> 'reason',
      p_expected));
end;
$$;

comment on function tests.access_verdict(text, text, text, text, text, text) is
'Whether access_is holds: {holds, title, why}.';

create or replace function tests.access_is(
  p_user           text,
  p_scope          text,
  p_permission_key text,
  p_expected       text,
  p_description    text default null,
  p_owner          text default null,
  p_aal            text default 'aal1'
)
returns text
language sql
volatile
set search_path = ''
as $$
  select tests.told(
    tests.access_verdict(p_user, p_scope, p_permission_key, p_expected, p_owner, p_aal),
    p_description)
$$;

comment on function tests.access_is(text, text, text, text, text, text, text) is
'Test what authorize answers a user about a key at a scope: allowed, refused or a reason.

Reasons are those of docs/errors.md, as no_permission or needs_aal2; another word raises, and
so does a key, a user or a scope that does not exist. p_owner: whose the thing is, for keys
held as own. p_aal: aal2 after a second factor. A null as user asks for whoever speaks, with
the session and all claims. The speaker stays.';

create or replace function tests.count_rows(p_table regclass, p_where text)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
set row_security = off
as $$
-- Counts what is there, past every policy; where the owner may not, it is an error.
declare
  v_rows bigint;
begin
  execute format('select count(*) from %s where %s', p_table, p_where) into v_rows;
  return v_rows;
end;
$$;

comment on function tests.count_rows(regclass, text) is
'How many rows are there, seen or hidden, for sees_rows.';

create or replace function tests.rows_verdict(
  p_user     text,
  p_table    regclass,
  p_expected bigint,
  p_where    text  default 'true',
  p_aal      text  default 'aal1',
  p_claims   jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
-- An invoker, as speak is.
declare
  v_role    text := current_setting('role');
  v_claims  text := coalesce(current_setting('request.jwt.claims', true), '');
  v_there   bigint;
  v_seen    bigint;
  v_refusal text;
begin
  if p_expected is null or p_expected < 0 then
    raise exception 'sees_rows expects a number of rows, 0 or more, and not %',
      coalesce(p_expected::text, 'null');
  end if;
  v_there := tests.count_rows(p_table, p_where);

  begin
    if p_user is not null then
      perform tests.speak(
        'authenticated', tests.claims_of(p_user, p_aal, p_claims => p_claims));
    end if;
    execute format('select count(*) from %s where %s', p_table, p_where) into v_seen;
    perform set_config('role', v_role, true);
    perform set_config('request.jwt.claims', v_claims, true);
  exception
    when insufficient_privilege then
      get stacked diagnostics v_refusal = message_text;
  end;

  return jsonb_build_object(
    'holds', coalesce(v_seen = p_expected and v_there > 0, false),
    'title', format('%s sees %s rows of %s', coalesce(p_user, 'the speaker'), p_expected,
      p_table),
    'why', case
      when v_refusal is not null then format(
        E'    have: %s (42501)\n    want: %s rows\n'
        '    A grant is missing. Where that is meant, say throws_ok.',
        v_refusal, p_expected)
      when v_there = 0 then format(
        '    %s holds no such row: nothing could be seen or hidden.', p_table)
      else format(E'    have: %s of %s rows\n    want: %s', v_seen, v_there, p_expected)
    end);
end;
$$;

comment on function tests.rows_verdict(text, regclass, bigint, text, text, jsonb) is
'Whether sees_rows holds: {holds, title, why}.';

create or replace function tests.sees_rows(
  p_user        text,
  p_table       regclass,
  p_expected    bigint,
  p_description text  default null,
  p_where       text  default 'true',
  p_aal         text  default 'aal1',
  p_claims      jsonb default '{}'
)
returns text
language sql
volatile
set search_path = ''
as $$
  select tests.told(
    tests.rows_verdict(p_user, p_table, p_expected, p_where, p_aal, p_claims),
    p_description)
$$;

comment on function tests.sees_rows(text, regclass, bigint, text, text, text, jsonb) is
'Test how many rows of a table, or a view, a user sees.

Fails where there is no row to hide, and where the user may not select at all: a test that
expects 0 would hold without any policy. p_where: of which rows, as SQL. A null as user asks
for whoever speaks. The speaker stays.';

-- The people of a test speak as request roles and still use its verbs.

revoke all on all functions in schema tests from public;
grant execute on all functions in schema tests to anon, authenticated, service_role;
