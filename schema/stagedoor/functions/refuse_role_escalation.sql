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
begin
  perform stagedoor.refuse_escalation(p_role.scope_id, p_grant_id, case
    when exists (
      select
      from stagedoor.user_accesses as a
      where a.user_id = auth.uid()
        and a.status <> 'Revoked'
        and (a.grant_id = p_role.id or a.grant_id in (
          select i.permission_role_id
          from stagedoor.role_includes as i where i.included_role_id = p_role.id))
    )
    then auth.uid()
  end);
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
