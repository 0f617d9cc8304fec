-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_permissions()
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
  set search_path to ''
  AS $function$
begin
  return query select * from stagedoor.list_permissions();
end;
$function$;

comment on function "public"."list_permissions"() is 'Every permission key, by module, with what it implies (F4, F8).

implies: the keys of its direct implications. Empty for whoever is not signed in, and for an
app''s token (F131).';

revoke all on function "public"."list_permissions"() from public;

grant execute on function "public"."list_permissions"() to "authenticated", "postgres";
