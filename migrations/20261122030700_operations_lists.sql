-- Lists for a console: accesses and invitations.

create function stagedoor.check_limit(p_limit integer)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if p_limit is null or p_limit not between 1 and 1000 then
    raise invalid_parameter_value using
      message = 'A page has 1 to 1000 rows',
      detail = json_build_object('p_limit', p_limit);
  end if;
end;
$$;

comment on function stagedoor.check_limit is
'Raise 22023 for a page that is empty or longer than 1000 rows.';

create function stagedoor.list_accesses(
  p_scope_id uuid,
  p_limit integer default 100,
  p_after uuid default null
)
returns table (
  access_id uuid, user_id uuid, email text, fullname_first text, fullname_last text,
  scope_id uuid, scope_name text, grant_type text, grant_key text, status text, state text,
  valid_from timestamptz, valid_until timestamptz, granted_by uuid, granted_at timestamptz,
  reason text, revoked_by uuid, revoked_at timestamptz, revoke_reason text,
  delegated_from uuid
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of a scope after asking for access:view.
declare
  v_now    pg_catalog.timestamptz := stagedoor.instant();
  v_scopes pg_catalog.uuid[];
begin
  perform stagedoor.check_limit(p_limit);
  perform stagedoor.enforce('access:view', p_scope_id);
  v_scopes := stagedoor.scopes_listed('access:view', p_scope_id);

  return query
  select
    -- An address may have been changed since the account was made.
    a.id, a.user_id, coalesce(stagedoor.confirmed_email(u.id), u.email, i.email),
    u.fullname_first, u.fullname_last,
    s.id, s.name, a.grant_type,
    coalesce(
      (select r.role_key from stagedoor.permission_roles as r where r.id = a.grant_id),
      (select p.permission_key from stagedoor.permissions as p where p.id = a.grant_id)),
    a.status,
    case
      when own.state = 'live' and u.account_status = 'verified'
        and not exists (select from stagedoor.live_accounts as l where l.id = a.user_id)
        then 'suspended'
      else own.state
    end,
    a.valid_from, a.valid_until, a.granted_by, a.granted_at, a.reason, a.revoked_by,
    a.revoked_at, a.revoke_reason, a.delegated_from
  from stagedoor.scopes as s
  join stagedoor.user_accesses as a on a.scope_id = s.id
  left join stagedoor.user_accounts as u on u.id = a.user_id
  left join stagedoor.invitations as i on i.access_id = a.id and a.user_id is null
  cross join lateral (
    select stagedoor.access_state(a.status, a.valid_from, a.valid_until, v_now)
  ) as own (state)
  where s.id = any (v_scopes)
    and (p_after is null or a.id > p_after)
  order by a.id
  limit p_limit;
end;
$$;

comment on function stagedoor.list_accesses is
'Implementation of public.list_accesses.';

create function stagedoor.list_invitations(p_scope_id uuid)
returns table (
  access_id uuid, email text, scope_id uuid, role_key text, state text, invited_by uuid,
  created_at timestamptz, expires_at timestamptz, valid_until timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads invitations, which no request role may.
declare
  v_now    pg_catalog.timestamptz := stagedoor.instant();
  v_scopes pg_catalog.uuid[];
begin
  perform stagedoor.enforce('access:view', p_scope_id);
  v_scopes := stagedoor.scopes_listed('access:view', p_scope_id);

  return query
  select
    a.id, i.email, a.scope_id, r.role_key,
    case when i.expires_at <= v_now then 'expired' else 'invited' end,
    a.granted_by, i.created_at, i.expires_at, a.valid_until
  from stagedoor.scopes as s
  join stagedoor.user_accesses as a on a.scope_id = s.id and a.status = 'Invited'
  join stagedoor.invitations as i on i.access_id = a.id
  join stagedoor.permission_roles as r on r.id = a.grant_id
  where s.id = any (v_scopes)
  order by i.created_at desc, a.id;
end;
$$;

comment on function stagedoor.list_invitations is
'Implementation of public.list_invitations.';

-- Privileges.

revoke all on function
  stagedoor.check_limit,
  stagedoor.list_accesses,
  stagedoor.list_invitations
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.list_accesses,
  stagedoor.list_invitations
to authenticated;
