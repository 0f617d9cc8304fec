-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_artists__pass_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes owners, which nobody may by hand.
begin
  update public.appointments as a
  set owner_id = new.user_id
  where a.project_id = new.project_id and a.artist_id = new.id
    and a.owner_id is distinct from new.user_id;
  update public.portfolio_items as i
  set owner_id = new.user_id
  where i.project_id = new.project_id and i.artist_id = new.id
    and i.owner_id is distinct from new.user_id;
  update public.studio_transactions as t
  set owner_id = new.user_id
  where t.project_id = new.project_id and t.artist_id = new.id
    and t.owner_id is distinct from new.user_id;
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_artists__pass_owner"() is
  'Hand the work of a profile to the account that it is linked to (F49).';

revoke all on function "stagedoor_studio"."tg_artists__pass_owner"() from public;

grant execute on function "stagedoor_studio"."tg_artists__pass_owner"() to "postgres";
