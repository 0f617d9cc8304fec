-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.setting (
  p_key text
)
  returns jsonb
  language sql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
  -- Reads stagedoor.settings, which no request role may.
  select s.value from stagedoor.settings as s where s.key = p_key
$function$;

comment on function "stagedoor"."setting"(text) is 'The value of one setting. Null where it does not exist.';

revoke all on function "stagedoor"."setting"(text) from public;

grant execute on function "stagedoor"."setting"(text) to "postgres";
