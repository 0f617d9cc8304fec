-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__take_accesses_along()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Deletes from user_accesses, which no request role may.
begin
  -- Before the scope goes, so that their events still find the sequence of its project.
  delete from stagedoor.user_accesses as a where a.scope_id = old.id;
  return old;
end;
$function$;

comment on function "stagedoor"."tg_scopes__take_accesses_along"() is
  'Leave no access behind when a scope is deleted.';

revoke all on function "stagedoor"."tg_scopes__take_accesses_along"() from public;

grant execute on function "stagedoor"."tg_scopes__take_accesses_along"() to "postgres";
