-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.bcrypt (
  p_code text,
  p_salt text
)
  returns text
  language plpgsql
  set search_path to ''
  AS $function$
declare
  -- On an installation that had pgcrypto before us, it stays where it stands.
  v_schema pg_catalog.name := (
    select n.nspname
    from pg_catalog.pg_extension as e
    join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
    where e.extname = 'pgcrypto'
  );
  v_hash   pg_catalog.text;
begin
  execute format('select %I.crypt($1, $2)', v_schema) into v_hash using p_code, p_salt;
  return v_hash;
end;
$function$;

comment on function "stagedoor_studio"."bcrypt"(text, text) is 'The bcrypt hash of a code under a salt, by pgcrypto wherever it stands.';

revoke all on function "stagedoor_studio"."bcrypt"(text, text) from public;

grant execute on function "stagedoor_studio"."bcrypt"(text, text) to "postgres";
