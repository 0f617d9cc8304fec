-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_denied_by (
  p_grant_id uuid,
  p_scope_id uuid,
  p_user_id  uuid
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads what a grant conveys. Only one that denies access:grant can take it away.
begin
  return coalesce(
    (
      select stagedoor.scopes_at_stake(array[p_scope_id], array[p_user_id])
      from stagedoor.grant_targets as t
      where t.id = p_grant_id and 'access:grant' = any (t.deny_keys)
    ),
    '{}');
end;
$function$;

comment on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) is
  'Scopes that could lose their last holder by giving somebody a denial.';

revoke all on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) to "postgres";
