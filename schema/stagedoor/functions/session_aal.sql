-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.session_aal()
  returns text
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return coalesce(stagedoor.claims() ->> 'aal', 'aal1');
end;
$function$;

comment on function "stagedoor"."session_aal"() is 'The assurance level of the caller''s token: aal1 or aal2 (F102).';

revoke all on function "stagedoor"."session_aal"() from public;

grant execute on function "stagedoor"."session_aal"() to "authenticated", "postgres";
