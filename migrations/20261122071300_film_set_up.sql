-- Setting a production up: its currency and time zone, its executive producer, its phase.

create function stagedoor_film.refuse_unknown_fields(p_row jsonb, p_known text[])
returns void
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_unknown pg_catalog.text;
begin
  if p_row is null or jsonb_typeof(p_row) <> 'object' then
    raise invalid_parameter_value using
      message = 'A row is an object with names of columns as keys',
      detail = json_build_object('allowed', p_known);
  end if;
  select k.key into v_unknown
  from jsonb_object_keys(p_row) as k (key)
  where k.key <> all (p_known)
  order by k.key
  limit 1;
  if found then
    raise invalid_parameter_value using
      message = format('A row has no %s', left(v_unknown, 60)),
      detail = json_build_object('actual', left(v_unknown, 60), 'allowed', p_known);
  end if;
end;
$$;

comment on function stagedoor_film.refuse_unknown_fields is
'Refuse a row with a key that is no column. Raises 22023.

A slip would otherwise be lost in silence.';

create function stagedoor_film.field(p_row jsonb, p_name text, p_type regtype)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_value pg_catalog.text := nullif(btrim(p_row ->> p_name), '');
  v_cast  pg_catalog.text;
begin
  if v_value is null or p_type = 'pg_catalog.text'::pg_catalog.regtype then
    return v_value;
  end if;
  -- The type comes from the callers below, never from a request.
  execute format('select ($1::%s)::pg_catalog.text', p_type) into v_cast using v_value;
  return v_cast;
exception
  when data_exception then
    raise invalid_parameter_value using
      message = format('%s is of type %s', p_name, format_type(p_type, null)),
      detail = json_build_object('field', p_name, 'actual', left(v_value, 60));
end;
$$;

comment on function stagedoor_film.field is
'A field of a row as text that a type takes. Empty is null.

Raises 22023, where a cast would say 22007 or 22P02.';

create function stagedoor_film.check_reason(p_reason text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  if p_reason is null or char_length(btrim(p_reason)) not between 1 and 1000 then
    raise invalid_parameter_value using message = 'A reason has 1 to 1000 characters';
  end if;
  return btrim(p_reason);
end;
$$;

comment on function stagedoor_film.check_reason is
'A reason without blanks around it. Raises 22023 for none.';

create function stagedoor_film.require_production(p_permission_key text, p_project_id uuid)
returns public.productions
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production, which no request role may. Asked before the lock, so that strangers
-- cannot hold it, and again behind it, because rights may have gone while waiting.
declare
  v_production public.productions;
begin
  perform stagedoor.enforce(p_permission_key, p_project_id);
  v_production := stagedoor_film.hold_production(p_project_id);
  perform stagedoor.require(p_permission_key, p_project_id);
  return v_production;
end;
$$;

comment on function stagedoor_film.require_production is
'Guard a change of a production: enforce, lock it, require.

Raises 42501 or PT404.';

create function stagedoor_film.enforce_production(p_permission_key text, p_project_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads productions, of which a request sees its own part only.
begin
  perform stagedoor.enforce(p_permission_key, p_project_id);
  if not exists (
    select from public.productions as p where p.project_id = p_project_id
  ) then
    perform stagedoor.raise_not_found('Production');
  end if;
end;
$$;

comment on function stagedoor_film.enforce_production is
'Guard a look at the whole of a production.

Raises 42501; PT404 for a project that is none.';

create function stagedoor_film.create_production(
  p_project_id uuid, p_currency text, p_time_zone text default 'UTC'
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes productions and the time zone of a scope, which no request role may.
declare
  v_production public.productions;
begin
  perform stagedoor.require_scope('project:edit:assigned', p_project_id, 'project');
  if not exists (select from public.currencies as c where c.code = p_currency) then
    raise invalid_parameter_value using
      message = 'A currency is one of public.currencies, such as USD',
      detail = json_build_object('error_code', 'CURRENCY', 'actual', left(p_currency, 20));
  end if;

  select p.* into v_production
  from public.productions as p
  where p.project_id = p_project_id;
  if found then
    if v_production.currency <> p_currency then
      raise unique_violation using
        message = format('It is a production already, in %s', v_production.currency),
        detail = json_build_object('currency', v_production.currency);
    end if;
    return p_project_id;
  end if;

  perform stagedoor.set_time_zone(p_project_id, p_time_zone);
  insert into public.productions (project_id, currency) values (p_project_id, p_currency);
  return p_project_id;
end;
$$;

comment on function stagedoor_film.create_production is
'Implementation of public.create_production.';

create function stagedoor_film.designate_executive_producer(
  p_project_id uuid, p_user_id uuid
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes productions, which no request role may.
begin
  perform stagedoor_film.require_production('access:escalate', p_project_id);
  if p_user_id = stagedoor.caller_id() then
    perform stagedoor.raise_denied(
      'access:escalate', 'Nobody designates themselves: somebody else does it.');
  elsif p_user_id is not null and not stagedoor.works_at(p_user_id, p_project_id) then
    perform stagedoor.raise_not_found('Account');
  end if;

  update public.productions as p
  set executive_producer_id = p_user_id
  where p.project_id = p_project_id
    and p.executive_producer_id is distinct from p_user_id;
  return p_project_id;
end;
$$;

comment on function stagedoor_film.designate_executive_producer is
'Implementation of public.designate_executive_producer.';

create function stagedoor_film.set_production_phase(
  p_project_id uuid, p_phase text, p_reason text
)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes productions, which no request role may.
declare
  v_reason  pg_catalog.text := stagedoor_film.check_reason(p_reason);
  v_version bigint;
begin
  if p_phase is null or p_phase not in (
    'development', 'prep', 'principal_photography', 'wrap', 'post')
  then
    raise invalid_parameter_value using
      message = 'A phase is development, prep, principal_photography, wrap or post',
      detail = json_build_object('p_phase', left(p_phase, 60));
  end if;
  perform stagedoor_film.require_production('phase:edit', p_project_id);

  select stagedoor.access_version(s.path) into v_version
  from stagedoor.scopes as s
  where s.id = p_project_id;
  update public.productions as p
  set phase = p_phase, phase_reason = v_reason
  where p.project_id = p_project_id and p.phase <> p_phase;
  return v_version;
end;
$$;

comment on function stagedoor_film.set_production_phase is
'Implementation of public.set_production_phase.';

-- Privileges.

revoke all on function
  stagedoor_film.refuse_unknown_fields,
  stagedoor_film.field,
  stagedoor_film.check_reason,
  stagedoor_film.require_production,
  stagedoor_film.enforce_production,
  stagedoor_film.create_production,
  stagedoor_film.designate_executive_producer,
  stagedoor_film.set_production_phase
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.create_production,
  stagedoor_film.designate_executive_producer,
  stagedoor_film.set_production_phase
to authenticated;
