-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_any__take_owner_of_appointment()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads appointments that the writer may not see.
begin
  new.owner_id := (
    select a.owner_id
    from public.appointments as a
    where a.id = new.appointment_id and a.project_id = new.project_id
  );
  return new;
end;
$function$;

comment on function "stagedoor_studio"."tg_any__take_owner_of_appointment"() is
  'Let a client record belong to the artist of its appointment (F49).';

revoke all on function "stagedoor_studio"."tg_any__take_owner_of_appointment"() from public;

grant execute
  on function "stagedoor_studio"."tg_any__take_owner_of_appointment"()
  to "postgres";
