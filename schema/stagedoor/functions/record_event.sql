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
  set search_path to '';
-- Its body: migrations/20261122010300_foundation_events.sql

comment on function
  "stagedoor"."record_event"(text, uuid, uuid, text, text, jsonb, jsonb, jsonb, text,
  timestamp with time zone,
  timestamp with time zone, uuid, uuid, boolean, uuid) is 'Queue an event of this transaction for the audit log: a hook of parts.

p_event is noun.verb. p_scope_id is its scope; a department''s events join the sequence of
its project, null joins the installation''s. p_before and p_after carry no secret; values
about a person go into p_personal, which can be erased.
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
