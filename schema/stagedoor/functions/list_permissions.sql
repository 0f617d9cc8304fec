-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_permissions()
  returns table (
    permission_key text,
    module         text,
    module_label   text,
    action         text,
    scope          text,
    description    text,
    requires_aal2  boolean,
    is_delegable   boolean,
    implies        text[]
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the catalogue and whose account is live, which no request role may.
begin
  perform stagedoor.refuse_client();
  return query
  select
    p.permission_key, p.module, m.label, p.action, p.scope, p.description, p.requires_aal2,
    p.is_delegable,
    array(
      select i.implies_key
      from stagedoor.permission_implications as i
      where i.permission_key = p.permission_key
      order by i.implies_key
    )
  from stagedoor.permissions as p
  join stagedoor.permission_modules as m on m.module = p.module
  where stagedoor.account_is_live(stagedoor.caller_id())
  order by m.position, m.module, p.permission_key;
end;
$function$;

comment on function "stagedoor"."list_permissions"() is 'Implementation of public.list_permissions.';

revoke all on function "stagedoor"."list_permissions"() from public;

grant execute on function "stagedoor"."list_permissions"() to "authenticated", "postgres";
