-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.add_consent (
  p_appointment_id uuid,
  p_detail         jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes consent forms, which no request role may.
declare
  v_visit       pg_catalog.record;
  v_appointment public.appointments;
  v_consent_id  pg_catalog.uuid;
begin
  v_visit := stagedoor_studio.require_visit('clients:consent', p_appointment_id);
  v_appointment := v_visit.appointment;
  if p_detail is null or jsonb_typeof(p_detail) <> 'object' or p_detail = '{}'
    or octet_length(p_detail::pg_catalog.text) > 65536
  then
    raise invalid_parameter_value using
      message = 'A consent form is an object with fields, of at most 64 kB';
  end if;

  select c.id into v_consent_id
  from public.client_consents as c
  where c.project_id = v_appointment.project_id
    and c.appointment_id = p_appointment_id
    and c.form = p_detail;
  if found then
    return v_consent_id;
  end if;

  insert into public.client_consents (
    project_id, appointment_id, client_id, form, attached_by, elevation_id
  )
  values (
    v_appointment.project_id, p_appointment_id, v_appointment.client_id, p_detail,
    stagedoor.caller_id(), v_visit.elevation_id
  )
  returning id into v_consent_id;
  return v_consent_id;
end;
$function$;

comment on function "stagedoor_studio"."add_consent"(uuid, jsonb) is
  'Implementation of public.add_consent.';

revoke all on function "stagedoor_studio"."add_consent"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_studio"."add_consent"(uuid, jsonb)
  to "authenticated", "postgres";
