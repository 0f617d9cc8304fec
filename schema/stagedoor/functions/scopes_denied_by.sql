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
-- Reads what a grant carries. Only one that denies access:grant can take it away.
begin
  return case when stagedoor.denies_granting(p_grant_id)
    then stagedoor.scopes_at_stake(array[p_scope_id], array[p_user_id])
    else '{}'
  end;
end;
$function$;

comment on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) is
  'Scopes that could lose their last holder by giving somebody a denial.';

revoke all on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) to "postgres";
