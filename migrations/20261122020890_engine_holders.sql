-- Holders: every organization and project keeps a user who can give access, and every
-- organization the last user who holds access:escalate.
--
-- Only a change that may remove such a holder locks the tree in which they count; granting
-- access takes no lock here.

create function stagedoor.lock_trees(p_scope_ids uuid[])
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks scopes, which no request role may.
declare
  v_locked pg_catalog.uuid[] := '{}';
  v_roots  pg_catalog.uuid[];
begin
  -- Again if a scope moved below another root during the wait.
  loop
    select array_agg(distinct s.path[1]) into v_roots
    from stagedoor.scopes as s
    where s.id = any (p_scope_ids) and s.path[1] <> all (v_locked);
    exit when v_roots is null;

    -- A holder may be removed at the scope, above it or below it, all of which have the
    -- same root. Roots first, then scopes by id, as everywhere.
    perform from stagedoor.scopes as s
    where s.id = any (v_roots || p_scope_ids)
    order by s.parent_id is not null, s.id
    for no key update;
    -- A write, so that a transaction with an old snapshot fails.
    update stagedoor.scopes as s set name = s.name where s.id = any (v_roots);
    v_locked := v_locked || v_roots;
  end loop;
end;
$$;

comment on function stagedoor.lock_trees is
'Lock scopes and their roots for a change that may remove a holder.

Changes that could leave a scope without a holder wait for each other, in one order,
anywhere in the tree; granting access takes no lock here (F94).';

