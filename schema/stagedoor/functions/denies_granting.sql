-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.denies_granting (
  p_grant_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads what is granted, which no request role may.
begin
  return exists (
    select from stagedoor.grant_targets as t
    where t.id = p_grant_id and 'access:grant' = any (t.deny_keys)
  );
end;
$function$;

comment on function "stagedoor"."denies_granting"(uuid) is 'Whether a role denies giving access: giving it may remove a holder.';

revoke all on function "stagedoor"."denies_granting"(uuid) from public;

grant execute on function "stagedoor"."denies_granting"(uuid) to "postgres";
