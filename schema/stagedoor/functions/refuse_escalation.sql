-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_escalation (
  p_scope_id    uuid,
  p_grant_id    uuid,
  p_for_user_id uuid,
  p_until       timestamp with time zone default null::timestamp with time zone
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads what the caller holds. The service gives what it likes, and is recorded as such.
declare
  v_caller  pg_catalog.uuid := stagedoor.caller_id();
  v_missing pg_catalog.text[];
begin
  if v_caller is null and stagedoor.is_service() then
    return;
  end if;

  -- To oneself nobody gives what they lack, nor for longer than they have it: power for an
  -- afternoon does not become power for a year.
  v_missing := stagedoor.keys_not_held(
    v_caller, p_scope_id, p_grant_id, null,
    p_for_user_id is not distinct from v_caller, p_until);
  if cardinality(v_missing) = 0
    or (p_for_user_id is distinct from v_caller
      and stagedoor.can('access:escalate', p_scope_id))
  then
    return;
  end if;
  perform stagedoor.raise_denied('access:escalate',
    'You do not hold: ' || array_to_string(v_missing, ', '));
end;
$function$;

comment on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid, timestamp
  with time zone) is 'Raise 42501 where the caller would give what they do not hold (F94).

p_for_user_id: who gets it. Where that is the caller, access:escalate does not help, and
what they hold must last until p_until (F39).';

revoke all
  on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid, timestamp with time zone)
  to "postgres";
