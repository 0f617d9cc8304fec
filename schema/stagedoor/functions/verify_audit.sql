-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.verify_audit (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Calls into the audit log, which nobody else may.
begin
  return stagedoor_audit.verify(stagedoor.readable_sequence(p_scope_id));
end;
$function$;

comment on function "stagedoor"."verify_audit"(uuid) is 'Verify a sequence. Guard of public.verify_audit.';

revoke all on function "stagedoor"."verify_audit"(uuid) from public;

grant execute
  on function "stagedoor"."verify_audit"(uuid)
  to "authenticated", "postgres", "service_role";
