-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accesses__separate_duties()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. A trigger, so that it binds the service and the owner too.
declare
  v_conflict pg_catalog.record;
begin
  if new.status <> 'Active' or not exists (
    select
    from stagedoor.separation_rules as r
    left join stagedoor.role_includes as i on i.permission_role_id = new.grant_id
    where r.kind = 'static'
      and (new.grant_id in (r.first_grant_id, r.second_grant_id)
        or i.included_role_id in (r.first_grant_id, r.second_grant_id))
  ) then
    return null;
  end if;

  -- Two grants to one person wait for each other here, or neither would see the other. A
  -- write, so that a transaction that looks with an old snapshot fails instead.
  update stagedoor.user_accounts as a set id = a.id where a.id = new.user_id;

  select c.* into v_conflict from stagedoor.separation_conflicts(new.id) as c limit 1;
  if found then
    raise check_violation using
      message = 'One person does not hold both duties here',
      detail = json_build_object(
        'error_code', 'SEPARATION_OF_DUTY', 'rule', v_conflict.rule_key),
      hint = 'Revoke the other access first, or drop the rule for this scope.';
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_user_accesses__separate_duties"() is
  'Refuse an access that a static separation rule forbids (F101).

Raises 23514.';

revoke all on function "stagedoor"."tg_user_accesses__separate_duties"() from public;

grant execute on function "stagedoor"."tg_user_accesses__separate_duties"() to "postgres";
