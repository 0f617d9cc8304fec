-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.close_cash (
  p_project_id uuid,
  p_day        date,
  p_counted    numeric
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor_studio.close_cash(p_project_id, p_day, p_counted);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$function$;

comment on function "public"."close_cash"(uuid, date, numeric) is 'Close the till of a day with what was counted in it.

Returns the id of the close. It records what the cash transactions add up to and the
difference; the day takes no further transaction. Again with the same amount: the same id.
Needs reports:cash_close, which is locked for assistants.

Raises:
- 22023: a day to come; an amount that is negative.
- 23505: closed already, with another amount.
- 42501: may not, or not without the master code.
- PT404: no such studio, or the caller is no member of it.';

revoke all on function "public"."close_cash"(uuid, date, numeric) from public;

grant execute
  on function "public"."close_cash"(uuid, date, numeric)
  to "authenticated", "postgres";
