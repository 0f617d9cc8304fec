-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_at_stake_by_role (
  p_role_id uuid
)
  returns uuid[]
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody, and locks scopes. Asked before a change of the role.
declare
  v_scope_ids pg_catalog.uuid[];
  v_user_ids  pg_catalog.uuid[];
begin
  select array_agg(distinct a.scope_id), array_agg(distinct a.user_id)
  into v_scope_ids, v_user_ids
  from stagedoor.user_accesses as a
  where a.status = 'Active'
    and (a.grant_id = p_role_id or a.grant_id in (
      select i.permission_role_id
      from stagedoor.role_includes as i where i.included_role_id = p_role_id));

  -- Whoever gives or takes in one of them waits, or does so first. Their root is locked.
  perform from stagedoor.scopes as s
  where s.id = any (v_scope_ids)
  order by s.id
  for no key update;
  return stagedoor.scopes_at_stake(v_scope_ids, v_user_ids);
end;
$function$;

comment on function "stagedoor"."scopes_at_stake_by_role"(uuid) is 'Lock the scopes that a change of a role could leave without a holder.

Returns those that have one now.';

revoke all on function "stagedoor"."scopes_at_stake_by_role"(uuid) from public;

grant execute on function "stagedoor"."scopes_at_stake_by_role"(uuid) to "postgres";
