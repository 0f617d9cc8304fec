-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_appointments__pass_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes owners, which nobody may by hand.
begin
  update public.client_consents as c
  set owner_id = new.owner_id
  where c.project_id = new.project_id and c.appointment_id = new.id
    and c.owner_id is distinct from new.owner_id;
  update public.client_notes as n
  set owner_id = new.owner_id
  where n.project_id = new.project_id and n.appointment_id = new.id
    and n.owner_id is distinct from new.owner_id;
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_appointments__pass_owner"() is
  'Hand notes and consents to whoever takes an appointment over (F49).';

revoke all on function "stagedoor_studio"."tg_appointments__pass_owner"() from public;

grant execute on function "stagedoor_studio"."tg_appointments__pass_owner"() to "postgres";
