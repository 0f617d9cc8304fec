-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.token_subject()
  returns uuid
  language plpgsql
  stable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::pg_catalog.json ->> 'sub'
  )::pg_catalog.uuid;
end;
$function$;

comment on function "stagedoor"."token_subject"() is 'Whose token it is: what auth.uid() answers.

Read without a name from outside. For records. What may be done is asked of caller_id().
auth.uid() casts to a type that it does not qualify. Inside a definer such a name is looked
up among temporary objects first, where any session may put its own.';

revoke all on function "stagedoor"."token_subject"() from public;

grant execute
  on function "stagedoor"."token_subject"()
  to "authenticated", "postgres", "service_role";
