-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.setting_number (
  p_key     text,
  p_default integer
)
  returns integer
  language sql
  stable
  set search_path to ''
  AS $function$
  -- What limits attempts is read on their way: a slip in a setting neither lifts the limit
  -- nor stops everybody.
  select coalesce(
    nullif(
      substring(stagedoor.setting(p_key) #>> '{}' from '^[0-9]{1,9}$')::integer, 0),
    p_default)
$function$;

comment on function "stagedoor"."setting_number"(text, integer) is 'A setting that counts something, or p_default. Never raises.

p_default is the value as shipped. It stands in for a setting that is missing, zero or no
whole number.';

revoke all on function "stagedoor"."setting_number"(text, integer) from public;

grant execute on function "stagedoor"."setting_number"(text, integer) to "postgres";
