-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__separate_duties()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads rules, which no request role may. A trigger, so that it binds everybody. Arguments:
-- the rule, the column of the scope, and the columns of those who must be different people.
declare
  v_before  pg_catalog.jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  v_after   pg_catalog.jsonb := to_jsonb(new);
  v_rule_id pg_catalog.uuid;
  v_people  pg_catalog.text[];
  v_column  pg_catalog.text;
begin
  foreach v_column in array tg_argv[2:] loop
    -- Who did it stays who did it; a guest who claims the account takes the new id along.
    if stagedoor.is_other_person(
      (v_before ->> v_column)::pg_catalog.uuid, (v_after ->> v_column)::pg_catalog.uuid)
    then
      raise check_violation using message = format('%s is set once', v_column);
    end if;
    v_people := array_append(v_people, v_after ->> v_column);
  end loop;

  select r.id into v_rule_id
  from stagedoor.separation_rules as r
  where r.rule_key = tg_argv[0] and r.kind = 'dynamic';

  if (
      select count(p.person) <> count(distinct p.person)
      from unnest(v_people) as p (person)
    )
    and stagedoor.separation_is_enforced(
      v_rule_id, (v_after ->> tg_argv[1])::pg_catalog.uuid)
  then
    raise check_violation using
      message = 'Nobody checks their own work',
      detail = json_build_object('error_code', 'SEPARATION_OF_DUTY', 'rule', tg_argv[0]),
      hint = 'Another person has to do this.';
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_any__separate_duties"() is 'Refuse a row in which one person stands for two duties (F101, F116).

Raises 23514. A part attaches it after insert or update, enable always, with the key of a
dynamic rule, the column of the scope, and two or more columns of people. Those columns
are set once.';

revoke all on function "stagedoor"."tg_any__separate_duties"() from public;

grant execute on function "stagedoor"."tg_any__separate_duties"() to "postgres";
