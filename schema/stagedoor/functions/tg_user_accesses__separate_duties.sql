-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accesses__separate_duties()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. A trigger, so that it binds the service and the owner too.
declare
  v_conflict record;
begin
  if new.status <> 'Active' or not exists (
    select from stagedoor.separation_rules as r
    where r.kind = 'static'
  ) then
    return null;
  end if;

  -- Two grants to one person wait for each other here, or neither would see the other.
  perform from stagedoor.user_accounts as a where a.id = new.user_id for no key update;

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
