-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_any__take_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads profiles that the writer may not see. A row belongs to the account of its artist,
-- whatever the writer says.
begin
  new.owner_id := (
    select a.user_id
    from public.artists as a
    where a.id = new.artist_id and a.project_id = new.project_id
  );
  return new;
end;
$function$;

comment on function "stagedoor_studio"."tg_any__take_owner"() is 'Let a row with an artist belong to the account of that artist (F49).';

revoke all on function "stagedoor_studio"."tg_any__take_owner"() from public;

grant execute on function "stagedoor_studio"."tg_any__take_owner"() to "postgres";
