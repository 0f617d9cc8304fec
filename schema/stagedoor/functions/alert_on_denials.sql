-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.alert_on_denials (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads access_denials and writes alerts, which no request role may.
declare
  v_denials bigint;
begin
  select sum(d.denials) into v_denials
  from stagedoor.access_denials as d
  where d.user_id = p_user_id
    and d.permission_key = p_permission_key
    and d.scope_id = p_scope_id
    and d.minute > clock_timestamp() - interval '1 hour';
  if v_denials >= (
    select r.threshold from stagedoor.alert_rules as r where r.rule_key = 'repeated_denials'
  ) then
    perform stagedoor.raise_alert(p_scope_id, 'repeated_denials', p_user_id,
      jsonb_build_object('permission_key', p_permission_key, 'denials', v_denials));
  end if;
end;
$function$;

comment on function "stagedoor"."alert_on_denials"(uuid, text, uuid) is
  'Alert where a member was refused the same key too often (F89).

Within an hour, as often as the rule repeated_denials says.';

revoke all on function "stagedoor"."alert_on_denials"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."alert_on_denials"(uuid, text, uuid) to "postgres";
