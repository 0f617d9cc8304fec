-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.identity()
  returns text
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads which installation this is, which nobody else may. A copy of the database has the
  -- same id, and another server or another name in it.
  select format('%s/%s/%s', i.id, c.system_identifier, d.oid)
  from stagedoor_audit.installation as i
  cross join pg_catalog.pg_control_system() as c
  cross join pg_catalog.pg_database as d
  where d.datname = current_database()
$function$;

alter function "stagedoor_audit"."identity"() owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."identity"() is 'Which installation this is, on which server, in which database.';

revoke all on function "stagedoor_audit"."identity"() from public;

grant execute on function "stagedoor_audit"."identity"() to "postgres";
