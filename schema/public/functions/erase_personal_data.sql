-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.erase_personal_data (
  p_user_id uuid
)
  returns bigint
  language plpgsql
  set search_path to ''
  AS $function$
begin
  return stagedoor.erase_personal_data(p_user_id);
end;
$function$;

comment on function "public"."erase_personal_data"(uuid) is 'Erase what the audit log holds about somebody. Returns how many values.

Service only. Every log verifies as before: a leaf holds a salted hash of each value, and
the value goes with its salt. Call it before the account loses its e-mail address, so that
invitations to that address are found as well. The erasure itself is an event; calling
again erases nothing and records nothing. (F47)';

revoke all on function "public"."erase_personal_data"(uuid) from public;

grant execute on function "public"."erase_personal_data"(uuid) to "postgres", "service_role";
