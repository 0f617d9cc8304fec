-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.busy()
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Answers through refusal, which no request role may call.
begin
  return stagedoor_studio.refusal('429', 'busy', clock_timestamp() + interval '1 second');
end;
$function$;

comment on function "stagedoor_studio"."busy"() is 'The outcome of a try that lost a race: nothing was told.';

revoke all on function "stagedoor_studio"."busy"() from public;

grant execute on function "stagedoor_studio"."busy"() to "postgres", "service_role";
