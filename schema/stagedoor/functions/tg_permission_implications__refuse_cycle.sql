-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_permission_implications__refuse_cycle()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
-- Two keys that carry each other would be one key under two names.
begin
  if exists (
    with recursive implied (key) as (
      select new.implies_key
      union
      select i.implies_key
      from implied
      join stagedoor.permission_implications as i on i.permission_key = implied.key
    )
    select from implied where implied.key = new.permission_key
  ) then
    raise check_violation using message = format(
      '%s already implies %s: implications form no cycle',
      new.implies_key, new.permission_key);
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_permission_implications__refuse_cycle"() is
  'Refuse an implication that closes a cycle. Raises 23514.';

revoke all on function "stagedoor"."tg_permission_implications__refuse_cycle"() from public;

grant execute
  on function "stagedoor"."tg_permission_implications__refuse_cycle"()
  to "postgres";
