-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_event_queue__flush()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  set enable_seqscan to 'off'
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Appends to the audit log and raises versions, which nobody else may. Deferred triggers
-- run as the committer before PostgreSQL 18 and as the queuing role from then on: hence
-- definer.
declare
  v_sequence_id pg_catalog.uuid;
  v_events      stagedoor.event_queue[];
  v_scope_ids   pg_catalog.uuid[];
begin
  -- The first firing empties the queue of this transaction; the others find their row gone.
  -- Looking for it by its key keeps a bulk change linear: 20,000 events took 18 s without.
  if not exists (select from stagedoor.event_queue as q where q.id = new.id) then
    return null;
  end if;

  for v_sequence_id in
    select q.sequence_id
    from stagedoor.event_queue as q
    where q.xact_id = pg_current_xact_id()
    group by q.sequence_id
    order by q.sequence_id nulls first
  loop
    with taken as (
      delete from stagedoor.event_queue as q
      where q.xact_id = pg_current_xact_id()
        and q.sequence_id is not distinct from v_sequence_id
      returning q as event
    )
    select array_agg(t.event order by (t.event).id) into v_events
    from taken as t;

    perform stagedoor_audit.append(v_events);

    select v_scope_ids || array_agg(distinct e.scope_id) into v_scope_ids
    from unnest(v_events) as e
    where e.alters_access;
  end loop;

  if cardinality(v_scope_ids) > 0 then
    perform stagedoor.raise_versions(v_scope_ids);
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_event_queue__flush"() is 'At commit, hand the queued events to the audit log and raise versions.';

revoke all on function "stagedoor"."tg_event_queue__flush"() from public;

grant execute on function "stagedoor"."tg_event_queue__flush"() to "postgres";
