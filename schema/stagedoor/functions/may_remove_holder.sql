-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_remove_holder (
  p_access stagedoor.user_accesses
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
    where t.id = p_access.grant_id
      and 'access:grant' = any (
        case p_access.status when 'Invited' then t.deny_keys else t.allow_keys end)
  );
end;
$function$;

comment on function "stagedoor"."may_remove_holder"(stagedoor.user_accesses) is
  'Whether closing an access, or accepting it, may take a holder away.';

revoke all on function "stagedoor"."may_remove_holder"(stagedoor.user_accesses) from public;

grant execute
  on function "stagedoor"."may_remove_holder"(stagedoor.user_accesses)
  to "postgres";
