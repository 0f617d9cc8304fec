-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.require_visit (
  p_permission_key text,
  p_appointment_id uuid
)
  returns public.appointments
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads and locks appointments that the caller may not see, and says so of none of them.
declare
  v_appointment public.appointments;
begin
  select a.* into v_appointment from public.appointments as a where a.id = p_appointment_id;
  if not stagedoor_studio.may_see(
    'agenda:view', v_appointment.project_id, v_appointment.owner_id)
  then
    perform stagedoor.raise_not_found('Appointment');
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
$function$;

comment on function "stagedoor_studio"."require_visit"(text, uuid) is
  'Hold an appointment with a client, to write something down at it.

Raises 23514 for one without a client, 42501, PT404.';

revoke all on function "stagedoor_studio"."require_visit"(text, uuid) from public;

grant execute on function "stagedoor_studio"."require_visit"(text, uuid) to "postgres";
