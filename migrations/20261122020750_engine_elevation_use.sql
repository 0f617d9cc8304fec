-- Using an elevation: an act that needed one is recorded, and rolled back at commit if the
-- elevation has ended by then (F60, F118).

create function stagedoor.use_elevation(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what the decision reads; writes window_uses and the queue, which no other role may.
declare
  v_decision pg_catalog.record;
  v_window   stagedoor.elevations;
begin
  -- Common case: the caller is not elevated.
  if not exists (
    select
    from stagedoor.elevated_scopes(stagedoor.caller_id(), stagedoor.session_id())
  ) then
    return null;
  end if;

  select d.* into v_decision
  from stagedoor.decide(
    stagedoor.caller_id(), p_permission_key, p_scope_id, p_owner_id,
    stagedoor.session_id(), stagedoor.session_aal()) as d;
  if v_decision.elevation_id is null then
    return null;
  end if;

  select e.* into v_window
  from stagedoor.elevations as e
  where e.id = v_decision.elevation_id;
  -- What may be done in an archive may be done by whoever archives: it is held to no scope.
  perform stagedoor.use_window('elevation', v_window.id, v_window.ends_at,
    case when not stagedoor.counts_when_archived(p_permission_key) then p_scope_id end);
  perform stagedoor.record_event(
    p_event => 'elevation.used',
    p_scope_id => p_scope_id,
    p_subject_id => v_window.user_id,
    p_object_type => 'permissions',
    p_object_id => p_permission_key,
    p_window_from => v_window.started_at,
    p_window_until => v_window.ends_at,
    p_elevation_id => v_window.id
  );
  return v_window.id;
end;
$$;

comment on function stagedoor.use_elevation is
'Note that the caller acts by an elevation; its id, or null.

A definer of a part calls it after its guard. The transaction then commits before the
elevation ends or not at all, and the use is an event (F60, F118).';

create function stagedoor.tg_any__stamp_elevation()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Notes the use of an elevation, which no other role may. Arguments: the keys that
-- inserting, updating and deleting need, '' for none.
declare
  v_row          pg_catalog.jsonb := to_jsonb(coalesce(new, old));
  v_key          pg_catalog.text := tg_argv[
    case tg_op when 'INSERT' then 0 when 'UPDATE' then 1 else 2 end];
  v_elevation_id pg_catalog.uuid;
begin
  -- Only a request by a user can be elevated.
  if v_key <> '' and stagedoor.caller_id() is not null then
    v_elevation_id := stagedoor.use_elevation(
      v_key,
      (v_row ->> 'project_id')::pg_catalog.uuid,
      (v_row ->> 'owner_id')::pg_catalog.uuid);
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  -- Null as well: the elevation of an earlier change did not cause this one.
  if v_key <> '' then
    new.elevation_id := v_elevation_id;
  end if;
  return new;
end;
$$;

comment on function stagedoor.tg_any__stamp_elevation is
'Stamp a row with the elevation that it was written under (F60, F118).

A part attaches it before insert, update or delete to a table with the columns project_id
and elevation_id, with the keys of the three operations as arguments.';

-- Privileges. For definers only.

revoke all on function
  stagedoor.use_elevation,
  stagedoor.tg_any__stamp_elevation
from public, anon, authenticated, service_role;
