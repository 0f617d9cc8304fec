-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.put_aside (
  p_sequence_id uuid,
  p_seq         bigint,
  p_event       stagedoor.event_queue
)
  returns text
  language sql
  set search_path to ''
  AS $function$
  with put as (
    insert into stagedoor_audit.personal_values as v (
      sequence_id, seq, key, person_id, salt, value
    )
    select
      p_sequence_id, p_seq, e.key,
      case
        -- The address that a request came from belongs to whoever made it.
        when e.key ~ '^(ip|user_agent|actor_)' then p_event.actor_id
        when p_event.subject_id is not null then p_event.subject_id
        when p_event.object_type = 'user_accounts' then p_event.object_id::pg_catalog.uuid
      end,
      uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
      e.value
    from jsonb_each_text(p_event.personal) as e
    where e.value is not null
    returning v.key, sha256(v.salt || convert_to(v.value, 'UTF8')) as hash
  )
  select '{' || string_agg(
    to_json(p.key)::pg_catalog.text || ': "' || encode(p.hash, 'hex') || '"',
    ', ' order by p.key collate "C"
  ) || '}'
  from put as p
$function$;

alter function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue) owner to
  "stagedoor_auditor";

comment on function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue) is
  'Store the personal values of an event; their salted hashes as JSON.';

revoke all
  on function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue)
  from public;

grant execute
  on function "stagedoor_audit"."put_aside"(uuid, bigint, stagedoor.event_queue)
  to "postgres";
