-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.record_event (
  p_event         text,
  p_scope_id      uuid,
  p_subject_id    uuid                     default null::uuid,
  p_object_type   text                     default null::text,
  p_object_id     text                     default null::text,
  p_before        jsonb                    default null::jsonb,
  p_after         jsonb                    default null::jsonb,
  p_personal      jsonb                    default null::jsonb,
  p_reason        text                     default null::text,
  p_window_from   timestamp with time zone default null::timestamp with time zone,
  p_window_until  timestamp with time zone default null::timestamp with time zone,
  p_override_id   uuid                     default null::uuid,
  p_elevation_id  uuid                     default null::uuid,
  p_alters_access boolean                  default false,
  p_sequence_id   uuid                     default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes the queue, which nobody else may. Called by triggers and definers, never by
-- requests.
declare
  v_before pg_catalog.jsonb := p_before;
begin
  if not stagedoor.is_recordable(p_after) or not stagedoor.is_recordable(p_personal) then
    raise invalid_parameter_value using
      message = 'It has more levels or bytes than can be recorded',
      detail = '{"error_code":"NOT_RECORDABLE","at_most_levels":32,"at_most_bytes":262144}';
  elsif octet_length(p_reason) > 8000 then
    raise invalid_parameter_value using
      message = 'A reason is longer than can be recorded',
      detail = '{"error_code":"NOT_RECORDABLE","at_most_bytes":8000}';
  end if;
  -- What was there before must be able to go.
  if not stagedoor.is_recordable(v_before) then
    v_before := jsonb_build_object(
      'bytes', octet_length(p_before::pg_catalog.text)::pg_catalog.text,
      'sha256', encode(sha256(convert_to(p_before::pg_catalog.text, 'UTF8')), 'hex'));
  end if;

  insert into stagedoor.event_queue (
    sequence_id, scope_id, event, actor_id, session_id, client_id, actor_role, intermediary,
    subject_id, object_type, object_id, before, after, personal, reason,
    window_from, window_until, override_id, elevation_id, alters_access
  )
  values (
    coalesce(
      p_sequence_id,
      (
        select coalesce(s.project_id, s.id)
        from stagedoor.scopes as s
        where s.id = p_scope_id
      ),
      -- A scope that is gone keeps the sequence that carried its name.
      p_scope_id
    ),
    p_scope_id, p_event, stagedoor.token_subject(), stagedoor.session_id(),
    left(stagedoor.client_id(), 200),
    -- The role that the database knows, before the one that a claim says.
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(session_user::pg_catalog.text, 'authenticator'),
    p_subject_id, p_object_type,
    case
      when octet_length(p_object_id) > 1000
        then 'sha256:' || encode(sha256(convert_to(p_object_id, 'UTF8')), 'hex')
      else p_object_id
    end,
    v_before, p_after, p_personal, p_reason,
    p_window_from, p_window_until, p_override_id, p_elevation_id, p_alters_access
  );
end;
$function$;

comment on function
  "stagedoor"."record_event"(text, uuid, uuid, text, text, jsonb, jsonb, jsonb, text,
  timestamp with time zone,
  timestamp with time zone, uuid, uuid, boolean, uuid) is 'Queue an event of this transaction for the audit log: a hook of parts.

p_event is noun.verb. p_scope_id is where it happened; a department''s events join the
sequence of its project, null joins the installation''s. p_before and p_after carry no
secret and nothing about a person: that goes into p_personal, which can be erased.
p_alters_access raises the version of the scope (F114). The actor, the session, the app and
the database login are taken from the request, never from an argument. Raises 22023 for what
is_recordable refuses; of p_before it then keeps a digest, {bytes, sha256}, and of an
object_id of more than 1000 bytes sha256:<digest>.';

revoke all
  on function
    "stagedoor"."record_event"(text, uuid, uuid, text, text, jsonb, jsonb, jsonb, text,
    timestamp with time zone, timestamp with time zone, uuid, uuid, boolean, uuid)
  from public;

grant execute
  on function
    "stagedoor"."record_event"(text, uuid, uuid, text, text, jsonb, jsonb, jsonb, text,
    timestamp with time zone, timestamp with time zone, uuid, uuid, boolean, uuid)
  to "postgres";
