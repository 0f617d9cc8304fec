-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_scopes__one_studio_role()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. A studio that moves meets the roles of its new company.
begin
  if exists (
    select
    from stagedoor.scopes as below
    join stagedoor.user_accesses as a on a.scope_id = below.id and a.status = 'Active'
    where below.path @> array[new.id]
      and a.grant_type = 'role'
      and stagedoor_studio.roles_in(a.grant_id) <> '{}'
      and cardinality(stagedoor_studio.roles_held(
        a.user_id, a.scope_id,
        stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at))) > 1
  ) then
    raise check_violation using
      message = 'One person has one role in a studio',
      detail = '{"error_code":"ONE_STUDIO_ROLE"}',
      hint = 'Somebody has another role at the new place.';
  end if;
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_scopes__one_studio_role"() is
  'Refuse a move that gives somebody a second role in a studio (F48).

Raises 23514.';

revoke all on function "stagedoor_studio"."tg_scopes__one_studio_role"() from public;

grant execute on function "stagedoor_studio"."tg_scopes__one_studio_role"() to "postgres";
