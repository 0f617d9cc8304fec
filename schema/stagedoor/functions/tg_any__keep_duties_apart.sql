-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__keep_duties_apart()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. A trigger, so that it binds the service and the owner too.
declare
  v_row     pg_catalog.jsonb := to_jsonb(new);
  v_role_id pg_catalog.uuid := (v_row ->> 'permission_role_id')::pg_catalog.uuid;
  v_rule    pg_catalog.text;
begin
  if not exists (select from stagedoor.separation_rules as r where r.kind = 'static') then
    return null;
  end if;

  -- Whoever is given something at this moment waits, or has it already: the lock that
  -- giving takes (tg_user_accesses__separate_duties).
  perform from stagedoor.user_accounts as u
  where u.id in (
    select a.user_id
    from stagedoor.user_accesses as a
    where a.status = 'Active'
      and (a.grant_id = v_role_id
        or (v_role_id is null and a.scope_id = (v_row ->> 'id')::pg_catalog.uuid))
  )
  order by u.id
  for no key update;

  -- A role that takes another in, or a scope that came below another: the same two hands.
  select c.rule_key into v_rule
  from stagedoor.user_accesses as a
  cross join lateral stagedoor.separation_conflicts(a.id) as c
  where a.status = 'Active'
    and (
      a.grant_id = v_role_id
      or (v_role_id is null and a.scope_id = (v_row ->> 'id')::pg_catalog.uuid)
    )
  limit 1;
  if found then
    raise check_violation using
      message = 'It would put two duties into one hand',
      detail = json_build_object('error_code', 'SEPARATION_OF_DUTY', 'rule', v_rule);
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_any__keep_duties_apart"() is 'Refuse an inclusion or a move that joins two duties (F101).

Raises 23514.';

revoke all on function "stagedoor"."tg_any__keep_duties_apart"() from public;

grant execute on function "stagedoor"."tg_any__keep_duties_apart"() to "postgres";
