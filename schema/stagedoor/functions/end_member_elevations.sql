-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.end_member_elevations (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes elevations, which no request role may.
begin
  if p_user_id is distinct from stagedoor.caller_id() then
    perform stagedoor.require('access:revoke', p_scope_id);
  elsif stagedoor.caller_id() is null or not stagedoor.is_member(p_user_id, p_scope_id) then
    perform stagedoor.raise_not_found('Scope');
  end if;
  return stagedoor.end_elevations(
    p_user_id, p_scope_id,
    case
      when p_user_id = stagedoor.caller_id() then 'cleared'
      else 'ended by an administrator'
    end);
end;
$function$;

comment on function "stagedoor"."end_member_elevations"(uuid, uuid) is
  'Implementation of public.end_member_elevations.';

revoke all on function "stagedoor"."end_member_elevations"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."end_member_elevations"(uuid, uuid)
  to "authenticated", "postgres";
