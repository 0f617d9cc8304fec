-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.read_audit_heads (
  p_after uuid,
  p_limit integer
)
  returns table (
    sequence_id  uuid,
    sequence     text,
    size         bigint,
    installation text
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Calls into the audit log, which nobody else may.
begin
  if not stagedoor.is_service() then
    perform stagedoor.raise_denied('service', 'none');
  end if;
  return query select h.* from stagedoor_audit.heads_after(p_after, p_limit) as h;
end;
$function$;

comment on function "stagedoor"."read_audit_heads"(uuid, integer) is
  'Sequences and their lengths. Guard of public.read_audit_heads.';

revoke all on function "stagedoor"."read_audit_heads"(uuid, integer) from public;

grant execute
  on function "stagedoor"."read_audit_heads"(uuid, integer)
  to "postgres", "service_role";
