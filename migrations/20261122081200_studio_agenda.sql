-- Agenda: acts on appointments that have keys of their own, and what is written down at
-- one.

create function stagedoor_studio.set_appointment_status(
  p_appointment_id uuid,
  p_status text,
  p_amount numeric default null,
  p_method text default 'cash'
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the status, and the sale of what is done, which no request role may.
declare
  v_appointment  public.appointments;
  v_elevation_id pg_catalog.uuid;
  v_amount       numeric;
  v_key          pg_catalog.text := case
    when p_status = 'cancelled' then 'agenda:cancel'
    when p_status = 'completed' then 'agenda:complete'
    when p_status = 'no_show' then 'agenda:no_show'
    when p_status in ('booked', 'confirmed') then 'agenda:edit'
  end;
begin
  if v_key is null then
    raise invalid_parameter_value using
      message = 'An appointment is booked, confirmed, completed, cancelled or no_show',
      detail = json_build_object('p_status', p_status);
  elsif (p_amount is not null and p_status <> 'completed')
    or p_amount < 0 or round(p_amount, 2) > 999999999999.99
  then
    raise invalid_parameter_value using
      message = 'An amount is taken when an appointment is completed, and is not negative',
      detail = json_build_object('p_amount', p_amount);
  elsif p_method is null or p_method not in ('cash', 'card', 'transfer', 'voucher') then
    raise invalid_parameter_value using
      message = 'A payment is cash, card, transfer or voucher',
      detail = json_build_object('p_method', p_method);
  end if;

  select a.* into v_appointment from public.appointments as a where a.id = p_appointment_id;
  if not stagedoor_studio.may_see(
    'agenda:view', v_appointment.project_id, v_appointment.owner_id)
  then
    perform stagedoor.not_found('Appointment');
  end if;
  perform stagedoor.enforce(v_key, v_appointment.project_id, v_appointment.owner_id);
  select a.* into v_appointment
  from public.appointments as a
  where a.id = p_appointment_id
  for update;
  v_elevation_id := stagedoor_studio.act(
    v_key, v_appointment.project_id, v_appointment.owner_id);

  if v_appointment.status = p_status then
    return false;
  end if;
  if v_appointment.kind = 'block' and p_status not in ('booked', 'cancelled') then
    raise check_violation using
      message = 'Blocked time is booked or cancelled',
      detail = '{"error_code":"NOT_A_BOOKING"}';
  end if;
  -- What is over is first opened again, by somebody who may change the booking.
  if v_appointment.status not in ('booked', 'confirmed') and v_key <> 'agenda:edit' then
    raise check_violation using
      message = format('The appointment is %s', v_appointment.status),
      detail = '{"error_code":"APPOINTMENT_OVER"}',
      hint = 'Set it back to booked first.';
  end if;
  if v_appointment.status = 'completed' and exists (
    select from public.studio_transactions as t
    where t.appointment_id = p_appointment_id and t.kind = 'sale' and t.status = 'posted'
  ) then
    raise check_violation using
      message = 'The appointment is paid',
      detail = '{"error_code":"APPOINTMENT_PAID"}',
      hint = 'Refund or void the payment first.';
  end if;

  begin
    update public.appointments as a
    set status = p_status, elevation_id = v_elevation_id
    where a.id = p_appointment_id;
  exception
    when exclusion_violation then
      raise check_violation using
        message = 'The artist is not free then',
        detail = '{"error_code":"ARTIST_NOT_FREE"}';
  end;

  v_amount := round(coalesce(p_amount, v_appointment.price), 2);
  if p_status = 'completed' and v_amount > 0 then
    insert into public.studio_transactions (
      project_id, artist_id, appointment_id, client_id, amount, method, description,
      recorded_by, elevation_id
    )
    values (
      v_appointment.project_id, v_appointment.artist_id, p_appointment_id,
      v_appointment.client_id, v_amount, p_method, v_appointment.service,
      stagedoor.caller_id(), v_elevation_id
    );
  end if;

  perform stagedoor.record_event(
    p_event => 'appointment.status_changed', p_scope_id => v_appointment.project_id,
    p_subject_id => v_appointment.owner_id,
    p_object_type => 'appointments', p_object_id => p_appointment_id::pg_catalog.text,
    p_before => jsonb_build_object('status', v_appointment.status),
    p_after => jsonb_build_object('status', p_status),
    p_elevation_id => v_elevation_id);
  return true;
end;
$$;

comment on function stagedoor_studio.set_appointment_status(uuid, text, numeric, text) is
'Guard and work of public.set_appointment_status.';

revoke all on function stagedoor_studio.set_appointment_status(uuid, text, numeric, text)
  from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.set_appointment_status(uuid, text, numeric, text) to authenticated;

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
    perform stagedoor.lost_race();
    return null;
end;
$$;

comment on function public.set_appointment_status(uuid, text, numeric, text) is
$$Confirm, complete, cancel or reopen an appointment, or mark a no-show.

Returns whether anything changed; the same status again changes nothing. Completing takes
the payment: p_amount, or the agreed price where it is null, as p_method (cash, card,
transfer, voucher). Needs agenda:cancel, agenda:complete or agenda:no_show by the new
status, else agenda:edit; for artists on their own appointments (F49, F62).

Raises:
- 22023: another status or method; an amount that is negative or has no place.
- 23514: over already, paid already, blocked time, or the artist is not free any more.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.$$;

revoke all on function public.set_appointment_status(uuid, text, numeric, text)
  from public, anon, authenticated, service_role;
grant execute on function public.set_appointment_status(uuid, text, numeric, text)
  to authenticated;

create function stagedoor_studio.block_time(
  p_project_id uuid, p_artist_id uuid, p_from timestamptz, p_to timestamptz, p_reason text
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes blocked time, which no request role may.
declare
  v_artist       public.artists;
  v_elevation_id pg_catalog.uuid;
  v_block_id     pg_catalog.uuid;
begin
  if p_from is null or p_to is null or not isfinite(p_from) or not isfinite(p_to)
    or p_to <= p_from
  then
    raise invalid_parameter_value using
      message = 'Blocked time ends after it begins',
      detail = json_build_object('p_from', p_from, 'p_to', p_to);
  elsif char_length(p_reason) > 400 then
    raise invalid_parameter_value using message = 'A reason has at most 400 characters';
  end if;

  select a.* into v_artist
  from public.artists as a
  where a.project_id = p_project_id and a.id = p_artist_id
  for key share;
  if not stagedoor_studio.may_see('agenda:view', v_artist.project_id, v_artist.user_id) then
    perform stagedoor.not_found('Artist');
  end if;
  v_elevation_id := stagedoor_studio.act('agenda:block', p_project_id, v_artist.user_id);

  begin
    insert into public.appointments (
      project_id, artist_id, kind, starts_at, ends_at, service, elevation_id
    )
    values (
      p_project_id, p_artist_id, 'block', p_from, p_to, coalesce(p_reason, ''),
      v_elevation_id
    )
    returning id into v_block_id;
  exception
    when exclusion_violation then
      select a.id into v_block_id
      from public.appointments as a
      where a.artist_id = p_artist_id and a.kind = 'block' and a.status = 'booked'
        and a.starts_at = p_from and a.ends_at = p_to;
      if not found then
        raise check_violation using
          message = 'The artist is not free then',
          detail = '{"error_code":"ARTIST_NOT_FREE"}';
      end if;
  end;
  return v_block_id;
end;
$$;

comment on function stagedoor_studio.block_time(uuid, uuid, timestamptz, timestamptz, text)
is 'Guard and work of public.block_time.';

revoke all on function
  stagedoor_studio.block_time(uuid, uuid, timestamptz, timestamptz, text)
  from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.block_time(uuid, uuid, timestamptz, timestamptz, text) to authenticated;

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
    perform stagedoor.lost_race();
    return null;
end;
$$;

comment on function public.block_time(uuid, uuid, timestamptz, timestamptz, text) is
$$Keep time of an artist free of bookings.

Returns the appointment id of the block. The same time again: the same id. Given free by
setting its status to cancelled. Needs agenda:block; for artists on their own time (F49).

Raises:
- 22023: time that ends before it begins.
- 23514: the artist is booked then.
- 42501: may not.
- PT404: no such artist in that studio, or the caller may not see them.$$;

revoke all on function public.block_time(uuid, uuid, timestamptz, timestamptz, text)
  from public, anon, authenticated, service_role;
grant execute on function public.block_time(uuid, uuid, timestamptz, timestamptz, text)
  to authenticated;

create function stagedoor_studio.require_visit(
  p_permission_key text, p_appointment_id uuid
)
returns public.appointments
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and locks appointments that the caller may not see, and says so of none of them.
declare
  v_appointment public.appointments;
begin
  select a.* into v_appointment from public.appointments as a where a.id = p_appointment_id;
  if not stagedoor_studio.may_see(
    'agenda:view', v_appointment.project_id, v_appointment.owner_id)
  then
    perform stagedoor.not_found('Appointment');
  end if;
  perform stagedoor.enforce(
    p_permission_key, v_appointment.project_id, v_appointment.owner_id);
  -- Whoever takes the appointment over waits, and then takes this along.
  select a.* into v_appointment
  from public.appointments as a
  where a.id = p_appointment_id
  for share;
  perform stagedoor.enforce(
    p_permission_key, v_appointment.project_id, v_appointment.owner_id);
  if v_appointment.client_id is null then
    raise check_violation using
      message = 'The appointment has no client',
      detail = '{"error_code":"NO_CLIENT"}';
  end if;
  return v_appointment;
end;
$$;

comment on function stagedoor_studio.require_visit(text, uuid) is
'Hold an appointment with a client, to write something down at it.

Raises 23514 for one without a client, 42501, PT404.';

revoke all on function stagedoor_studio.require_visit(text, uuid)
  from public, anon, authenticated, service_role;

create function stagedoor_studio.add_consent(p_appointment_id uuid, p_form jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes consent forms, which no request role may.
declare
  v_appointment  public.appointments :=
    stagedoor_studio.require_visit('clients:consent', p_appointment_id);
  v_elevation_id pg_catalog.uuid;
  v_consent_id   pg_catalog.uuid;
begin
  if p_form is null or jsonb_typeof(p_form) <> 'object' or p_form = '{}'
    or octet_length(p_form::pg_catalog.text) > 65536
  then
    raise invalid_parameter_value using
      message = 'A consent form is an object with fields, of at most 64 kB';
  end if;
  v_elevation_id := stagedoor.use_elevation(
    'clients:consent', v_appointment.project_id, v_appointment.owner_id);

  select c.id into v_consent_id
  from public.client_consents as c
  where c.project_id = v_appointment.project_id
    and c.appointment_id = p_appointment_id
    and c.form = p_form;
  if found then
    return v_consent_id;
  end if;

  insert into public.client_consents (
    project_id, appointment_id, client_id, form, attached_by, elevation_id
  )
  values (
    v_appointment.project_id, p_appointment_id, v_appointment.client_id, p_form,
    stagedoor.caller_id(),
    v_elevation_id
  )
  returning id into v_consent_id;
  return v_consent_id;
end;
$$;

comment on function stagedoor_studio.add_consent(uuid, jsonb) is
'Guard and work of public.add_consent.';

revoke all on function stagedoor_studio.add_consent(uuid, jsonb)
  from public, anon, authenticated, service_role;
grant execute on function stagedoor_studio.add_consent(uuid, jsonb) to authenticated;

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
    perform stagedoor.lost_race();
    return null;
end;
$$;

comment on function public.add_consent(uuid, jsonb) is
$$Attach a signed consent form to an appointment. Returns its id.

It belongs to the artist of the appointment (F49). The same form again: the same id. Needs
clients:consent; for artists at their own appointments.

Raises:
- 22023: a form that is no object, or larger than 64 kB.
- 23514: an appointment without a client.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.$$;

revoke all on function public.add_consent(uuid, jsonb)
  from public, anon, authenticated, service_role;
grant execute on function public.add_consent(uuid, jsonb) to authenticated;

create function stagedoor_studio.add_client_note(p_appointment_id uuid, p_text text)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes notes, which no request role may.
declare
  v_appointment  public.appointments :=
    stagedoor_studio.require_visit('clients:notes', p_appointment_id);
  v_text         pg_catalog.text := btrim(p_text);
  v_elevation_id pg_catalog.uuid;
  v_note_id      pg_catalog.uuid;
begin
  if v_text is null or char_length(v_text) not between 1 and 4000 then
    raise invalid_parameter_value using message = 'A note has 1 to 4000 characters';
  end if;
  v_elevation_id := stagedoor.use_elevation(
    'clients:notes', v_appointment.project_id, v_appointment.owner_id);

  select n.id into v_note_id
  from public.client_notes as n
  where n.project_id = v_appointment.project_id
    and n.appointment_id = p_appointment_id
    and n.text = v_text
    and n.written_by is not distinct from stagedoor.caller_id();
  if found then
    return v_note_id;
  end if;

  insert into public.client_notes (
    project_id, appointment_id, client_id, text, written_by, elevation_id
  )
  values (
    v_appointment.project_id, p_appointment_id, v_appointment.client_id, v_text,
    stagedoor.caller_id(),
    v_elevation_id
  )
  returning id into v_note_id;
  return v_note_id;
end;
$$;

comment on function stagedoor_studio.add_client_note(uuid, text) is
'Guard and work of public.add_client_note.';

revoke all on function stagedoor_studio.add_client_note(uuid, text)
  from public, anon, authenticated, service_role;
grant execute on function stagedoor_studio.add_client_note(uuid, text) to authenticated;

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
    perform stagedoor.lost_race();
    return null;
end;
$$;

comment on function public.add_client_note(uuid, text) is
$$Write a note about the client of an appointment. Returns its id.

It belongs to the artist of the appointment, whoever writes it (F49). The same text again
by the same person: the same id. Needs clients:notes; for artists at their own
appointments.

Raises:
- 22023: a note that is empty or longer than 4000 characters.
- 23514: an appointment without a client.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.$$;

revoke all on function public.add_client_note(uuid, text)
  from public, anon, authenticated, service_role;
grant execute on function public.add_client_note(uuid, text) to authenticated;

notify pgrst, 'reload schema';
