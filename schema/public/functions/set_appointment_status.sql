-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_appointment_status (
  p_appointment_id uuid,
  p_status         text,
  p_amount         numeric default null::numeric,
  p_method         text    default 'cash'::text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095200_api_studio_agenda.sql

comment on function "public"."set_appointment_status"(uuid, text, numeric, text) is
  'Confirm, complete, cancel or reopen an appointment, or mark a no-show.

Returns whether anything changed; the same status again changes nothing. Completing takes
the payment: p_amount, or the agreed price where it is null, as p_method (cash, card,
transfer, voucher). Needs agenda:cancel, agenda:complete or agenda:no_show by the new
status, else agenda:edit; for artists on their own appointments (F49, F62).

Raises:
- 22023: another status or method; an amount that is negative, or given where none belongs.
- 23514: over already, paid already, blocked time, or the artist is booked meanwhile.
- 42501: may not.
- PT404: no such appointment, or the caller may not see it.';

revoke all
  on function "public"."set_appointment_status"(uuid, text, numeric, text)
  from public;

grant execute
  on function "public"."set_appointment_status"(uuid, text, numeric, text)
  to "authenticated", "postgres";
