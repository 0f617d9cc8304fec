-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_secrets__check_master_code()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads a setting, which no request role may. Checked before any constraint: the message of
-- a constraint would show the row.
declare
  v_highest integer := stagedoor.setting_number('master_code_cost', 12);
begin
  -- One algorithm under three names; pgcrypto knows the first, and takes the others for
  -- DES.
  new.value := regexp_replace(new.value, '^\$2[by]\$', '$2a$');

  -- The last characters carry two and four bits less: another one could never match.
  if new.value is null
    or new.value !~ ('^\$2a\$[0-3][0-9]\$'
      || '[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$')
  then
    raise invalid_parameter_value using
      message = 'A master code is stored as a bcrypt hash of 60 characters',
      hint = 'It begins with $2a$, $2b$ or $2y$.';
  end if;
  if substr(new.value, 5, 2)::integer not between 10 and v_highest then
    raise invalid_parameter_value using
      message = format('The bcrypt cost of a master code is from 10 to %s', v_highest),
      hint = 'The setting master_code_cost is the upper bound.';
  end if;
  return new;
end;
$function$;

comment on function "stagedoor_studio"."tg_secrets__check_master_code"() is
  'Normalize the hash of a master code, and refuse what is none.

Raises 22023. Binds an import in SQL as well as set_master_code.';

revoke all on function "stagedoor_studio"."tg_secrets__check_master_code"() from public;

grant execute on function "stagedoor_studio"."tg_secrets__check_master_code"() to "postgres";
