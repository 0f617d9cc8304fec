-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_limit (
  p_limit integer
)
  returns void
  language plpgsql
  immutable
  set search_path to ''
  AS $function$
begin
  if p_limit is null or p_limit not between 1 and 1000 then
    raise invalid_parameter_value using
      message = 'A page has 1 to 1000 rows',
      detail = json_build_object('p_limit', p_limit);
  end if;
end;
$function$;

comment on function "stagedoor"."check_limit"(integer) is 'Raise 22023 for a page that is empty or longer than 1000 rows.';

revoke all on function "stagedoor"."check_limit"(integer) from public;

grant execute on function "stagedoor"."check_limit"(integer) to "postgres";
