-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.visible_people()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads who has access where, of which a request sees its own part only.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;
  return array(
    select v_user_id
    union
    select a.user_id
    from stagedoor.user_accesses as a
    where a.scope_id = any (stagedoor.every_scope_with('access:view'))
      and a.user_id is not null
  );
end;
$function$;

comment on function "stagedoor"."visible_people"() is 'The caller, and the people whose accesses the caller may see.

Whoever has or had an access where the caller holds access:view.';

revoke all on function "stagedoor"."visible_people"() from public;

grant execute on function "stagedoor"."visible_people"() to "authenticated", "postgres";
