-- API: productions, their executive producer and their phase.

create function public.create_production(
  p_project_id uuid,
  p_currency text,
  p_time_zone text default 'UTC'
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.create_production(p_project_id, p_currency, p_time_zone);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_production is
$$Make a project a production. Returns its id.

p_currency is the currency of new budgets, p_time_zone the zone of its days: UTC or a name
of the tz database; null for that of the scope above. It begins in development. Again with
the same currency: nothing changes. Needs project:edit:assigned.

Raises:
- 22023: no such currency or time zone.
- 23505: a production already, in another currency.
- 42501: may not.
- PT404: no such project, or the caller is no member of it.$$;

create function public.designate_executive_producer(p_project_id uuid, p_user_id uuid)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.designate_executive_producer(p_project_id, p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.designate_executive_producer is
$$Name the executive producer of a production. Returns its id.

They give the first spending authority and authorize overrides, as far as their access lets
them. p_user_id works on the production; null leaves nobody named. Needs access:escalate,
which asks for a second factor; nobody designates themselves (F40).

Raises:
- 42501: may not, or names themselves.
- PT404: no such production, or nobody who works there.$$;

create function public.set_production_phase(p_project_id uuid, p_phase text, p_reason text)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.set_production_phase(p_project_id, p_phase, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_production_phase is
$$Move a production to another phase. Returns the version before.

Whatever is newer than this version knows the phase: the next statement of anybody reads it.
p_phase: development, prep, principal_photography, wrap or post; from any to any, and back.
Again: nothing changes. Needs phase:edit (F36).

Raises:
- 22023: no such phase; no reason of 1 to 1000 characters.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.$$;

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.productions', 'project_id');

-- Privileges.

revoke all on function
  public.create_production,
  public.designate_executive_producer,
  public.set_production_phase
from public, anon, authenticated, service_role;
grant execute on function
  public.create_production,
  public.designate_executive_producer,
  public.set_production_phase
to authenticated;
