-- API: emergency overrides.

create function public.request_override(
  p_cost_code_id uuid,
  p_reason text,
  p_duration_minutes integer,
  p_contingency_line_id uuid,
  p_max_amount numeric,
  p_reason_kind text default 'other',
  p_guild_approval_ref text default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.request_override(
    p_cost_code_id, p_reason, p_duration_minutes, p_contingency_line_id, p_max_amount,
    p_reason_kind, p_guild_approval_ref);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.request_override is
$$Ask for an emergency override on a cost code. Returns its id.

It counts for the code and all below it. p_duration_minutes is from 1 to the setting
override_max_minutes (720); the window begins with the authorization. p_contingency_line_id
is the reserve that it draws on, p_max_amount how much may be signed and how much moved
under it, each in all, in the currency of that line. p_reason_kind is one of
override_reason_kinds. Above the line it lifts nothing without p_guild_approval_ref. Asked
twice for the same, it is one request; one that nobody authorizes lapses after
override_request_minutes (1440). Needs override:request (F40).

Raises:
- 22023: no reason of 1 to 1000 characters; a duration, a kind or a reference that is none;
  AMOUNT.
- 23514: CONTINGENCY, where the line is no contingency line.
- 42501: may not.
- PT404: no such code or line in one production, or not for the caller to know of.
- PT429: more than 60 requests in an hour.$$;

create function public.authorize_override(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.authorize_override(p_override_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.authorize_override is
$$Authorize an override that somebody asked for.

Requested becomes Granted. Returns {override_id, status, ends_at}. Its window is [now, now +
minutes). For the designated executive producer, who holds override:authorize and did not
ask for it (F40, F41).

Raises:
- 23514: OVERRIDE_STATE, where it is no request any more, or has lapsed; MAKER_CHECKER.
- 42501: may not, or is not the designated executive producer.
- PT404: no such override, or not for the caller to know of.$$;

create function public.start_override(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.start_override(p_override_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.start_override is
$$Begin to work under an override: Granted becomes Active.

Returns {override_id, status, ends_at}. From now on, until ends_at, and while the requester
holds override:request, it lifts read and denied to approve at its code and below, for the
requester alone, and pays for what they sign. Starting never lengthens the window. For who
asked for it (F40, F41).

Raises:
- 23514: OVERRIDE_STATE, where it is not granted, or its window is over.
- 42501: may not, or somebody else's override.
- PT404: no such override, or not for the caller to know of.$$;

create function public.complete_override(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.complete_override(p_override_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.complete_override is
$$Say that the work under an override is done.

Active becomes Completed, then Revoked, both recorded. Returns {override_id, status,
ends_at}. For who asked for it (F41, F42).

Raises:
- 23514: OVERRIDE_STATE, where it is not active, or its window is over.
- 42501: somebody else's override.
- PT404: no such override, or not for the caller to know of.$$;

create function public.fail_override(p_override_id uuid, p_error text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.fail_override(p_override_id, p_error);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.fail_override is
$$Say that the work under an override failed.

Active becomes Failed, then Revoked, both recorded. Returns {override_id, status, ends_at}.
What was written under it stays. p_error is recorded, its first 1000 characters. Behind the
window it becomes Expired instead. For who asked for it (F41, F42).

Raises:
- 22023: no error that says something.
- 23514: OVERRIDE_STATE, where it is not active.
- 42501: somebody else's override.
- PT404: no such override, or not for the caller to know of.$$;

create function public.revoke_override(p_override_id uuid, p_reason text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.revoke_override(p_override_id, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.revoke_override is
$$Decline, withdraw or end an override. Returns whether anything changed.

An active one is recorded as Failed first, or Expired behind its window. For who asked for
it and for the designated executive producer (F41).

Raises:
- 22023: no reason of 1 to 1000 characters.
- 42501: somebody else's override.
- PT404: no such override, or not for the caller to know of.$$;

create function public.run_under_override(p_override_id uuid, p_operations jsonb)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.run_under_override(p_override_id, p_operations);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.run_under_override is
$$Perform 1 to 100 calls under an override, all of them or none.

p_operations is [{"call": "approve_transaction", "args": {...}}]; calls are
submit_transaction, approve_transaction and reallocate_budget, arguments those of the call.
One that is granted begins. Returns {ok, results}, a result a call, and the override is
Completed, then Revoked. Every row that is written carries it. Where a call is refused, the
work of all is undone, the override is Failed, then Revoked, and what is returned is {ok:
false, reason, error_code, code, message, details, hint, retry_after, operation, call,
sqlstate, cause, override_id, written}, with its HTTP status. For who asked for it and holds
override:request (F42).

Raises, and changes nothing:
- 22023: OPERATION, no array of 1 to 100, no such call or argument; a value of another type.
- 23514: OVERRIDE_STATE, where it is neither granted nor active, or its window is over.
- 42501: may not, or somebody else's override.
- PT404: no such override, or not for the caller to know of.$$;

create function public.check_override_contingency(p_project_id uuid)
returns table (
  override_id uuid, contingency_line_id uuid, max_amount numeric, spent numeric,
  line_amount numeric, matches boolean, why text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select c.* from stagedoor_film.check_override_contingency(p_project_id) as c;
end;
$$;

comment on function public.check_override_contingency is
$$Whether each override that was authorized matches its contingency line.

It does where the line is a contingency line that was approved with its budget, in the
currency of the override, that holds, or held before money was moved under it, what the
override may spend, where the signed costs add up to what it spent, and where its moves
explain what was debited for them. why says what does not. In order of authorization,
without those of departments in which override:view is denied. Needs override:view (F43).

Raises:
- 42501: may not.
- PT404: no such production, or not for the caller to know of.$$;

create function public.export_override_evidence(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.export_override_evidence(p_override_id);
end;
$$;

comment on function public.export_override_evidence is
$$What an override was, and where the audit log says so.

Returns {format, sequence, override, cost_code, contingency_line, window, events}; an event
has its seq, leaf_hash and the personal values of its row with their salts, which prove
them, null where there are none or they were erased. override has, beside its row, the
line_amount that its contingency line held when it was authorized. The call is an event
itself. npm run film:evidence puts it beside the bundle that proves it offline. Needs
audit:view in the production (F112).

Raises:
- 42501: may not.
- PT404: no such override, or neither override:view nor audit:view at its code.
- PT429: more than 60 in an hour.$$;

create function public.expire_overrides()
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.expire_overrides();
end;
$$;

comment on function public.expire_overrides is
$$Record which overrides are over, for the service.

Returns how many it moved. Active ones behind their window become Expired, then Revoked;
granted ones that never began and requests that lapsed become Revoked. It may run at any
time, as often as one likes and in several copies at once. Nothing depends on it: windows
are compared when they are used (F41).$$;

-- Privileges.

revoke all on function
  public.request_override,
  public.authorize_override,
  public.start_override,
  public.complete_override,
  public.fail_override,
  public.revoke_override,
  public.run_under_override,
  public.check_override_contingency,
  public.export_override_evidence,
  public.expire_overrides
from public, anon, authenticated, service_role;
grant execute on function
  public.request_override,
  public.authorize_override,
  public.start_override,
  public.complete_override,
  public.fail_override,
  public.revoke_override,
  public.run_under_override,
  public.check_override_contingency,
  public.export_override_evidence
to authenticated;
grant execute on function public.expire_overrides to service_role;
