-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.add_consent (
  p_appointment_id uuid,
  p_detail         jsonb
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.add_consent(p_appointment_id, p_detail);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."add_consent"(uuid, jsonb) is 'Attach a signed consent form to an appointment. Returns its id.

It belongs to the artist of the appointment (F49). The same form again: the same id. Needs
clients:consent; for artists at their own appointments.

Raises:
- 22023: a form that is no object, or larger than 64 kB.
- 23514: an appointment without a client.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.';

revoke all on function "public"."add_consent"(uuid, jsonb) from public;

grant execute on function "public"."add_consent"(uuid, jsonb) to "authenticated", "postgres";
