-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unfinished_attempt (
  p_sqlstate text
)
  returns jsonb
  language plpgsql
  set search_path to ''
  AS $function$
begin
  -- Lost races, and what took too long behind somebody's lock.
  if p_sqlstate in ('40001', '40P01', '55P03', '57014', 'PT409') then
    return stagedoor.busy();
  end if;
  -- The state alone: a message of somebody's trigger may show a row.
  raise warning 'An attempt at a secret was counted and could not be finished: SQLSTATE %',
    p_sqlstate;
  perform set_config('response.status', '409', true);
  return '{"ok": false, "reason": "failed", "retry_after": null}';
end;
$function$;

comment on function "stagedoor"."unfinished_attempt"(text) is 'The outcome of an attempt that could not be finished, by SQLSTATE.

busy for a lost race, failed for anything else, which the log of the server then names.';

revoke all on function "stagedoor"."unfinished_attempt"(text) from public;

grant execute on function "stagedoor"."unfinished_attempt"(text) to "postgres";
