-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.forget_failures (
  p_kind    text,
  p_subject text
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  -- Writes rate_limits, which no request role may.
  delete from stagedoor.rate_limits as r where r.kind = p_kind and r.subject = p_subject
$function$;

comment on function "stagedoor"."forget_failures"(text, text) is 'Let a subject try again: after a success, or by an administrator.';

revoke all on function "stagedoor"."forget_failures"(text, text) from public;

grant execute on function "stagedoor"."forget_failures"(text, text) to "postgres";
