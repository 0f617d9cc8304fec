-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.add_client_note (
  p_appointment_id uuid,
  p_text           text
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.add_client_note(p_appointment_id, p_text);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."add_client_note"(uuid, text) is 'Write a note about the client of an appointment. Returns its id.

It belongs to the artist of the appointment, whoever writes it (F49). The same text again
by the same person: the same id. Needs clients:notes; for artists at their own
appointments.

Raises:
- 22023: a note that is empty or longer than 4000 characters.
- 23514: an appointment without a client.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.';

revoke all on function "public"."add_client_note"(uuid, text) from public;

grant execute
  on function "public"."add_client_note"(uuid, text)
  to "authenticated", "postgres";
