-- Visits: consents and notes about a client, entered at an appointment.

create function stagedoor_studio.require_visit(
  p_permission_key text,
  p_appointment_id uuid,
  out appointment  public.appointments,
  out elevation_id uuid
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and locks appointments that the caller may not see; an unknown one and a hidden one
-- are refused alike.
begin
  select a.* into appointment from public.appointments as a where a.id = p_appointment_id;
  perform stagedoor.enforce_row(
    'Appointment', 'agenda:view', p_permission_key, appointment.project_id,
    appointment.owner_id);
  -- A change of the artist waits, and then hands this record over as well.
  select a.* into appointment
  from public.appointments as a
  where a.id = p_appointment_id
  for share;
  elevation_id := stagedoor.require(
    p_permission_key, appointment.project_id, appointment.owner_id);
  if appointment.client_id is null then
    raise check_violation using
      message = 'The appointment has no client',
      detail = '{"error_code":"NO_CLIENT"}';
  end if;
end;
$$;

comment on function stagedoor_studio.require_visit is
'Lock an appointment with a client, to enter a record at it.

Returns it, and the elevation that opened it. Raises 23514 for one without a client,
42501, PT404.';

create function stagedoor_studio.add_consent(p_appointment_id uuid, p_form jsonb)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes consent forms, which no request role may.
declare
  v_visit       pg_catalog.record;
  v_appointment public.appointments;
  v_consent_id  pg_catalog.uuid;
begin
  v_visit := stagedoor_studio.require_visit('clients:consent', p_appointment_id);
  v_appointment := v_visit.appointment;
  if p_form is null or jsonb_typeof(p_form) <> 'object' or p_form = '{}'
    or octet_length(p_form::pg_catalog.text) > 65536
  then
    raise invalid_parameter_value using
      message = 'A consent form is an object with fields, of at most 64 kB';
  end if;

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
    stagedoor.caller_id(), v_visit.elevation_id
  )
  returning id into v_consent_id;
  return v_consent_id;
end;
$$;

comment on function stagedoor_studio.add_consent is
'Implementation of public.add_consent.';

create function stagedoor_studio.add_client_note(p_appointment_id uuid, p_text text)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes notes, which no request role may.
declare
  v_visit       pg_catalog.record;
  v_appointment public.appointments;
  v_text        pg_catalog.text := btrim(p_text);
  v_note_id     pg_catalog.uuid;
begin
  v_visit := stagedoor_studio.require_visit('clients:notes', p_appointment_id);
  v_appointment := v_visit.appointment;
  if v_text is null or char_length(v_text) not between 1 and 4000 then
    raise invalid_parameter_value using message = 'A note has 1 to 4000 characters';
  end if;

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
    stagedoor.caller_id(), v_visit.elevation_id
  )
  returning id into v_note_id;
  return v_note_id;
end;
$$;

comment on function stagedoor_studio.add_client_note is
'Implementation of public.add_client_note.';

-- Privileges.

revoke all on function
  stagedoor_studio.require_visit,
  stagedoor_studio.add_consent,
  stagedoor_studio.add_client_note
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.add_consent,
  stagedoor_studio.add_client_note
to authenticated;
