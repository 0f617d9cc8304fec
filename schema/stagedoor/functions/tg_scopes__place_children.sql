-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__place_children()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes the scopes below, which the mover may not even see.
begin
  -- Touching a child computes it anew and comes back here for its own children.
  update stagedoor.scopes as s set parent_id = s.parent_id where s.parent_id = new.id;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_scopes__place_children"() is 'Carry a move, an archive or a restore down the tree.';

revoke all on function "stagedoor"."tg_scopes__place_children"() from public;

grant execute on function "stagedoor"."tg_scopes__place_children"() to "postgres";
