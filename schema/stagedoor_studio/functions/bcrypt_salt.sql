-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.bcrypt_salt()
  returns text
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads a setting, which no request role may.
declare
  v_schema pg_catalog.name := (
    select n.nspname
    from pg_catalog.pg_extension as e
    join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
    where e.extname = 'pgcrypto'
  );
  v_salt   pg_catalog.text;
begin
  -- Without the second argument the cost would be 6.
  execute format('select %I.gen_salt(''bf'', $1)', v_schema)
  into v_salt
  using stagedoor.setting_number('master_code_cost', 12);
  return v_salt;
end;
$function$;

comment on function "stagedoor_studio"."bcrypt_salt"() is 'A new salt of the cost that the installation asks for: 12 as shipped.';

revoke all on function "stagedoor_studio"."bcrypt_salt"() from public;

grant execute on function "stagedoor_studio"."bcrypt_salt"() to "postgres";
