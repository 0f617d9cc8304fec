-- Working under an override: a list of calls in one subtransaction, whose work is undone
-- and whose failure stays; and the check of overrides against their reserve.

create table stagedoor_film.override_calls (
  call text not null,

  constraint override_calls_pkey
    primary key (call),
  constraint override_calls_call_snake_case_check
    check (call ~ '^[a-z][a-z0-9_]*$')
);

comment on table stagedoor_film.override_calls is
'The calls that run_under_override performs (F42).

Each is an implementation in stagedoor_film that checks its caller by itself.';

insert into stagedoor_film.override_calls (call) values
  ('approve_transaction'),
  ('reallocate_budget'),
  ('submit_transaction');

create trigger _900_record
  after insert or update or delete on stagedoor_film.override_calls
  for each row execute function stagedoor_film.tg_any__record('override_call', 'figures');
alter table stagedoor_film.override_calls enable always trigger _900_record;

alter table stagedoor_film.override_calls enable row level security;

create function stagedoor_film.raise_operation(
  p_number bigint, p_message text, p_more jsonb default '{}'
)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise invalid_parameter_value using
    message = p_message,
    detail = (jsonb_build_object('error_code', 'OPERATION', 'operation', p_number)
      || p_more)::pg_catalog.text;
end;
$$;

comment on function stagedoor_film.raise_operation is
'Refuse an operation that is none. Raises 22023, OPERATION.';

create function stagedoor_film.operation_sql(p_operation jsonb, p_number bigint)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the calls and their arguments from the catalogue. What a request names is compared
-- with them and never becomes a part of the statement.
declare
  v_call      pg_catalog.text := case
    when jsonb_typeof(p_operation -> 'call') = 'string' then p_operation ->> 'call' end;
  v_args      pg_catalog.jsonb := coalesce(p_operation -> 'args', '{}');
  v_function  pg_catalog.pg_proc;
  v_argument  pg_catalog.record;
  v_named     pg_catalog.text[] := '{}';
begin
  if jsonb_typeof(p_operation) is distinct from 'object'
    or jsonb_typeof(v_args) <> 'object'
    or exists (
      select from jsonb_object_keys(p_operation) as k (key)
      where k.key not in ('call', 'args')
    )
  then
    perform stagedoor_film.raise_operation(
      p_number, 'An operation is {"call": ..., "args": {...}}');
  end if;
  select f.* into v_function
  from pg_catalog.pg_proc as f
  join stagedoor_film.override_calls as c on c.call = f.proname
  where f.pronamespace = 'stagedoor_film'::pg_catalog.regnamespace and f.proname = v_call;
  if not found then
    perform stagedoor_film.raise_operation(
      p_number, 'No such call is performed under an override', jsonb_build_object(
        'actual', left(v_call, 60),
        'allowed', (
          select jsonb_agg(c.call order by c.call) from stagedoor_film.override_calls as c
        )));
  elsif exists (
    select from jsonb_object_keys(v_args) as k (key)
    where k.key <> all (v_function.proargnames)
  ) then
    perform stagedoor_film.raise_operation(
      p_number, format('%s has no argument of that name', v_call), jsonb_build_object(
        'actual', (
          select left(min(k.key), 60) from jsonb_object_keys(v_args) as k (key)
          where k.key <> all (v_function.proargnames)
        ),
        'allowed', to_jsonb(v_function.proargnames)));
  end if;

  for v_argument in
    select
      a.name, a.place > v_function.pronargs - v_function.pronargdefaults as is_optional,
      t.typname, format('%I.%I', n.nspname, t.typname) as type_name, t.oid as type_oid,
      jsonb_typeof(v_args -> a.name) as given
    from unnest(v_function.proargnames, v_function.proargtypes::pg_catalog.oid[])
      with ordinality as a (name, type_oid, place)
    join pg_catalog.pg_type as t on t.oid = a.type_oid
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    order by a.place
  loop
    if v_argument.given is null then
      if not v_argument.is_optional then
        perform stagedoor_film.raise_operation(
          p_number, format('%s needs %s', v_call, v_argument.name),
          jsonb_build_object('field', v_argument.name));
      end if;
    elsif v_argument.typname = 'jsonb' then
      v_named := v_named || format(
        '%I => nullif($1 -> %L, ''null'')', v_argument.name, v_argument.name);
    elsif v_argument.given in ('object', 'array') then
      perform stagedoor_film.raise_operation(
        p_number, format('%s of %s is one value', v_argument.name, v_call),
        jsonb_build_object('field', v_argument.name));
    else
      -- Refuses what is of another type, here and not when the work has begun.
      perform stagedoor_film.field(
        v_args, v_argument.name, v_argument.type_oid::pg_catalog.regtype);
      v_named := v_named || format(
        '%I => ($1 ->> %L)::%s', v_argument.name, v_argument.name, v_argument.type_name);
    end if;
  end loop;
  return format(
    'select to_jsonb(stagedoor_film.%I(%s))', v_function.proname,
    array_to_string(v_named, ', '));
