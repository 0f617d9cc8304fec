-- Claiming: a guest account becomes the account of a login.
--
-- A part decides whether a login may claim a guest. This file does it, in every table: the
-- columns that name an account are found in the catalogue, so that every part is included.

create function stagedoor.take_accesses_over(p_guest_id uuid, p_user_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. Called while both accounts are locked.
declare
  v_access stagedoor.user_accesses;
  v_window pg_catalog.tstzrange;
  v_held   pg_catalog.tstzmultirange;
begin
  for v_access in
    select a.*
    from stagedoor.user_accesses as a
    where a.user_id = p_guest_id and a.status = 'Active'
    order by a.id
    for no key update
  loop
    v_window := stagedoor.access_window(
      v_access.valid_from, v_access.valid_until, v_access.granted_at);
    select range_agg(stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at))
    into v_held
    from stagedoor.user_accesses as a
    where a.user_id = p_user_id
      and a.scope_id = v_access.scope_id
      and a.grant_id = v_access.grant_id
      and a.delegated_from is not distinct from v_access.delegated_from
      and a.status = 'Active';
    continue when (v_held && v_window) is not true;

    -- A grant is not held twice at the same time; the part of its window beyond stays.
    update stagedoor.user_accesses as a
    set status = 'Revoked', revoke_reason = 'held by the account already'
    where a.id = v_access.id;
    insert into stagedoor.user_accesses (
      user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until,
      granted_by, reason, delegated_from
    )
    select
      p_user_id, v_access.scope_type, v_access.scope_id, v_access.grant_type,
      v_access.grant_id, lower(rest.span), upper(rest.span), v_access.granted_by,
      v_access.reason, v_access.delegated_from
    from unnest(tstzmultirange(v_window) - v_held) as rest (span)
    where coalesce(upper(rest.span) > stagedoor.instant(), true);
  end loop;
end;
$$;

comment on function stagedoor.take_accesses_over is
'Make room for a guest''s accesses where the account holds the same (F82).';

create function stagedoor.claim_account(p_guest_id uuid, p_user_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Rewrites owners and users in every table. Called by the definer of a part that has
-- verified the claim.
declare
  v_guest    stagedoor.user_accounts;
  v_at_stake pg_catalog.text[] := '{}';
  v_denying  pg_catalog.uuid[];
  v_column   pg_catalog.record;
begin
  -- A denial of the guest will deny the claimer, who may be the last holder. Scopes before
  -- accounts, as everywhere.
  v_denying := array(
    select a.scope_id
    from stagedoor.user_accesses as a
    where a.user_id = p_guest_id
      and a.status = 'Active'
      and stagedoor.may_remove_holder(a.grant_id, 'give')
    order by a.scope_id
  );
  if v_denying <> '{}' then
    perform stagedoor.lock_trees(v_denying);
    v_at_stake := stagedoor.holders_at_stake(v_denying, array[p_user_id]);
  end if;

  perform from stagedoor.user_accounts as a
  where a.id in (p_guest_id, p_user_id)
  order by a.id
  for update;
  select a.* into v_guest from stagedoor.user_accounts as a where a.id = p_guest_id;
  if v_guest.account_status is distinct from 'guest'
    or v_guest.deleted_at is not null
    or v_guest.claimed_as is not null
  then
    raise invalid_parameter_value using message = 'User is not a guest';
  end if;

  perform stagedoor.reopen_account(p_user_id);
  if not exists (select from stagedoor.user_accounts as a where a.id = p_user_id) then
    -- Every foreign key follows.
    update stagedoor.user_accounts as a
    set
      id = p_user_id, auth_user_id = p_user_id, account_status = 'verified',
      email = stagedoor.confirmed_email(p_user_id)
    where a.id = p_guest_id;
  else
    -- First the mark, by which guards recognize the claimer as the same user.
    update stagedoor.user_accounts as a
    set claimed_as = p_user_id
    where a.id = p_guest_id;
    perform stagedoor.take_accesses_over(p_guest_id, p_user_id);
    for v_column in
      select k.conrelid::pg_catalog.regclass as table_name, a.attname as name
      from pg_catalog.pg_constraint as k
      join pg_catalog.pg_attribute as a
        on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
      where k.contype = 'f'
        and k.confrelid = 'stagedoor.user_accounts'::pg_catalog.regclass
        and (k.conrelid, a.attname)
          <> ('stagedoor.user_accounts'::pg_catalog.regclass, 'claimed_as')
      order by k.conrelid::pg_catalog.regclass::pg_catalog.text, a.attname
    loop
      execute format(
        'update %s set %2$I = $1 where %2$I = $2', v_column.table_name, v_column.name)
      using p_user_id, p_guest_id;
    end loop;
    update stagedoor.user_accounts as a
    set
      fullname_first = coalesce(a.fullname_first, v_guest.fullname_first),
      fullname_last = coalesce(a.fullname_last, v_guest.fullname_last),
      phone_number = coalesce(a.phone_number, v_guest.phone_number)
    where a.id = p_user_id;
    -- The account takes over the details of the guest.
    update stagedoor.user_accounts as a
    set email = null, fullname_first = null, fullname_last = null, phone_number = null,
      notes = null
    where a.id = p_guest_id;
  end if;

  insert into stagedoor.account_aliases (former_id, user_id)
  values (p_guest_id, p_user_id);
  perform stagedoor.record_event(
    p_event => 'account.claimed', p_scope_id => null, p_subject_id => p_user_id,
    p_object_type => 'user_accounts', p_object_id => p_guest_id::pg_catalog.text,
    p_after => jsonb_build_object('user_id', p_user_id));
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
end;
$$;

comment on function stagedoor.claim_account is
'Let a login take over a guest with its accesses and rows (F82).

A hook of parts. The guest becomes the account of the login, or is merged into the one that
it has; the merged account has the accesses of both and no more. The log keeps the former
id, account_aliases resolves it. A part that keeps unique rows of users reconciles its own
before. Raises 22023 for an account that is no guest, and the refusals of the tables.';

-- Privileges. For definers only.

revoke all on function
  stagedoor.take_accesses_over,
  stagedoor.claim_account
from public, anon, authenticated, service_role;
