-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unfinished_acceptance (
  p_sqlstate text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes the attempt down, which nobody else may.
begin
  perform stagedoor.record_attempt(
    'invitation.refused', null, stagedoor.caller_id(), p_reason => p_sqlstate);
  return stagedoor.unfinished_attempt(p_sqlstate);
end;
$function$;

comment on function "stagedoor"."unfinished_acceptance"(text) is 'Answer an acceptance in which something went wrong, and record it.';

revoke all on function "stagedoor"."unfinished_acceptance"(text) from public;

grant execute on function "stagedoor"."unfinished_acceptance"(text) to "postgres";
