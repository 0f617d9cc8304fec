-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.require_visit (
  p_permission_key text,
  p_appointment_id uuid,
  OUT              appointment public.appointments,
  OUT              elevation_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads and locks appointments that the caller may not see, and says so of none of them.
begin
  select a.* into appointment from public.appointments as a where a.id = p_appointment_id;
  if not stagedoor_studio.may_see(
    'agenda:view', appointment.project_id, appointment.owner_id)
  then
    perform stagedoor.raise_not_found('Appointment');
  end if;
  perform stagedoor.enforce(p_permission_key, appointment.project_id, appointment.owner_id);
  -- Whoever takes the appointment over waits, and then takes this along.
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
$function$;

comment on function "stagedoor_studio"."require_visit"(text, uuid) is
  'Hold an appointment with a client, to write something down at it.

Returns it, and the elevation that opened it. Raises 23514 for one without a client,
42501, PT404.';

revoke all on function "stagedoor_studio"."require_visit"(text, uuid) from public;

grant execute on function "stagedoor_studio"."require_visit"(text, uuid) to "postgres";
