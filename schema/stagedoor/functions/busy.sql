-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.busy()
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  perform set_config('response.status', '429', true);
  return '{"ok": false, "reason": "busy", "retry_after": 1}';
end;
$function$;

comment on function "stagedoor"."busy"() is 'The outcome of an attempt that lost a race: nothing was told.';

revoke all on function "stagedoor"."busy"() from public;

grant execute
  on function "stagedoor"."busy"()
  to "authenticated", "postgres", "service_role";
