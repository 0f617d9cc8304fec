-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.add_client_note (
  p_appointment_id uuid,
  p_text           text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
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
$function$;

comment on function "stagedoor_studio"."add_client_note"(uuid, text) is
  'Implementation of public.add_client_note.';

revoke all on function "stagedoor_studio"."add_client_note"(uuid, text) from public;

grant execute
  on function "stagedoor_studio"."add_client_note"(uuid, text)
  to "authenticated", "postgres";
