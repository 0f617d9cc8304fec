-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_user_accesses__one_studio_role()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody.
declare
  v_roles pg_catalog.text[];
begin
  if new.status <> 'Active' or new.grant_type <> 'role' then
    return null;
  end if;
  -- Whoever puts a studio role into a role of a tenant at this moment is waited for.
  perform from stagedoor.permission_roles as r
  where r.id = new.grant_id and r.scope_id is not null
  for share;
  if stagedoor_studio.roles_in(new.grant_id) = '{}' then
    return null;
  end if;

  -- Two grants to one person wait for each other here, or neither would see the other.
  perform from stagedoor.user_accounts as a where a.id = new.user_id for no key update;

  v_roles := stagedoor_studio.roles_held(
    new.user_id, new.scope_id,
    stagedoor.access_window(new.valid_from, new.valid_until, new.granted_at));
  if cardinality(v_roles) > 1 then
    raise check_violation using
      message = 'One person has one role in a studio',
      detail = json_build_object('error_code', 'ONE_STUDIO_ROLE', 'roles', v_roles),
      hint = 'Change the role with set_staff_role.';
  end if;
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_user_accesses__one_studio_role"() is
  'Refuse a second studio role of one person in one studio (F48).

Raises 23514.';

revoke all on function "stagedoor_studio"."tg_user_accesses__one_studio_role"() from public;

grant execute
  on function "stagedoor_studio"."tg_user_accesses__one_studio_role"()
  to "postgres";
