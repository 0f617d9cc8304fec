-- What ends accesses without a call: the end of an account, and a scope that moves or goes.

create function stagedoor.tg_user_accounts__close_accesses()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. Runs inside the deletion of a login by
-- the auth service, which must not fail here: without a login no access counts anyway.
declare
  v_scope_ids pg_catalog.uuid[];
  v_scope_id  pg_catalog.uuid;
begin
  select array_agg(distinct a.scope_id) into v_scope_ids
  from stagedoor.user_accesses as a
  join stagedoor.grant_targets as t on t.id = a.grant_id
  where a.user_id = new.id
    and a.status = 'Active'
    and a.delegated_from is null
    and array['access:grant', 'access:escalate'] && t.allow_keys;
  -- Another holder may be leaving concurrently.
  perform stagedoor.lock_trees(v_scope_ids);

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoke_reason = 'account deleted'
  where a.user_id = new.id and a.status <> 'Revoked';

  -- A deletion by the auth service cannot be refused, so that an alert reports it.
  for v_scope_id in
    select s.id
    from stagedoor.scopes as s
    where (
        s.id = any (stagedoor.scopes_in_question(v_scope_ids, array[new.id]))
        and not stagedoor.has_holder('access:grant', s.id)
      )
      or (
        -- What nobody but the service could give again.
        s.id = any (v_scope_ids)
        and s.scope_type = 'organization'
        and not s.is_archived
        and not stagedoor.has_holder('access:escalate', s.id)
        and exists (
          select
          from stagedoor.user_accesses as a
          join stagedoor.grant_targets as t on t.id = a.grant_id
          where a.user_id = new.id
            and a.scope_id = s.id
            and a.revoke_reason = 'account deleted'
            and 'access:escalate' = any (t.allow_keys)
        )
      )
  loop
    perform stagedoor.raise_alert(v_scope_id, 'last_holder_lost', new.id);
  end loop;
  return null;
exception
  when others then
    -- No access counts without a login, but an open one still shows in lists.
    raise warning 'The accesses of the deleted account % stay open: %', new.id, sqlerrm;
    return null;
end;
$$;

comment on function stagedoor.tg_user_accounts__close_accesses is
'Revoke the accesses of a deleted account.

Raises the alert last_holder_lost where nobody can give access any more, or, in an
organization, nobody what they do not hold.';

create trigger _200_close_accesses
  after update on stagedoor.user_accounts
  for each row when (old.deleted_at is null and new.deleted_at is not null)
  execute function stagedoor.tg_user_accounts__close_accesses();

create function stagedoor.tg_scopes__leave_tenant()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accesses, inclusions and menu items, which no request role may.
begin
  -- Revokes roles of the tenant that the scope has left, and delegations whose source is
  -- above the old place.
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = 'scope moved'
  where a.scope_id = new.id
    and a.status <> 'Revoked'
    and (
      exists (
        select from stagedoor.permission_roles as r
        where r.id = a.grant_id and r.scope_id is not null and r.scope_id <> all (new.path)
      )
      or exists (
        select from stagedoor.user_accesses as source
        where source.id = a.delegated_from and source.scope_id <> all (new.path)
      )
    );

  -- Removes inclusions of roles and parents of menu items that belong to the old tenant.
  delete from stagedoor.role_includes as i
  using stagedoor.permission_roles as r, stagedoor.permission_roles as included
  where r.id = i.permission_role_id
    and included.id = i.included_role_id
    and r.scope_id = new.id
    and included.scope_id is not null
    and included.scope_id <> all (new.path);

  update stagedoor.menu_items as m
  set parent_id = null
  from stagedoor.menu_items as above
  where above.id = m.parent_id
    and m.scope_id = new.id
    and above.scope_id is not null
    and above.scope_id <> all (new.path);
  return null;
end;
$$;

comment on function stagedoor.tg_scopes__leave_tenant is
'Cut the ties of a moved scope to the tenant that it has left (F93).

Revokes roles of that tenant and delegations from above, and ends inclusions and menu
parents.';

create trigger _300_leave_tenant
  after update on stagedoor.scopes
  for each row when (old.path is distinct from new.path)
  execute function stagedoor.tg_scopes__leave_tenant();

create function stagedoor.tg_scopes__take_accesses_along()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes from user_accesses, which no request role may.
begin
  -- Before the scope is deleted, so that the events still find the sequence of its project.
  delete from stagedoor.user_accesses as a where a.scope_id = old.id;
  return old;
end;
$$;

comment on function stagedoor.tg_scopes__take_accesses_along is
'Delete the accesses of a scope with it.';

create trigger _200_take_accesses_along
  before delete on stagedoor.scopes
  for each row execute function stagedoor.tg_scopes__take_accesses_along();

-- Privileges.

revoke all on function
  stagedoor.tg_user_accounts__close_accesses,
  stagedoor.tg_scopes__leave_tenant,
  stagedoor.tg_scopes__take_accesses_along
from public, anon, authenticated, service_role;
