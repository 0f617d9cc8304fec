-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_recordable (
  p_value jsonb
)
  returns boolean
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
declare
  v_text pg_catalog.text := p_value::pg_catalog.text;
begin
  if v_text is null then
    return true;
  elsif octet_length(v_text) > 262144 then
    return false;
  -- As many brackets as levels, at least: nearly always there are fewer.
  elsif char_length(v_text) - char_length(translate(v_text, '[{', '')) <= 32 then
    return true;
  end if;

  -- What stands in quotes opens nothing. The rest loses its innermost level, 32 times.
  v_text := regexp_replace(v_text, '"(?:[^"\\]|\\.)*"', '', 'g');
  for v_level in 1 .. 32 loop
    v_text := regexp_replace(v_text, '[\[{][^][{}]*[\]}]', '', 'g');
  end loop;
  return v_text !~ '[\[{]';
end;
$function$;

comment on function "stagedoor"."is_recordable"(jsonb) is 'Whether a value is small and flat enough to be part of an event.

At most 32 levels and 262144 bytes of text. What people write is read by verifiers for
years, and some of these read by recursion.';

revoke all on function "stagedoor"."is_recordable"(jsonb) from public;

grant execute on function "stagedoor"."is_recordable"(jsonb) to "postgres";
