-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_alert (
  p_scope_id   uuid,
  p_rule_key   text,
  p_subject_id uuid,
  p_detail     jsonb default '{}'::jsonb
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes alerts and the outbox, which no request role may. Called by definers and triggers.
declare
  v_alert_id pg_catalog.uuid;
begin
  insert into stagedoor.alerts (scope_id, rule_key, subject_id, detail)
  select s.id, r.rule_key, u.id, p_detail
  from stagedoor.alert_rules as r
  join stagedoor.scopes as s on s.id = p_scope_id
  left join stagedoor.user_accounts as u on u.id = p_subject_id
  where r.rule_key = p_rule_key and r.is_active
  on conflict do nothing
  returning id into v_alert_id;
  if not found then
    return false;
  end if;

  insert into stagedoor.outbox (topic, payload)
  values ('alert.raised', jsonb_build_object(
    'alert_id', v_alert_id, 'scope_id', p_scope_id, 'rule_key', p_rule_key,
    'subject_id', p_subject_id, 'detail', p_detail));
  perform stagedoor.record_event(
    p_event => 'alert.raised', p_scope_id => p_scope_id, p_subject_id => p_subject_id,
    p_object_type => 'alert_rules', p_object_id => p_rule_key, p_after => p_detail);
  return true;
end;
$function$;

comment on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb) is
  'Raise an alert at a scope, unless the same one is open (F89).

Returns whether it is new. A row in the outbox tells it to a mailer.';

revoke all on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb) from public;

grant execute on function "stagedoor"."raise_alert"(uuid, text, uuid, jsonb) to "postgres";
