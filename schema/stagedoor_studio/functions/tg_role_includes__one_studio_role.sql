-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_role_includes__one_studio_role()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. A role that takes a studio role in gives it to everybody
-- who holds it.
begin
  if stagedoor_studio.roles_in(new.included_role_id) = '{}' then
    return null;
  end if;
  -- Whoever is given the role at this moment waits, or has it already.
  perform from stagedoor.permission_roles as r
  where r.id = new.permission_role_id
  for no key update;

  if exists (
    select
    from stagedoor.user_accesses as a
    where a.grant_id = new.permission_role_id
      and a.grant_type = 'role'
      and a.status = 'Active'
      and cardinality(stagedoor_studio.roles_held(
        a.user_id, a.scope_id, tstzrange(a.valid_from, a.valid_until))) > 1
  ) then
    raise check_violation using
      message = 'One person has one role in a studio',
      detail = '{"error_code":"ONE_STUDIO_ROLE"}',
      hint = 'Somebody who holds the role has another studio role.';
  end if;
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_role_includes__one_studio_role"() is
  'Refuse an inclusion that gives somebody a second studio role (F48).

Raises 23514.';

revoke all on function "stagedoor_studio"."tg_role_includes__one_studio_role"() from public;

grant execute
  on function "stagedoor_studio"."tg_role_includes__one_studio_role"()
  to "postgres";
