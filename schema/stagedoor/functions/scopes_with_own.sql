-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_with_own (
  key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  v_only pg_catalog.uuid := stagedoor.narrowed_project();
begin
  if v_only is null then
    return stagedoor.scopes_granting(key, true);
  elsif not stagedoor.can(key, v_only) then
    if stagedoor.can(key, v_only, stagedoor.caller_id()) then
      return array[v_only];
    end if;
  elsif not exists (
    select
    from stagedoor.user_accesses as a
    where a.user_id = stagedoor.caller_id()
      and a.status = 'Active'
      and a.delegated_from is not null
  ) then
    -- Only where a delegation ends below does what is one's own go on.
    return '{}';
  end if;
  return stagedoor.departments_granting(key, v_only, true);
end;
$function$;

comment on function "stagedoor"."scopes_with_own"(text) is 'Where the caller holds a key on what is their own only (F50).

For the second half of a policy: owner_id = (select auth.uid()) and project_id = any
((select stagedoor.scopes_with_own(''project:edit:assigned''))::uuid[]).';

revoke all on function "stagedoor"."scopes_with_own"(text) from public;

grant execute on function "stagedoor"."scopes_with_own"(text) to "authenticated", "postgres";
