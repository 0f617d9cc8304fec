-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_role_escalation (
  p_role     stagedoor.permission_roles,
  p_grant_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads who holds the role. Nobody fills a role that they hold with what they lack.
declare
  v_mine  boolean;
  v_until pg_catalog.timestamptz;
begin
  select
    count(*) > 0,
    case when bool_or(a.valid_until is null) then null else max(a.valid_until) end
  into v_mine, v_until
  from stagedoor.my_accesses_by(p_role.id) as a;

  perform stagedoor.refuse_escalation(
    p_role.scope_id, p_grant_id, case when v_mine then stagedoor.caller_id() end, v_until);
end;
$function$;

comment on function "stagedoor"."refuse_role_escalation"(stagedoor.permission_roles, uuid)
  is 'Refuse to put into a role what the caller does not hold (F94).

Raises 42501.';

revoke all
  on function "stagedoor"."refuse_role_escalation"(stagedoor.permission_roles, uuid)
  from public;

grant execute
  on function "stagedoor"."refuse_role_escalation"(stagedoor.permission_roles, uuid)
  to "postgres";
