-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.parsed (
  p_body bytea
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return convert_from(p_body, 'UTF8')::pg_catalog.jsonb;
exception
  -- Bytes that are no event are something to report, not to stumble over.
  when others then return null;
end;
$function$;

alter function "stagedoor_audit"."parsed"(bytea) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."parsed"(bytea) is 'The body of a leaf as jsonb. Null where it is not JSON in UTF-8.';

revoke all on function "stagedoor_audit"."parsed"(bytea) from public;

grant execute on function "stagedoor_audit"."parsed"(bytea) to "postgres";
