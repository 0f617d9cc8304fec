-- Agenda: acts on appointments that have keys of their own.

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
-- Writes the status, and the sale of a completed appointment, which no request role may.
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
  perform stagedoor.enforce_row(
    'Appointment', 'agenda:view', v_key, v_appointment.project_id, v_appointment.owner_id);
  select a.* into v_appointment
  from public.appointments as a
  where a.id = p_appointment_id
  for update;
  v_elevation_id := stagedoor.require(
    v_key, v_appointment.project_id, v_appointment.owner_id);

  if v_appointment.status = p_status then
    return false;
  end if;
  if v_appointment.kind = 'block' and p_status not in ('booked', 'cancelled') then
    raise check_violation using
      message = 'Blocked time is booked or cancelled',
      detail = '{"error_code":"NOT_A_BOOKING"}';
  end if;
  -- A finished appointment is reopened first, by a user who may change the booking.
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

comment on function stagedoor_studio.set_appointment_status is
'Implementation of public.set_appointment_status.';

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
  where a.project_id = p_project_id and a.id = p_artist_id;
  perform stagedoor.enforce_row(
    'Artist', 'agenda:view', 'agenda:block', v_artist.project_id, v_artist.user_id);
  select a.* into v_artist from public.artists as a where a.id = p_artist_id for key share;
  v_elevation_id := stagedoor.require('agenda:block', p_project_id, v_artist.user_id);

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

comment on function stagedoor_studio.block_time is 'Implementation of public.block_time.';

-- Privileges.

revoke all on function
  stagedoor_studio.set_appointment_status,
  stagedoor_studio.block_time
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.set_appointment_status,
  stagedoor_studio.block_time
to authenticated;
