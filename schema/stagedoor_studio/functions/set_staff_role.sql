-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.set_staff_role (
  p_project_id  uuid,
  p_user_id     uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_scope stagedoor.scopes;
begin
  if p_role_key is null or p_role_key not in ('admin', 'assistant', 'artist') then
    raise invalid_parameter_value using
      message = 'A studio role is admin, assistant or artist',
      detail = json_build_object('p_role_key', p_role_key);
  end if;
  v_scope := (stagedoor.require_scope(
    'staff:manage_users', p_project_id, 'project', p_removes => true)).scope;
  if p_user_id is null or not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;
  return stagedoor_studio.give_role(v_scope, p_user_id, p_role_key, p_valid_until);
end;
$function$;

comment on function "stagedoor_studio"."set_staff_role"(uuid, uuid, text, timestamp
  with time zone) is 'Implementation of public.set_staff_role.';

revoke all
  on function "stagedoor_studio"."set_staff_role"(uuid, uuid, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor_studio"."set_staff_role"(uuid, uuid, text, timestamp
    with time zone)
  to "authenticated", "postgres";
