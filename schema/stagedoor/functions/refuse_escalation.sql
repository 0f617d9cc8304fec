-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_escalation (
  p_scope_id    uuid,
  p_grant_id    uuid,
  p_for_user_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads what the caller holds. The service gives what it likes, and is recorded as such.
declare
  v_caller  uuid := auth.uid();
  v_missing text[];
begin
  if v_caller is null and stagedoor.is_service() then
    return;
  end if;

  v_missing := stagedoor.keys_not_held(v_caller, p_scope_id, p_grant_id);
  if cardinality(v_missing) = 0
    -- Escalation is for others: never a way to give oneself what one lacks.
    or (p_for_user_id is distinct from v_caller
      and stagedoor.can('access:escalate', p_scope_id))
  then
    return;
  end if;
  perform stagedoor.deny('access:escalate',
    'You do not hold: ' || array_to_string(v_missing, ', '));
end;
$function$;

comment on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid) is
  'Raise 42501 where the caller would give what they do not hold (F94).';

revoke all on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."refuse_escalation"(uuid, uuid, uuid) to "postgres";
