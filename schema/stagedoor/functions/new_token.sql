-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.new_token()
  returns text
  language sql
  set search_path to ''
  AS $function$
  -- Two random uuids: 244 bits from the server's strong generator.
  select encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex')
$function$;

comment on function "stagedoor"."new_token"() is 'A secret of 64 hexadecimal digits (F76).

To be shown once and kept as a hash.';

revoke all on function "stagedoor"."new_token"() from public;

grant execute on function "stagedoor"."new_token"() to "postgres";