end;
$$;

comment on function stagedoor_film.operation_sql is
'The statement that performs an operation, its arguments being $1 (F42).

Raises 22023: OPERATION for a call, or an argument, that there is none of; a value of
another type.';

create function stagedoor_film.failed_operation(
  p_override_id uuid,
  p_number      integer,
  p_operation   jsonb,
  p_sqlstate    text,
  p_message     text,
  p_detail      text,
  p_hint        text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Answers with an outcome, which no request role may make.
declare
  v_cause  pg_catalog.jsonb;
  v_status integer := case
    when p_sqlstate = '42501' then 403
    when p_sqlstate ~ '^PT4[0-9]{2}$' then substr(p_sqlstate, 3)::integer
    when p_sqlstate = '23505' then 409
    else 400
  end;
begin
  -- Details of this house are objects; those of a constraint are prose, and not passed on.
  begin
    v_cause := jsonb_strip_nulls(
      case when p_detail like '{%' then p_detail::pg_catalog.jsonb end);
  exception
    when invalid_text_representation then
      v_cause := null;
  end;
  return stagedoor.refused(
    v_status,
    coalesce(
      lower(substring(v_cause ->> 'error_code' from '^[A-Z_]+$')), 'operation_failed'),
    p_message, nullif(p_hint, ''),
    p_more => jsonb_build_object(
      'override_id', p_override_id, 'operation', p_number, 'call', p_operation -> 'call',
      'sqlstate', p_sqlstate, 'cause', v_cause, 'written', '[]'::pg_catalog.jsonb));
end;
$$;

comment on function stagedoor_film.failed_operation is
'The outcome of work that failed under an override, with its HTTP status.

It has to commit, so that the failure stays recorded (F42).';

create function stagedoor_film.run_under_override(p_override_id uuid, p_operations jsonb)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides and windows, which no request role may. Each operation checks its caller
-- by itself.
declare
  v_sql      pg_catalog.text[];
  v_override public.emergency_overrides;
  v_results  pg_catalog.jsonb := '[]';
  v_result   pg_catalog.jsonb;
  v_number   integer := 0;
  v_message  pg_catalog.text;
  v_detail   pg_catalog.text;
  v_hint     pg_catalog.text;
begin
  if jsonb_typeof(p_operations) is distinct from 'array'
    or jsonb_array_length(p_operations) not between 1 and 100
  then
    perform stagedoor_film.raise_operation(
      null, 'Operations are an array of 1 to 100 of {"call": ..., "args": {...}}');
  end if;
  v_sql := array(
    select stagedoor_film.operation_sql(o.value, o.place)
    from jsonb_array_elements(p_operations) with ordinality as o (value, place)
    order by o.place
  );

  v_override := stagedoor_film.lock_override(p_override_id, 'override:request');
  perform stagedoor_film.refuse_other_requester(v_override);
  if v_override.status = 'Granted' then
    v_override := stagedoor_film.begin_override(v_override);
  end if;
  perform stagedoor_film.require_running(
    v_override, 'Work is done while the override is active and inside its window');

  begin
    -- What is written from here on carries the override, whatever it needed.
    perform stagedoor.use_window('override', v_override.id, v_override.ends_at);
    perform stagedoor.use_window('override_run', v_override.id, v_override.ends_at);
    while v_number < cardinality(v_sql) loop
      v_number := v_number + 1;
      execute v_sql[v_number] into v_result using p_operations -> (v_number - 1) -> 'args';
      v_results := v_results || jsonb_build_array(v_result);
    end loop;
    delete from stagedoor.window_uses as w
    where w.xact_id = pg_current_xact_id()
      and w.window_kind = 'override_run'
      and w.window_id = v_override.id;
  exception
    -- A race that was lost is no failure of the work: nothing has happened.
    when serialization_failure or deadlock_detected or lock_not_available then
      raise;
    when others then
      get stacked diagnostics
        v_message = message_text, v_detail = pg_exception_detail,
        v_hint = pg_exception_hint;
      perform stagedoor_film.close_override(
        v_override, 'Failed', format('%s: %s %s', v_number, sqlstate, v_message));
      return stagedoor.note_refusal(
        stagedoor_film.failed_operation(
          v_override.id, v_number, p_operations -> (v_number - 1), sqlstate, v_message,
          v_detail, v_hint),
        'run', 'emergency_overrides', v_override.id::pg_catalog.text,
        v_override.project_id);
  end;
  perform stagedoor_film.close_override(v_override, 'Completed');
  return jsonb_build_object('ok', true, 'results', v_results);
end;
$$;

comment on function stagedoor_film.run_under_override is
'Implementation of public.run_under_override.';

create function stagedoor_film.check_override_contingency(p_project_id uuid)
returns table (
  override_id uuid, contingency_line_id uuid, max_amount numeric, spent numeric,
  line_amount numeric, matches boolean, why text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads overrides and lines of the production, of which a request sees its own part only.
declare
  v_without pg_catalog.uuid[] := stagedoor_film.codes_without('override:view');
begin
  perform stagedoor_film.enforce_production('override:view', p_project_id);
  return query
  select
    o.id, o.contingency_line_id, o.max_amount, o.spent, l.amount,
    cardinality(checked.problems) = 0, array_to_string(checked.problems, '; ')
  from public.emergency_overrides as o
  join public.budget_lines as l
    on l.project_id = o.project_id and l.id = o.contingency_line_id
  cross join lateral (
    select
      coalesce(sum(m.amount), 0) as moved,
      coalesce(sum(m.amount) filter (where m.from_line_id = l.id), 0) as reserved
    from public.budget_moves as m
    where m.override_id = o.id
  ) as moves
  cross join lateral (
    -- What was moved out of the line is no longer in it.
    select l.amount + moves.reserved as line_amount, coalesce((
      select sum(a.amount)
      from public.transaction_approvals as a
      join public.cost_transactions as t
        on t.project_id = a.project_id and t.id = a.transaction_id
      where a.project_id = o.project_id
        and a.override_id = o.id
        and a.authority_id is null
        and a.permission_key = 'cost:approve'
        and a.released_at is null
        and num_nonnulls(t.relieves_id, t.credits_id) = 0
    ), 0) as signed
  ) as sums
  cross join lateral (
    select array_remove(array[
      case when not l.is_contingency then 'the line is no contingency line' end,
      case when l.approved_by is null then 'the line is not approved' end,
      case when l.currency <> o.currency then 'the line is in ' || l.currency end,
      case when o.max_amount > sums.line_amount then
        format('%s is more than the line holds', trim_scale(o.max_amount)) end,
      case when sums.signed <> o.spent then
        format('costs of %s are signed under it', trim_scale(sums.signed)) end,
      -- What its requester may move without it names it too, and is not debited.
      case when o.moved not between moves.reserved and moves.moved then
        format('%s is debited for moves of %s, of which %s left the line',
          trim_scale(o.moved), trim_scale(moves.moved), trim_scale(moves.reserved)) end
    ], null) as problems
  ) as checked
  where o.project_id = p_project_id
    and o.authorized_at is not null
    and o.cost_code_id <> all (v_without)
  order by o.authorized_at, o.id;
end;
$$;

comment on function stagedoor_film.check_override_contingency is
'Implementation of public.check_override_contingency.';

-- Privileges.

revoke all on function
  stagedoor_film.raise_operation,
  stagedoor_film.operation_sql,
  stagedoor_film.failed_operation,
  stagedoor_film.run_under_override,
  stagedoor_film.check_override_contingency
from public, anon, authenticated, service_role;
revoke all on stagedoor_film.override_calls from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.run_under_override,
  stagedoor_film.check_override_contingency
to authenticated;
