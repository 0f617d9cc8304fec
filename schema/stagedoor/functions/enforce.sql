-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.enforce (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads what a decision reads. The reason is looked for only when the answer is no.
declare
  v_decision pg_catalog.record;
begin
  if stagedoor.can(p_permission_key, p_scope_id, p_owner_id) then
    return;
  end if;

  select d.* into v_decision
  from stagedoor.decide(
    stagedoor.caller_id(), p_permission_key, p_scope_id, p_owner_id,
    stagedoor.session_id(), stagedoor.session_aal()) as d;

  if v_decision.reason = 'unknown_scope' then
    perform stagedoor.raise_not_found('Scope');
  end if;
  perform stagedoor.raise_denied(
    case v_decision.reason when 'not_owner' then 'owner_or_manager_access'
      else p_permission_key end,
    v_decision.remedy
  );
end;
$function$;

comment on function "stagedoor"."enforce"(text, uuid, uuid) is 'Raise unless the caller holds a key at a scope (F57).

Implementation of public.enforce. Definers call it as their guard.';

revoke all on function "stagedoor"."enforce"(text, uuid, uuid) from public;

grant execute
  on function "stagedoor"."enforce"(text, uuid, uuid)
  to "authenticated", "postgres";
