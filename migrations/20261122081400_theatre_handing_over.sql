-- Handing over: a script, venue, department or show gets another owner, who agrees.
--
-- A company goes on without whoever has left or fallen ill: a holder of access:escalate in
-- the organization that a thing was made in offers it without its owner, to anybody but
-- themselves. Private notes stay the owner's, in a script of their own.

create function stagedoor_theatre.find_resource(p_kind text, p_id uuid)
returns table (owner_id uuid, organization_id uuid, is_readable boolean)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and locks things of anybody. Called by definers only.
begin
  case p_kind
    when 'script' then
      return query
      select s.owner_id, s.organization_id,
        p_id = any (stagedoor_theatre.readable_scripts())
      from public.scripts as s where s.id = p_id for no key update;
    when 'venue' then
      return query
      select v.owner_id, v.organization_id, true
      from public.venues as v where v.id = p_id for no key update;
    when 'department' then
      return query
      select d.owner_id, d.organization_id, true
      from public.departments as d where d.id = p_id for no key update;
    when 'show' then
      return query
      select w.owner_id, s.organization_id,
        p_id = any (stagedoor_theatre.readable_shows())
      from public.shows as w
      join stagedoor.scopes as s on s.id = w.project_id
      where w.project_id = p_id for no key update of w;
    else
      raise invalid_parameter_value using
        message = 'What is handed over is a script, venue, department or show',
        detail = '{"allowed":["script","venue","department","show"]}';
  end case;
end;
$$;

comment on function stagedoor_theatre.find_resource is
'Lock what has an owner: whose it is, where, and if one sees it.

Raises 22023 for another kind.';

