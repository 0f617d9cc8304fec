-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.clean_name (
  p_name text
)
  returns text
  language plpgsql
  immutable
  set search_path to ''
  AS $function$
begin
  if p_name is null or char_length(btrim(p_name)) not between 1 and 200 then
    raise invalid_parameter_value using message = 'A name has 1 to 200 characters';
  end if;
  return btrim(p_name);
end;
$function$;

comment on function "stagedoor"."clean_name"(text) is 'A name without blanks around it.

Raises 22023 where it is empty or longer than 200.';

revoke all on function "stagedoor"."clean_name"(text) from public;

grant execute on function "stagedoor"."clean_name"(text) to "postgres";
