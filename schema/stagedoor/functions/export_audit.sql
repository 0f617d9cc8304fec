-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.export_audit (
  p_scope_id uuid,
  p_from     timestamp with time zone,
  p_to       timestamp with time zone
)
  returns bytea
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Calls into the audit log, which nobody else may.
declare
  v_sequence_id pg_catalog.uuid := stagedoor.readable_sequence(p_scope_id);
begin
  -- Bytes with a gap would not verify: it is handed out whole or not at all.
  if stagedoor.unreadable_departments(v_sequence_id) <> '{}' then
    perform stagedoor.raise_denied('audit:view');
  end if;
  return stagedoor_audit.bytes_of(v_sequence_id, p_from, p_to);
end;
$function$;

comment on function "stagedoor"."export_audit"(uuid, timestamp with time zone, timestamp
  with time zone) is 'Export a sequence. Guard of public.export_audit.';

revoke all
  on function "stagedoor"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  to "authenticated", "postgres", "service_role";
