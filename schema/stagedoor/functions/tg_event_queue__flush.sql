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
  v_taken     stagedoor.event_queue[];
  v_events    stagedoor.event_queue[];
  v_scope_ids pg_catalog.uuid[];
begin
  -- The first firing empties the queue of its transaction; the others find their row gone.
  -- Looking for it by its key keeps a bulk change linear: 20,000 events took 18 s without.
  with taken as (
    delete from stagedoor.event_queue as q
    where q.xact_id = new.xact_id
      and exists (
        select from stagedoor.event_queue as f
        where f.xact_id = new.xact_id and f.id = new.id
      )
    returning q as event
  )
  select
    array_agg(t.event),
    array_agg((t.event).scope_id) filter (where (t.event).alters_access)
  into v_taken, v_scope_ids
  from taken as t;
  if v_taken is null then
    return null;
  end if;

  if cardinality(v_taken) = 1 then
    -- Mostly it is one: setting up to group and sort costs more than the rest of this.
    perform stagedoor_audit.append(v_taken);
  else
    for v_events in
      select array_agg(q order by q.id)
      from unnest(v_taken) as q
      group by q.sequence_id
      order by q.sequence_id nulls first
    loop
      perform stagedoor_audit.append(v_events);
    end loop;
  end if;

  if v_scope_ids is not null then
    perform stagedoor.raise_versions(v_scope_ids);
  end if;
  return null;
end;
$function$;

comment on function "stagedoor"."tg_event_queue__flush"() is 'At commit, hand the queued events to the audit log and raise versions.';

revoke all on function "stagedoor"."tg_event_queue__flush"() from public;

grant execute on function "stagedoor"."tg_event_queue__flush"() to "postgres";
