-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_client()
  returns void
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  if stagedoor.client_id() is not null then
    perform stagedoor.raise_denied('session');
  end if;
end;
$function$;

comment on function "stagedoor"."refuse_client"() is 'Refuse an app that carries somebody''s token (F131).

For calls that answer without asking for a key. Raises 42501.';

revoke all on function "stagedoor"."refuse_client"() from public;

grant execute on function "stagedoor"."refuse_client"() to "postgres";
