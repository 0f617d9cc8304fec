-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.read_audit_leaves (
  p_sequence_id uuid,
  p_after       bigint,
  p_limit       integer
)
  returns table (
    seq  bigint,
    body bytea
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
  return query
  select l.* from stagedoor_audit.leaves_after(p_sequence_id, p_after, p_limit) as l;
end;
$function$;

comment on function "stagedoor"."read_audit_leaves"(uuid, bigint, integer) is
  'Leaves after a position. Guard of public.read_audit_leaves.';

revoke all on function "stagedoor"."read_audit_leaves"(uuid, bigint, integer) from public;

grant execute
  on function "stagedoor"."read_audit_leaves"(uuid, bigint, integer)
  to "postgres", "service_role";
