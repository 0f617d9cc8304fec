-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_audit_events (
  p_scope_id    uuid,
  p_limit       integer,
  p_before      bigint,
  p_override_id uuid
)
  returns table (
    seq          bigint,
    occurred_at  timestamp with time zone,
    event        text,
    scope_id     uuid,
    actor_id     uuid,
    session_id   uuid,
    client_id    text,
    actor_role   text,
    login_role   text,
    intermediary text,
    subject_id   uuid,
    object_type  text,
    object_id    text,
    before       jsonb,
    after        jsonb,
    personal     jsonb,
    reason       text,
    window_from  timestamp with time zone,
    window_until timestamp with time zone,
    override_id  uuid,
    elevation_id uuid,
    leaf_hash    text
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Calls into the audit log, which nobody else may.
declare
  v_sequence_id pg_catalog.uuid;
begin
  if p_limit is null or p_limit not between 1 and 1000 then
    raise invalid_parameter_value using message = 'A page holds 1 to 1000 events';
  end if;
  v_sequence_id := stagedoor.readable_sequence(p_scope_id);
  return query
  select e.*
  from stagedoor_audit.events_of(
    v_sequence_id, p_limit, p_before, p_override_id,
    stagedoor.unreadable_departments(v_sequence_id)) as e;
end;
$function$;

comment on function "stagedoor"."get_audit_events"(uuid, integer, bigint, uuid) is
  'Page through a sequence. Guard of public.get_audit_events.';

revoke all
  on function "stagedoor"."get_audit_events"(uuid, integer, bigint, uuid)
  from public;

grant execute
  on function "stagedoor"."get_audit_events"(uuid, integer, bigint, uuid)
  to "authenticated", "postgres", "service_role";
