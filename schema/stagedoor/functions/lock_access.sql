-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.lock_access (
  p_access_id uuid
)
  returns stagedoor.user_accesses
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Locks a scope and an access in it, scope first, as everywhere.
declare
  v_access stagedoor.user_accesses;
begin
  perform from stagedoor.scopes as s
  where s.id = (
    select a.scope_id from stagedoor.user_accesses as a where a.id = p_access_id)
  for no key update;
  select a.* into v_access
  from stagedoor.user_accesses as a
  where a.id = p_access_id
  for no key update;
  return v_access;
end;
$function$;

comment on function "stagedoor"."lock_access"(uuid) is 'Lock an access and its scope for a change.

All nulls where there is none.';

revoke all on function "stagedoor"."lock_access"(uuid) from public;

grant execute on function "stagedoor"."lock_access"(uuid) to "postgres";
