-- API: the agenda, consents and notes.

create function public.set_appointment_status(
  p_appointment_id uuid,
  p_status text,
  p_amount numeric default null,
  p_method text default 'cash'
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.set_appointment_status(
    p_appointment_id, p_status, p_amount, p_method);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_appointment_status is
$$Confirm, complete, cancel or reopen an appointment, or mark a no-show.

Returns whether anything changed; the same status again changes nothing. Completing takes
the payment: p_amount, or the agreed price where it is null, as p_method (cash, card,
transfer, voucher). Needs agenda:cancel, agenda:complete or agenda:no_show by the new
status, else agenda:edit; for artists on their own appointments (F49, F62).

Raises:
- 22023: another status or method; an amount that is negative, or given where none belongs.
- 23514: over already, paid already, blocked time, or the artist is booked meanwhile.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.$$;

create function public.block_time(
  p_project_id uuid, p_artist_id uuid, p_from timestamptz, p_to timestamptz, p_reason text
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.block_time(p_project_id, p_artist_id, p_from, p_to, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.block_time is
$$Keep time of an artist free of bookings.

Returns the appointment id of the block. The same time again: the same id. Released by
setting its status to cancelled. Needs agenda:block; for artists on their own time (F49).

Raises:
- 22023: time that ends before it begins.
- 23514: the artist is booked then.
- 42501: may not.
- PT404: no such artist in that studio, or the caller may not see them.$$;

create function public.add_consent(p_appointment_id uuid, p_form jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.add_consent(p_appointment_id, p_form);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.add_consent is
$$Attach a signed consent form to an appointment. Returns its id.

It belongs to the artist of the appointment (F49). The same form again: the same id. Needs
clients:consent; for artists at their own appointments.

Raises:
- 22023: a form that is no object, or larger than 64 kB.
- 23514: an appointment without a client.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.$$;

create function public.add_client_note(p_appointment_id uuid, p_text text)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.add_client_note(p_appointment_id, p_text);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.add_client_note is
$$Write a note about the client of an appointment. Returns its id.

It belongs to the artist of the appointment, not to its author (F49). The same text again
by the same user: the same id. Needs clients:notes; for artists at their own appointments.

Raises:
- 22023: a note that is empty or longer than 4000 characters.
- 23514: an appointment without a client.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.$$;

-- Privileges.

revoke all on function
  public.set_appointment_status,
  public.block_time,
  public.add_consent,
  public.add_client_note
from public, anon, authenticated, service_role;
grant execute on function
  public.set_appointment_status,
  public.block_time,
  public.add_consent,
  public.add_client_note
to authenticated;

notify pgrst, 'reload schema';
