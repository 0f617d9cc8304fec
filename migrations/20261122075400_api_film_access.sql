-- API: who may write against a cost code, and why not.

create function public.resolve_cost_access(p_cost_code_id uuid, p_user_id uuid default null)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.resolve_cost_access(p_cost_code_id, p_user_id);
end;
$$;

comment on function public.resolve_cost_access is
$$What somebody may do with a cost code: read, approve or denied.

It judges writing. Whoever signs by a role that policies bind reads above the line where the
guild approves, approves below the line where the policy allows it, and is denied otherwise.
Others approve by transaction:approve or cost:approve and read by a budget view key.
Spending authority is judged when a cost is signed. p_user_id null is the caller; of others
it needs access:view there, and answers as for a session without a second factor. denied for
a code that is foreign or absent (F29 to F32).

Raises:
- 42501: about somebody else, without access:view.$$;

create function public.get_cost_access(p_cost_code_id uuid, p_user_id uuid default null)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.get_cost_access(p_cost_code_id, p_user_id);
end;
$$;

comment on function public.get_cost_access is
$$The answer of resolve_cost_access, with how long it can be remembered.

Returns {access, code, category, union_agreement_id, phase, override_id, version,
valid_until}. version is get_access_version there: a newer one may answer otherwise, as
after a change of phase, policy, prefix or authority; valid_until is the next moment that by
itself could. All but access are null for a code that is foreign or absent (F37, F114).

Raises:
- 42501: about somebody else, without access:view.$$;

create function public.trace_cost_access(
  p_user_id uuid,
  p_cost_code_id uuid,
  p_union_agreement_id uuid default null
)
returns table (
  step integer, checkpoint text, outcome text, expected text, actual text, remedy text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select t.* from stagedoor_film.trace_cost_access(
    p_user_id, p_cost_code_id, p_union_agreement_id) as t;
end;
$$;

comment on function public.trace_cost_access is
$$Where somebody's way to a cost code passes and where it stops.

Four rows, one a checkpoint: cost_code_prefix (the code takes costs, and its prefix belongs
to a department in which the person signs), union_jurisdiction (the agreement of the payee
is that of the code, and holds today), phase (what the policies say in the phase of this
moment), spending_authority (what is left of the one that fits). outcome is pass, fail or
info; remedy says what would help, none for a pass. p_union_agreement_id is the payee's,
null that of the code. Of others it needs access:view (F44 to F46).

Raises:
- 42501: about somebody else, without access:view.
- PT404: no such code or agreement, or not for the caller to know of.$$;

-- Privileges.

revoke all on function
  public.resolve_cost_access,
  public.get_cost_access,
  public.trace_cost_access
from public, anon, authenticated, service_role;
grant execute on function
  public.resolve_cost_access,
  public.get_cost_access,
  public.trace_cost_access
to authenticated;