create function stagedoor_theatre.may_offer(
  p_user_id uuid, p_owner_id uuid, p_organization_id uuid
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what somebody holds. Asked by definers only: when it is offered, and again when it
-- is accepted.
begin
  return stagedoor.account_is_live(p_user_id) and (
    p_user_id = p_owner_id
    or stagedoor.keys_not_held(
      p_user_id, p_organization_id,
      (select k.id from stagedoor.permissions as k
       where k.permission_key = 'access:escalate'), 'aal2') = '{}'
  );
end;
$$;

comment on function stagedoor_theatre.may_offer is
'Whether somebody may offer a thing to another owner (F68).

Its owner, or a holder of access:escalate where it was made.';

create function stagedoor_theatre.transfer_ownership(
  p_kind text, p_id uuid, p_to_user_id uuid
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes transfers, which no request role may.
declare
  v_me       pg_catalog.uuid := stagedoor.require_account();
  v_resource pg_catalog.record;
  v_id       pg_catalog.uuid;
begin
  select r.* into v_resource from stagedoor_theatre.find_resource(p_kind, p_id) as r;
  if v_resource.owner_id is distinct from v_me then
    if not found or not stagedoor_theatre.may_offer(
      v_me, v_resource.owner_id, v_resource.organization_id)
    then
      if v_resource.is_readable then
        perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
      end if;
      perform stagedoor.raise_not_found(initcap(p_kind));
    end if;
    perform stagedoor.enforce('access:escalate', v_resource.organization_id);
    if p_to_user_id = v_me then
      perform stagedoor.raise_denied(
        'owner_or_manager_access', 'Nobody takes for themselves what another owns.');
    end if;
  end if;

  if p_to_user_id = v_resource.owner_id then
    raise invalid_parameter_value using message = 'It is theirs already';
  elsif (stagedoor.account_is_live(p_to_user_id)
    and stagedoor.ensure_account(p_to_user_id)) is not true
  then
    perform stagedoor.raise_not_found('Account');
  end if;

  select t.id into v_id
  from public.ownership_transfers as t
  where p_id in (t.script_id, t.venue_id, t.department_id, t.project_id)
    and t.accepted_at is null
    and (t.from_user_id, t.to_user_id, t.offered_by)
      = (v_resource.owner_id, p_to_user_id, v_me);
  if found then
    return v_id;
  end if;
  delete from public.ownership_transfers as t
  where p_id in (t.script_id, t.venue_id, t.department_id, t.project_id)
    and t.accepted_at is null;
  insert into public.ownership_transfers
    (script_id, venue_id, department_id, project_id, from_user_id, to_user_id, offered_by)
  values (
    case when p_kind = 'script' then p_id end, case when p_kind = 'venue' then p_id end,
    case when p_kind = 'department' then p_id end, case when p_kind = 'show' then p_id end,
    v_resource.owner_id, p_to_user_id, v_me
  )
  returning id into v_id;
  insert into stagedoor.outbox (topic, payload)
  values ('ownership.offered', jsonb_build_object(
    'transfer_id', v_id, 'kind', p_kind, 'id', p_id, 'to_user_id', p_to_user_id,
    'offered_by', v_me));
  return v_id;
end;
$$;

comment on function stagedoor_theatre.transfer_ownership is
'Implementation of public.transfer_ownership.';

create function stagedoor_theatre.keep_private_notes(
  p_script_id uuid, p_owner_id uuid, p_organization_id uuid
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Moves elements, which no request may. Called while the script is handed over without its
-- owner: what they wrote for themselves is nobody else's.
declare
  v_kept_id pg_catalog.uuid;
begin
  if not exists (
    select from public.script_elements as e
    where e.script_id = p_script_id and e.is_private
  ) then
    return;
  end if;
  insert into public.scripts (title, audience)
  select left('Private notes: ' || s.title, 200), 'owner'
  from public.scripts as s where s.id = p_script_id
  returning id into v_kept_id;
  -- Theirs before anything is in it: what is not the caller's is not looked at as theirs.
  update public.scripts as s
  set owner_id = p_owner_id, organization_id = p_organization_id
  where s.id = v_kept_id;
  delete from public.element_departments as d
  using public.script_elements as e
  where e.id = d.element_id and e.script_id = p_script_id and e.is_private;
  update public.script_elements as e
  set script_id = v_kept_id, parent_element_id = case
    when exists (
      select from public.script_elements as p
      where p.id = e.parent_element_id and p.is_private) then e.parent_element_id end
  where e.script_id = p_script_id and e.is_private;
end;
$$;

comment on function stagedoor_theatre.keep_private_notes is
'Keep the private elements of a script for its former owner (F71).

They move into a script of their own, which nobody else reads.';

create function stagedoor_theatre.forget_owner(p_script_id uuid, p_owner_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Ends what an owner has opened, which no request role may.
begin
  update public.script_shares as h
  set is_active = false
  where h.script_id = p_script_id and h.created_by = p_owner_id and h.is_active;
  delete from public.script_delegations as d where d.script_id = p_script_id;
end;
$$;

comment on function stagedoor_theatre.forget_owner is
'End shares and delegations of a script whose owner changes (F78).';

create function stagedoor_theatre.accept_transfer(p_transfer_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes owners and accesses, which no request role may.
declare
  v_me       pg_catalog.uuid := stagedoor.require_account();
  v_transfer public.ownership_transfers;
  v_kind     pg_catalog.text;
  v_id       pg_catalog.uuid;
  v_resource pg_catalog.record;
  v_place    pg_catalog.uuid;
  v_role_id  pg_catalog.uuid := stagedoor.built_in_role('producer');
begin
  select t.* into v_transfer
  from public.ownership_transfers as t
  where t.id = p_transfer_id and t.to_user_id = v_me;
  if not found then
    perform stagedoor.raise_not_found('Transfer');
  elsif v_transfer.accepted_at is not null then
    return false;
  end if;
  v_kind := case
    when v_transfer.script_id is not null then 'script'
    when v_transfer.venue_id is not null then 'venue'
    when v_transfer.department_id is not null then 'department'
    else 'show' end;
  v_id := coalesce(
    v_transfer.script_id, v_transfer.venue_id, v_transfer.department_id,
    v_transfer.project_id);

  -- The thing is locked first, as where it is offered; then looked at again.
  select r.* into v_resource from stagedoor_theatre.find_resource(v_kind, v_id) as r;
  perform from public.ownership_transfers as t
  where t.id = p_transfer_id and t.accepted_at is null
  for update;
  if not found
    or v_resource.owner_id is distinct from v_transfer.from_user_id
    or not stagedoor_theatre.may_offer(
      v_transfer.offered_by, v_resource.owner_id, v_resource.organization_id)
  then
    perform stagedoor.raise_not_found('Transfer');
  end if;

  update public.ownership_transfers as t
  set accepted_at = stagedoor.instant()
  where t.id = p_transfer_id;
  -- What a person made for themselves goes along to where the other works for themselves.
  v_place := case when exists (
    select from stagedoor_theatre.personal_organizations as o
    where o.user_id = v_resource.owner_id
      and o.organization_id = v_resource.organization_id
  ) and v_kind <> 'show'
    then stagedoor_theatre.personal_organization(v_me)
    else v_resource.organization_id end;
  case v_kind
    when 'script' then
      perform stagedoor_theatre.forget_owner(v_id, v_resource.owner_id);
      update public.scripts as s
      set owner_id = v_me, organization_id = v_place
      where s.id = v_id;
      if v_transfer.offered_by <> v_resource.owner_id then
        perform stagedoor_theatre.keep_private_notes(
          v_id, v_resource.owner_id, v_resource.organization_id);
      end if;
    when 'venue' then
      update public.venues as v
      set owner_id = v_me, organization_id = v_place
      where v.id = v_id;
    when 'department' then
      update public.departments as d
      set owner_id = v_me, organization_id = v_place
      where d.id = v_id;
    else
      update public.shows as w set owner_id = v_me where w.project_id = v_id;
      -- Who owns a show produces it, where whoever offered it could have said so.
      if stagedoor.keys_not_held(
        v_transfer.offered_by, v_id, v_role_id, 'aal2') = '{}'
      then
        insert into stagedoor.user_accesses
          (user_id, scope_type, scope_id, grant_type, grant_id, granted_by, reason)
        values (v_me, 'project', v_id, 'role', v_role_id, v_transfer.offered_by, 'owner')
        on conflict do nothing;
      end if;
  end case;
  return true;
end;
$$;

comment on function stagedoor_theatre.accept_transfer is
'Implementation of public.accept_transfer.';

create function stagedoor_theatre.owned_by(p_user_id uuid)
returns table (resource_type text, resource_id uuid, name text)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads what anybody owns. Asked by the engine, about whoever closes their account.
  select 'script', s.id, s.title from public.scripts as s where s.owner_id = p_user_id
  union all
  select 'show', w.project_id, w.title from public.shows as w where w.owner_id = p_user_id
  union all
  select 'venue', v.id, v.name from public.venues as v where v.owner_id = p_user_id
  union all
  select 'department', d.id, d.name
  from public.departments as d where d.owner_id = p_user_id
$$;

comment on function stagedoor_theatre.owned_by is
'What somebody owns in the theatre part (F73).';

create function stagedoor_theatre.hand_over(p_from_user_id uuid, p_to_user_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes owners, which no request role may. Called by the engine, which has checked the
-- heir.
begin
  perform stagedoor_theatre.forget_owner(s.id, p_from_user_id)
  from public.scripts as s where s.owner_id = p_from_user_id;
  update public.script_shares as h
  set is_active = false
  where h.created_by = p_from_user_id and h.is_active;
  delete from public.ownership_transfers as t
  where t.accepted_at is null
    and p_from_user_id in (t.from_user_id, t.to_user_id, t.offered_by);
  update public.scripts as s set owner_id = p_to_user_id where s.owner_id = p_from_user_id;
  update public.shows as w set owner_id = p_to_user_id where w.owner_id = p_from_user_id;
  update public.venues as v set owner_id = p_to_user_id where v.owner_id = p_from_user_id;
  update public.departments as d
  set owner_id = p_to_user_id
  where d.owner_id = p_from_user_id;
end;
$$;

comment on function stagedoor_theatre.hand_over is
'Make an heir the owner of all that somebody owns (F73).

What the leaver had shared and delegated ends.';

create function stagedoor_theatre.may_be_heir(p_from_user_id uuid, p_to_user_id uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads relationships of anybody. Asked by the engine.
  select exists (
    select from public.crew_relationships as r
    where r.manager_user_id = p_from_user_id
      and r.crew_user_id = p_to_user_id
      and r.is_active)
$$;

comment on function stagedoor_theatre.may_be_heir is
'Whether an heir is active crew of whoever leaves (F73).';

insert into stagedoor.ownership_hooks (part, owned_by, hand_over, may_be_heir) values
  ('theatre', 'stagedoor_theatre.owned_by', 'stagedoor_theatre.hand_over',
    'stagedoor_theatre.may_be_heir')
on conflict (part) do nothing;

-- Privileges. The hooks are the engine's to call.

revoke all on function
  stagedoor_theatre.find_resource,
  stagedoor_theatre.may_offer,
  stagedoor_theatre.transfer_ownership,
  stagedoor_theatre.keep_private_notes,
  stagedoor_theatre.forget_owner,
  stagedoor_theatre.accept_transfer,
  stagedoor_theatre.owned_by,
  stagedoor_theatre.hand_over,
  stagedoor_theatre.may_be_heir
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.transfer_ownership,
  stagedoor_theatre.accept_transfer
to authenticated;
