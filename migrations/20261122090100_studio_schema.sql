-- Studio: appointments, clients, takings and stock of one studio, and who may do what
-- there.
--
-- A studio is a project. Whatever an artist owns carries the id of their user account in
-- owner_id, taken from their profile by trigger and never from a request: an artist whose
-- profile is not linked to an account owns nothing (F49).

create schema stagedoor_studio;

comment on schema stagedoor_studio is
'The studio part: definers, triggers and what no request may read.

Tables of the part stand in public, under row-level security.';

revoke all on schema stagedoor_studio from public, anon, authenticated, service_role;
grant usage on schema stagedoor_studio to anon, authenticated, service_role;

create function stagedoor_studio.act(
  p_permission_key text, p_project_id uuid, p_owner_id uuid default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what a decision reads and notes the use of an elevation. Asked by definers only.
begin
  perform stagedoor.enforce(p_permission_key, p_project_id, p_owner_id);
  return stagedoor.use_elevation(p_permission_key, p_project_id, p_owner_id);
end;
$$;

comment on function stagedoor_studio.act is
'Raise unless the caller may, and note by which elevation (F57, F60).

Returns the elevation, or null where none was needed. Raises 42501 or PT404.';

create function stagedoor_studio.may_see(
  p_permission_key text, p_project_id uuid, p_owner_id uuid
)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads what a decision reads. Asked by definers only.
  select p_project_id is not null
    and stagedoor.can(p_permission_key, p_project_id, p_owner_id)
$$;

comment on function stagedoor_studio.may_see is
'Whether a row exists for the caller (F86).

A null project is a row that was not found.';

create function stagedoor_studio.require_studio(
  p_permission_key text, p_project_id uuid, p_removes boolean default false
)
returns stagedoor.scopes
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a scope, which no request role may. Asked before the lock, so that strangers cannot
-- hold a studio, and again behind it, because rights may have gone while waiting.
declare
  v_scope stagedoor.scopes;
begin
  perform stagedoor.enforce(p_permission_key, p_project_id);
  if p_removes then
    perform stagedoor.lock_trees(array[p_project_id]);
  end if;
  select s.* into v_scope
  from stagedoor.scopes as s
  where s.id = p_project_id
  for no key update;
  perform stagedoor.enforce(p_permission_key, p_project_id);
  -- Whoever holds the key may know that a company or a department is no studio.
  if v_scope.scope_type <> 'project' then
    perform stagedoor.raise_not_found('Studio');
  end if;
  return v_scope;
end;
$$;

comment on function stagedoor_studio.require_studio is
'Lock a studio for a change that needs a key there.

p_removes: the change may take somebody away who can give access. Raises 42501 or PT404.';

-- Privileges. For definers only.

revoke all on function
  stagedoor_studio.act,
  stagedoor_studio.may_see,
  stagedoor_studio.require_studio
from public, anon, authenticated, service_role;
