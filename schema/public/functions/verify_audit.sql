-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.verify_audit (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return stagedoor.verify_audit(p_scope_id);
end;
$function$;

comment on function "public"."verify_audit"(uuid) is 'Check the audit log of a project or organization inside the database.

Returns {ok, events, first_bad_seq, reason}. first_bad_seq is null where the events are
whole and only what guards them is not. A null scope is the installation''s log, service
only. It proves nothing against whoever controls the database: docs/audit.md verifies from
outside.

Raises:
- 42501: without audit:view there.
- PT404: no such scope, or one that the caller may not know of. (F47)';

revoke all on function "public"."verify_audit"(uuid) from public;

grant execute
  on function "public"."verify_audit"(uuid)
  to "authenticated", "postgres", "service_role";
