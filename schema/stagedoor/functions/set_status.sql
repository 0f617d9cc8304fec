-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_status (
  p_status integer
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
begin
  perform set_config('response.status', p_status::pg_catalog.text, true);
end;
$function$;

comment on function "stagedoor"."set_status"(integer) is 'Set the HTTP status of an answer that must not raise.

An answer that has counted an attempt, and has to commit.';

revoke all on function "stagedoor"."set_status"(integer) from public;

grant execute on function "stagedoor"."set_status"(integer) to "postgres";