create function stagedoor.hold_role(p_grant_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Locks what a grant carries, which no request role may. Built-in roles change by migration
-- only.
begin
  perform
  from stagedoor.permission_roles as r
  join stagedoor.grant_targets as t on t.id = r.id
  where r.id = p_grant_id and r.scope_id is not null
  for share of t;
end;
$$;

comment on function stagedoor.hold_role is
'Lock the keys of a tenant''s role until the commit.

Granting it and editing it wait for each other: before scopes are locked, as everywhere.';

create function stagedoor.may_remove_holder(p_grant_id uuid, p_change text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads what is granted, which no request role may.
begin
  return exists (
    select from stagedoor.grant_targets as t
    where t.id = p_grant_id
      and array['access:grant', 'access:escalate'] && case p_change
        when 'give' then t.deny_keys
        when 'take' then t.allow_keys
        else t.allow_keys || t.deny_keys
      end
  );
end;
$$;

comment on function stagedoor.may_remove_holder is
'Whether a change of a role or permission may remove a holder.

p_change: give, to a user whom it may deny; take, from a user who held it; or edit its keys.
Only such a change locks its tree (F94).';

create function stagedoor.lock_access(p_access_id uuid)
returns stagedoor.user_accesses
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a role, scopes and an access, in this order, as everywhere.
declare
  v_access  stagedoor.user_accesses;
  v_removes boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  perform stagedoor.hold_role(v_access.grant_id);
  -- Accepting or withdrawing an invitation removes no holder.
  v_removes := stagedoor.may_remove_holder(
    v_access.grant_id, case v_access.status when 'Invited' then 'give' else 'edit' end);
  if v_removes then
    perform stagedoor.lock_trees(array[v_access.scope_id]);
  else
    perform from stagedoor.scopes as s where s.id = v_access.scope_id for no key update;
  end if;

  select a.* into v_access
  from stagedoor.user_accesses as a
  where a.id = p_access_id
  for no key update;
  -- Accepted meanwhile: it may remove a holder now, and its tree is not locked.
  if not v_removes and v_access.status <> 'Invited'
    and stagedoor.may_remove_holder(v_access.grant_id, 'take')
  then
    perform stagedoor.raise_conflict();
  end if;
  return v_access;
end;
$$;

comment on function stagedoor.lock_access is
'Lock an access and its scope for a change.

And its tree, where the change may remove a holder. All nulls where there is none.';

create function stagedoor.has_holder(
  p_permission_key text, p_scope_id uuid, p_without_user_id uuid default null
)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user. Asked by definers only.
  select exists (
    select
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.scope_id = any (s.path)
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where s.id = p_scope_id
      and a.status = 'Active'
      and a.delegated_from is null
      and a.valid_until is null
      and (a.valid_from is null or a.valid_from <= stagedoor.instant())
      and p_permission_key = any (t.allow_keys)
      and a.user_id is distinct from p_without_user_id
      and stagedoor.account_is_live(a.user_id)
      and not stagedoor.is_denied(a.user_id, p_permission_key, s.id, true)
  )
$$;

comment on function stagedoor.has_holder is
'Whether any user holds a key at a scope now and without end.

It is held as allow, not delegated, not denied now or later, by an account that can sign
in and is not p_without_user_id.';

create function stagedoor.scopes_in_question(p_scope_ids uuid[], p_user_ids uuid[])
returns uuid[]
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user. Asked by definers before a change.
  select array(
    select s.id
    from stagedoor.scopes as s
    where s.id in (
        select unnest(p_scope_ids)
        union
        -- Projects below in which one of these users has an access, or a denial counts.
        select at.project_id
        from stagedoor.user_accesses as a
        join stagedoor.scopes as at on at.id = a.scope_id
        where a.user_id = any (p_user_ids)
          and a.status = 'Active'
          and at.path && p_scope_ids
        union
        select at.project_id
        from stagedoor.grant_targets as t
        join stagedoor.user_accesses as a on a.grant_id = t.id and a.status = 'Active'
        join stagedoor.scopes as at on at.id = a.scope_id
        where array['access:grant', 'access:escalate'] && t.deny_keys
          and at.path && p_scope_ids
      )
      and s.scope_type in ('organization', 'project')
      and not s.is_archived
  )
$$;

comment on function stagedoor.scopes_in_question is
'The scopes in which a change may remove or add a holder.

Organizations and projects. p_scope_ids: the scopes of the change; p_user_ids: its users.';

create function stagedoor.holders_at_stake(p_scope_ids uuid[], p_user_ids uuid[])
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user. Asked by definers before a change.
  select array(
    select k.key || ' ' || s.id
    from stagedoor.scopes as s
    cross join lateral (
      select 'access:grant'
      union all
      select 'access:escalate' where s.scope_type = 'organization'
    ) as k (key)
    where s.id = any (stagedoor.scopes_in_question(p_scope_ids, p_user_ids))
      and stagedoor.has_holder(k.key, s.id)
    order by s.id, k.key desc
  )
$$;

comment on function stagedoor.holders_at_stake is
'Where a change could remove the last holder of a key that needs one.

Entries "key scope": access:grant in organizations and projects, access:escalate in
organizations, of those scopes_in_question that have a holder now.';

create function stagedoor.refuse_last_holders_leaving(p_at_stake text[])
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Called after the change that may have gone too far.
declare
  v_place    pg_catalog.text;
  v_key      pg_catalog.text;
  v_scope_id pg_catalog.uuid;
begin
  foreach v_place in array p_at_stake loop
    v_key := split_part(v_place, ' ', 1);
    v_scope_id := split_part(v_place, ' ', 2)::pg_catalog.uuid;
    if not stagedoor.has_holder(v_key, v_scope_id) then
      raise check_violation using
        message = case v_key
          when 'access:grant' then 'Somebody must still be able to give access there'
          else 'Somebody must still be able to give what they do not hold there'
        end,
        detail = json_build_object(
          'error_code', 'LAST_HOLDER', 'scope_id', v_scope_id, 'permission_key', v_key),
        hint = format('Give %s to somebody else first, without an end.', v_key);
    end if;
  end loop;
end;
$$;

comment on function stagedoor.refuse_last_holders_leaving is
'Raise 23514 where one of several places would be left without a holder.

p_at_stake: as holders_at_stake says it.';

-- Privileges. For definers only.

revoke all on function
  stagedoor.lock_trees,
  stagedoor.hold_role,
  stagedoor.may_remove_holder,
  stagedoor.lock_access,
  stagedoor.has_holder,
  stagedoor.scopes_in_question,
  stagedoor.holders_at_stake,
  stagedoor.refuse_last_holders_leaving
from public, anon, authenticated, service_role;
