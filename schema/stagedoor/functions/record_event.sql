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
begin
  insert into stagedoor.event_queue (
    sequence_id, scope_id, event, actor_id, session_id, actor_role, intermediary,
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
    p_scope_id, p_event, stagedoor.caller_id(), stagedoor.session_id(),
    -- The role that the database knows, before the one that a claim says.
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(session_user::pg_catalog.text, 'authenticator'),
    p_subject_id, p_object_type, p_object_id, p_before, p_after, p_personal, p_reason,
    p_window_from, p_window_until, p_override_id, p_elevation_id, p_alters_access
  );
end;
$function$;

comment on function
  "stagedoor"."record_event"(text, uuid, uuid, text, text, jsonb, jsonb, jsonb, text,
  timestamp with time zone,
  timestamp with time zone, uuid, uuid, boolean, uuid) is 'Queue an event of this transaction for the audit log: a hook of packs.

p_event is noun.verb. p_scope_id is where it happened; a department''s events join the
sequence of its project, null joins the installation''s. p_before and p_after carry no
secret and nothing about a person: that goes into p_personal, which can be erased.
p_alters_access raises the version of the scope (F114). The actor, the session and the
database login are taken from the request, never from an argument.';

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
