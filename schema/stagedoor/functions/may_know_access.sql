-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_know_access (
  p_access stagedoor.user_accesses
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads who delegated it, which the person asked about may not see.
-- An access that is not there is asked about like one that is not known.
begin
  return coalesce(
    p_access.user_id = stagedoor.caller_id()
    or exists (
      select from stagedoor.user_accesses as source
      where source.id = p_access.delegated_from and source.user_id = stagedoor.caller_id()
    )
    or stagedoor.can('access:view', p_access.scope_id),
    false
  );
end;
$function$;

comment on function "stagedoor"."may_know_access"(stagedoor.user_accesses) is
  'Whether the caller may know of an access.

They hold it, have delegated it, or see the accesses of its scope.';

revoke all on function "stagedoor"."may_know_access"(stagedoor.user_accesses) from public;

grant execute
  on function "stagedoor"."may_know_access"(stagedoor.user_accesses)
  to "postgres";
