-- Closing an account for good, after its rows and last holdings were handed over.

create function stagedoor.give_to_heir(
  p_scope_id uuid, p_user_id uuid, p_heir_id uuid
)
returns uuid[]
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. Called while the leaver still holds the
-- accesses that the heir gets.
declare
  v_access stagedoor.user_accesses;
  v_id     pg_catalog.uuid;
  v_ids    pg_catalog.uuid[] := '{}';
begin
  for v_access in
    select a.*
    from stagedoor.scopes as s
    join stagedoor.live_accesses as l on l.scope_id = any (s.path)
    join stagedoor.user_accesses as a on a.id = l.id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where s.id = p_scope_id
      and a.user_id = p_user_id
      and a.delegated_from is null
      and a.valid_until is null
      and t.allow_keys && array['access:grant', 'access:escalate']
    order by a.id
  loop
    perform stagedoor.refuse_escalation(v_access.scope_id, v_access.grant_id, p_heir_id);
    insert into stagedoor.user_accesses
      (user_id, scope_type, scope_id, grant_type, grant_id, granted_by, reason)
    values (
      p_heir_id, v_access.scope_type, v_access.scope_id, v_access.grant_type,
      v_access.grant_id, p_user_id, 'heir'
    )
    -- An access that the heir holds already is not granted twice.
    on conflict do nothing
    returning id into v_id;
    if found then
      v_ids := v_ids || v_id;
    end if;
  end loop;
  return v_ids;
end;
$$;

comment on function stagedoor.give_to_heir is
'Grant an heir the accesses that confer access:grant at a scope.

Raises 42501 where the leaver may not grant them (F94).';

create function stagedoor.delete_my_account(p_transfer_to uuid default null)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accounts, accesses, sessions and, through their hooks, tables of parts.
declare
  v_user_id    pg_catalog.uuid := stagedoor.require_account();
  v_at_stake   pg_catalog.text[];
  v_alone      pg_catalog.uuid[];
  v_count      bigint;
  v_owned      pg_catalog.jsonb;
  v_access_ids pg_catalog.uuid[] := '{}';
  v_scope_id   pg_catalog.uuid;
begin
  -- An unknown heir and an unrelated one are refused alike.
  if p_transfer_to is not null
    and not stagedoor.may_be_heir(v_user_id, p_transfer_to)
  then
    perform stagedoor.raise_not_found('Account');
  end if;

  -- Scopes before accounts, as everywhere.
  perform stagedoor.lock_trees(array(
    select distinct a.scope_id
    from stagedoor.user_accesses as a
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where a.user_id = v_user_id
      and a.status = 'Active'
      and array['access:grant', 'access:escalate'] && t.allow_keys
  ));
  perform from stagedoor.user_accounts as a
  where a.id in (v_user_id, p_transfer_to)
  order by a.id
  for no key update;
  -- The login, or the heir, may be deleted by now.
  perform stagedoor.require_account();
  if p_transfer_to is not null and not stagedoor.account_is_live(p_transfer_to) then
    perform stagedoor.raise_conflict();
  end if;

  v_at_stake := stagedoor.holders_at_stake(array(
    select a.scope_id
    from stagedoor.live_accesses as a
    where a.user_id = v_user_id and a.delegated_from is null
  ), array[v_user_id]);
  v_alone := array(
    select distinct p.scope_id
    from unnest(v_at_stake) as s (place)
    cross join lateral (
      select split_part(s.place, ' ', 1), split_part(s.place, ' ', 2)::pg_catalog.uuid
    ) as p (key, scope_id)
    where not stagedoor.has_holder(p.key, p.scope_id, v_user_id)
  );
  select
    count(*),
    coalesce(jsonb_agg(jsonb_build_object(
      'resource_type', o.resource_type, 'resource_id', o.resource_id, 'name', o.name
    ) order by o.resource_type, o.name, o.resource_id) filter (where o.nth <= 100), '[]')
  into v_count, v_owned
  from (
    select b.*, row_number() over (order by b.resource_type, b.name, b.resource_id) as nth
    from (
      select b.resource_type, b.resource_id, b.name from stagedoor.owned_by(v_user_id) as b
      union all
      select s.scope_type, s.id, s.name
      from stagedoor.scopes as s
      where s.id = any (v_alone)
    ) as b
  ) as o;
  if p_transfer_to is null and v_count > 0 then
    raise check_violation using
      message = 'Somebody must own what you leave, and give access where only you can',
      detail = jsonb_build_object('error_code', 'OWNS', 'count', v_count, 'owned', v_owned),
      hint = 'Hand it over first, or name an heir in p_transfer_to.';
  end if;

  foreach v_scope_id in array v_alone loop
    v_access_ids := v_access_ids
      || stagedoor.give_to_heir(v_scope_id, v_user_id, p_transfer_to);
  end loop;
  if p_transfer_to is not null then
    perform stagedoor.hand_over(v_user_id, p_transfer_to);
  end if;

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = v_user_id, revoke_reason = 'account closed'
  where a.user_id = v_user_id and a.status <> 'Revoked';
  update stagedoor.user_accounts as a
  set deleted_at = stagedoor.instant()
  where a.id = v_user_id;
  -- An heir who is denied there, or who may not hold the role there, does not count.
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);

  perform stagedoor.record_event(
    p_event => 'account.closed', p_scope_id => null, p_subject_id => v_user_id,
    p_object_type => 'user_accounts', p_object_id => v_user_id::pg_catalog.text,
    p_after => jsonb_build_object('heir_id', p_transfer_to, 'handed_over', v_count));
  perform stagedoor.delete_session(v_user_id, s.session_id)
  from stagedoor.sessions_of(v_user_id) as s;
  return jsonb_build_object(
    'count', v_count, 'handed_over', v_owned, 'access_ids', to_jsonb(v_access_ids));
end;
$$;

comment on function stagedoor.delete_my_account is
'Implementation of public.delete_my_account.';

-- Privileges.

revoke all on function
  stagedoor.give_to_heir,
  stagedoor.delete_my_account
from public, anon, authenticated, service_role;
grant execute on function stagedoor.delete_my_account to authenticated;
