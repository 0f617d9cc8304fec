-- API: the audit log.

create function public.verify_audit(p_scope_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor.verify_audit(p_scope_id);
end;
$$;

comment on function public.verify_audit is
$$Check the audit log of a project or organization inside the database.

Returns {ok, events, first_bad_seq, reason}. first_bad_seq is null where the events are
whole and only a guard is missing. A null scope is the installation's log, service only. It
proves nothing against an owner of the database: docs/audit.md verifies from outside.

Raises:
- 42501: without audit:view there.
- PT404: no such scope, or one that the caller may not know of. (F47)$$;

create function public.export_audit(
  p_scope_id uuid,
  p_from     timestamptz default null,
  p_to       timestamptz default null
)
returns bytea
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.export_audit(p_scope_id, p_from, p_to);
end;
$$;

comment on function public.export_audit is
$$The exact bytes of an audit log: one event a line, as hashed.

p_from (included) and p_to (excluded) choose a period; the answer has no gap. Over HTTP ask
with "Accept: application/octet-stream". A null scope is the installation's log, service
only.

Raises:
- 42501: without audit:view there, or where it is denied in a department of it.
- PT404: no such scope, or one that the caller may not know of. (F47)$$;

create function public.get_audit_events(
  p_scope_id    uuid,
  p_limit       integer default 100,
  p_before      bigint  default null,
  p_override_id uuid    default null
)
returns table (
  seq bigint, occurred_at timestamptz, event text, scope_id uuid, actor_id uuid,
  session_id uuid, client_id text, actor_role text, login_role text, intermediary text,
  subject_id uuid,
  object_type text, object_id text, before jsonb, after jsonb, personal jsonb, reason text,
  window_from timestamptz, window_until timestamptz, override_id uuid, elevation_id uuid,
  leaf_hash text
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query
  select e.*
  from stagedoor.get_audit_events(p_scope_id, p_limit, p_before, p_override_id) as e;
end;
$$;

comment on function public.get_audit_events is
$$Events of a project or organization, newest first.

Those of departments in which the caller does not hold audit:view are left out; of a
department that is gone they stay. p_before is the seq of the last row of the page before.
p_override_id keeps the events of one override. actor_id acted, in person or through
intermediary; login_role is the database login that committed. personal holds the values
that can be erased: an erased value is null. A null scope is the installation's log, service
only.

Raises:
- 22023: p_limit outside 1 to 1000.
- 42501: without audit:view there.
- PT404: no such scope, or one that the caller may not know of (F24, F60).$$;

create function public.erase_personal_data(p_user_id uuid)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.erase_personal_data(p_user_id);
end;
$$;

comment on function public.erase_personal_data is
$$Erase the personal values of a user in the logs. Returns how many.

Of the audit log; the rows of the access log go as well. Service only. Every log verifies as
before: a leaf holds a salted hash of each value, and the value goes with its salt. Call it
before the account loses its e-mail address, so that invitations to that address are found
as well. The erasure itself is an event; calling again erases nothing and records nothing.
(F47)$$;

create function public.disclose_personal_data(p_scope_id uuid, p_seq bigint)
returns table (key text, value text, salt text)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query select d.* from stagedoor.disclose_personal_data(p_scope_id, p_seq) as d;
end;
$$;

comment on function public.disclose_personal_data is
$$The personal values of one event of the audit log, with the salts.

Service only. The sha256 of the salt (hexadecimal here) and the value is what the event
holds under that key in personal: whoever is given the three can prove the value, also after
it was erased. What was erased is left out. A disclosure is an event itself. A null scope is
the installation's log. (F47)$$;

create function public.read_audit_heads(
  p_after uuid    default null,
  p_limit integer default 1000
)
returns table (sequence_id uuid, sequence text, size bigint, installation text)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query select h.* from stagedoor.read_audit_heads(p_after, p_limit) as h;
end;
$$;

comment on function public.read_audit_heads is
$$The length of each sequence of the audit log, for the sealer.

Service only. Sequences come by id; p_after is the last id of the page before. The API may
cut a page short, so read on until a page is empty. installation says which installation it
is, on which server, in which database: a sealer signs for the one that it remembers
(F47).$$;

create function public.read_audit_leaves(
  p_sequence_id uuid,
  p_after       bigint  default 0,
  p_limit       integer default 1000
)
returns table (seq bigint, body bytea)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select l.* from stagedoor.read_audit_leaves(p_sequence_id, p_after, p_limit) as l;
end;
$$;

comment on function public.read_audit_leaves is
$$The leaves of one sequence after a position: seq and exact bytes.

Service only. sequence_id is that of read_audit_heads; the nil uuid is the installation. The
API may cut a page short, so read on until a page is empty. (F47)$$;

-- Privileges.

revoke all on function
  public.verify_audit,
  public.export_audit,
  public.get_audit_events,
  public.erase_personal_data,
  public.disclose_personal_data,
  public.read_audit_heads,
  public.read_audit_leaves
from public, anon, authenticated, service_role;
grant execute on function
  public.verify_audit,
  public.export_audit,
  public.get_audit_events
to authenticated, service_role;
grant execute on function
  public.erase_personal_data,
  public.disclose_personal_data,
  public.read_audit_heads,
  public.read_audit_leaves
to service_role;

notify pgrst, 'reload schema';
