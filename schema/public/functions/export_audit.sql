-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.export_audit (
  p_scope_id uuid,
  p_from     timestamp with time zone default null::timestamp with time zone,
  p_to       timestamp with time zone default null::timestamp with time zone
)
  returns bytea
  language plpgsql
  stable
  set search_path to ''
  AS $function$
begin
  return stagedoor.export_audit(p_scope_id, p_from, p_to);
end;
$function$;

comment on function "public"."export_audit"(uuid, timestamp with time zone, timestamp
  with time zone) is 'The exact bytes of an audit log: one event a line, as hashed.

p_from (included) and p_to (excluded) choose a period; the answer has no gap. Over HTTP ask
with "Accept: application/octet-stream". A null scope is the installation''s log, service
only.

Raises:
- 42501: without audit:view there, or where it is denied in a department of it.
- PT404: no such scope, or one that the caller may not know of. (F47)';

revoke all
  on function "public"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  from public;

grant execute
  on function "public"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  to "authenticated", "postgres", "service_role";
