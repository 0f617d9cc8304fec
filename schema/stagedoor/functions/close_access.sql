-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.close_access (
  p_access stagedoor.user_accesses,
  p_reason text,
  p_lifts  boolean                 default true
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may. The callers check who may close what,
-- and have locked its tree.
declare
  v_target   stagedoor.grant_targets;
  v_at_stake pg_catalog.uuid[] := '{}';
begin
  select t.* into v_target from stagedoor.grant_targets as t where t.id = p_access.grant_id;
  if p_access.status = 'Active'
    and p_access.delegated_from is null
    and 'access:grant' = any (v_target.allow_keys)
  then
    v_at_stake := stagedoor.scopes_at_stake(
      array[p_access.scope_id], array[p_access.user_id]);
  end if;

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = p_reason
  where a.id = p_access.id;

  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  if p_lifts
    and p_access.status = 'Active'
    -- What is over holds nothing back.
    and coalesce(p_access.valid_until > stagedoor.instant(), true)
  then
    perform stagedoor.refuse_lifted_denial(
      p_access.user_id, array[p_access.scope_id], v_target.deny_keys);
  end if;
end;
$function$;

comment on function "stagedoor"."close_access"(stagedoor.user_accesses, text, boolean) is
  'Close one access.

p_lifts: whether what it denies ends with it; false where the caller puts another in its
place and asks refuse_lifted_denial then. Raises 23514 for the last holder, 42501 for a
denial that the caller may not lift.';

revoke all
  on function "stagedoor"."close_access"(stagedoor.user_accesses, text, boolean)
  from public;

grant execute
  on function "stagedoor"."close_access"(stagedoor.user_accesses, text, boolean)
  to "postgres";
