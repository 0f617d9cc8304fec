-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.sequence_name (
  p_sequence_id uuid
)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
begin
  return case p_sequence_id
    when '00000000-0000-0000-0000-000000000000' then 'installation'
    else p_sequence_id::pg_catalog.text
  end;
end;
$function$;

alter function "stagedoor_audit"."sequence_name"(uuid) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."sequence_name"(uuid) is 'The name of a sequence in leaves and checkpoints.

An id, or the word installation.';

revoke all on function "stagedoor_audit"."sequence_name"(uuid) from public;

grant execute on function "stagedoor_audit"."sequence_name"(uuid) to "postgres";
