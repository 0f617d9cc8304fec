-- Rebuilding: derived rows, computed anew where they were written without their triggers.

create function stagedoor.rebuild()
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes scopes and grant targets and queues an event, which no request role may.
declare
  v_scopes  integer;
  v_missing integer;
  v_targets integer;
begin
  -- Updating a scope computes it anew, and the scopes below it as well.
  with recursive placed (id, path, project_id, is_archived) as (
    select
      s.id, array[s.id], case when s.scope_type = 'project' then s.id end,
      s.archived_at is not null
    from stagedoor.scopes as s
    where s.parent_id is null
    union all
    select
      s.id, above.path || s.id,
      case when s.scope_type = 'project' then s.id else above.project_id end,
      s.archived_at is not null or above.is_archived
    from placed as above
    join stagedoor.scopes as s on s.parent_id = above.id
  )
  update stagedoor.scopes as s
  set parent_id = s.parent_id
  from placed as p
  where s.id = p.id
    and (s.path, s.organization_id, s.project_id, s.is_archived)
      is distinct from (p.path, p.path[1], p.project_id, p.is_archived);
  get diagnostics v_scopes = row_count;

  insert into stagedoor.grant_targets (id, grant_type)
  select g.id, g.grant_type
  from (
    select p.id, p.grant_type from stagedoor.permissions as p
    union all
    select r.id, r.grant_type from stagedoor.permission_roles as r
  ) as g
  where not exists (select from stagedoor.grant_targets as t where t.id = g.id);
  get diagnostics v_missing = row_count;
  v_targets := stagedoor.refresh_grant_targets();

  -- Cached decisions may be wrong.
  if v_scopes + v_missing + v_targets > 0 then
    perform stagedoor.record_event(
      p_event => 'installation.rebuilt',
      p_scope_id => null,
      p_after => jsonb_build_object(
        'scopes', v_scopes, 'grant_targets', v_missing + v_targets),
      p_alters_access => true
    );
  end if;
  return v_scopes + v_missing + v_targets;
end;
$$;

comment on function stagedoor.rebuild is
'Compute derived rows anew; how many rows changed (F105).

Paths of scopes, and the keys that roles and permissions grant. Triggers derive both; rows
that a superuser wrote without them are corrected here. A part has a rebuild of its own.
Records installation.rebuilt where a row changed.';

-- Privileges. For the owner of the database only.

revoke all on function stagedoor.rebuild from public, anon, authenticated, service_role;
