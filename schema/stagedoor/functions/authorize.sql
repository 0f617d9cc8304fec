-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.authorize (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Reads what a decision reads, and counts its refusals.
declare
  v_user_id  pg_catalog.uuid := stagedoor.caller_id();
  v_nowhere  constant pg_catalog.text[] :=
    '{client_not_allowed,unknown_permission,unknown_scope}';
  v_path     pg_catalog.uuid[];
  v_decision pg_catalog.record;
begin
  select d.* into v_decision
  from stagedoor.decide(
    v_user_id, p_permission_key, p_scope_id, p_owner_id, stagedoor.session_id(),
    stagedoor.session_aal()) as d;

  -- A read-only transaction answers and counts nothing.
  if not v_decision.allowed and v_decision.reason <> 'no_session' and p_scope_id is not null
    and p_permission_key is not null and current_setting('transaction_read_only') = 'off'
  then
    insert into stagedoor.access_denials as t
      (user_id, permission_key, scope_id, minute, reason)
    values (
      stagedoor.token_subject(),
      -- What does not exist for the caller is one row a minute, however it is spelled.
      case
        when v_decision.reason in ('unknown_permission', 'client_not_allowed') then '?'
        else p_permission_key
      end,
      case when v_decision.reason = any (v_nowhere)
        then '00000000-0000-0000-0000-000000000000' else p_scope_id end,
      date_trunc('minute', clock_timestamp()), v_decision.reason)
    on conflict on constraint access_denials_pkey
    do update set denials = t.denials + 1, reason = excluded.reason;
    -- Strangers raise no alert: a scope that they are no member of is nothing to them.
    if v_decision.reason <> all (v_nowhere) then
      perform stagedoor.alert_on_denials(v_user_id, p_permission_key, p_scope_id);
    end if;
  end if;

  -- Whoever has left learns no more how often things change there.
  if v_decision.reason in ('invited', 'not_yet_valid')
    or stagedoor.works_at(v_user_id, p_scope_id)
  then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;
  return jsonb_build_object(
    'allowed', v_decision.allowed,
    'policy', v_decision.policy,
    'reason', v_decision.reason,
    'remedy', v_decision.remedy,
    'version', case when v_path is not null then stagedoor.access_version(v_path) end,
    'valid_until', v_decision.valid_until
  );
end;
$function$;

comment on function "stagedoor"."authorize"(text, uuid, uuid) is 'Implementation of public.authorize.';

revoke all on function "stagedoor"."authorize"(text, uuid, uuid) from public;

grant execute
  on function "stagedoor"."authorize"(text, uuid, uuid)
  to "authenticated", "postgres";
