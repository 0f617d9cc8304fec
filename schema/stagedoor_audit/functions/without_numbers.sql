-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.without_numbers (
  p_value jsonb
)
  returns jsonb
  language plpgsql
  immutable
  parallel safe
  strict
  set search_path to ''
  AS $function$
begin
  if not jsonb_path_exists(p_value, '$.** ? (@.type() == "number")') then
    return p_value;
  end if;

  return case jsonb_typeof(p_value)
    when 'number' then to_jsonb(p_value #>> '{}')
    when 'array' then (
      select jsonb_agg(stagedoor_audit.without_numbers(e.value) order by e.ordinality)
      from jsonb_array_elements(p_value) with ordinality as e
    )
    else (
      select jsonb_object_agg(e.key, stagedoor_audit.without_numbers(e.value))
      from jsonb_each(p_value) as e
    )
  end;
end;
$function$;

alter function "stagedoor_audit"."without_numbers"(jsonb) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."without_numbers"(jsonb) is 'The same value with every number as a string.

Readers disagree about numbers: some round at 2^53, some rewrite 1.0 as 1.';

revoke all on function "stagedoor_audit"."without_numbers"(jsonb) from public;

grant execute on function "stagedoor_audit"."without_numbers"(jsonb) to "postgres";
