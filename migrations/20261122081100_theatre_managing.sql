-- Managing: who asks whom, who agrees, and what a manager may write about their crew.

create function stagedoor_theatre.list_crew()
returns table (
  relationship_id uuid, direction text, user_id uuid, user_status text, user_role text,
  custom_title text, fullname_first text, fullname_last text, email_address text,
  phone_number text, relationship_notes text, is_active boolean, accepted_at timestamptz,
  date_created timestamptz
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accounts and notes, of which a request sees its own part only, and writes the
-- access log. Of somebody who has not agreed nothing is told but that they were asked: an
-- id must not become a name.
declare
  v_me pg_catalog.uuid := stagedoor.live_caller();
begin
  if v_me is null then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  return query
  with related as (
    select null::pg_catalog.uuid as relationship_id, 'self' as direction, v_me as user_id,
      null::pg_catalog.text as notes, true as is_active,
      null::pg_catalog.timestamptz as accepted_at,
      null::pg_catalog.timestamptz as date_created
    union all
    select r.relationship_id, 'crew', r.crew_user_id, r.notes, r.is_active, r.accepted_at,
      r.date_created
    from public.crew_relationships as r
    where r.manager_user_id = v_me
    union all
    select r.relationship_id, 'manager', r.manager_user_id, null, r.is_active,
      r.accepted_at, r.date_created
    from public.crew_relationships as r
    where r.crew_user_id = v_me
  )
  select
    r.relationship_id, r.direction, r.user_id, coalesce(a.account_status, 'verified'),
    case when seen.it then p.user_role end, case when seen.it then p.custom_title end,
    case when seen.it or r.direction = 'manager' then a.fullname_first end,
    case when seen.it or r.direction = 'manager' then a.fullname_last end,
    -- A login's address is the login's to change.
    case when seen.it then
      case a.account_status when 'guest' then a.email
        else coalesce(stagedoor.confirmed_email(r.user_id), a.email) end
    end,
    case when seen.it then a.phone_number end,
    r.notes, r.is_active, r.accepted_at, r.date_created
  from related as r
  left join stagedoor.user_accounts as a on a.id = r.user_id
  left join public.crew_profiles as p on p.user_id = r.user_id
  cross join lateral (
    select r.direction = 'self'
      or (r.direction = 'crew'
        and (r.is_active or stagedoor_theatre.is_guest_of(r.user_id, v_me)))
  ) as seen (it)
  order by
    array_position(array['self', 'crew', 'manager'], r.direction), a.fullname_last,
    a.fullname_first, r.user_id;

  perform stagedoor.log_shown('read', 'crew_profile', array(
    select r.crew_user_id::pg_catalog.text
    from public.crew_relationships as r
    where r.manager_user_id = v_me
      and (r.is_active or stagedoor_theatre.is_guest_of(r.crew_user_id, v_me))));
end;
$$;

comment on function stagedoor_theatre.list_crew is 'Implementation of public.list_crew.';

create function stagedoor_theatre.add_crew_member(
  p_crew_user_id uuid, p_notes text default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes relationships and the outbox, which no request role may.
declare
  v_me           pg_catalog.uuid := stagedoor.require_account();
  v_relationship public.crew_relationships;
  v_asks         boolean;
begin
  perform stagedoor_theatre.check_notes(p_notes);
  if p_crew_user_id = v_me then
    raise invalid_parameter_value using
      message = 'Nobody is their own crew',
      detail = json_build_object('crew_user_id', p_crew_user_id);
  -- A guest of somebody else cannot agree, and answers like nobody.
  elsif (
    stagedoor_theatre.is_guest_of(p_crew_user_id, v_me)
    or (stagedoor.account_is_live(p_crew_user_id)
      and stagedoor.ensure_account(p_crew_user_id))
  ) is not true then
    perform stagedoor.raise_not_found('Account');
  end if;

  insert into public.crew_relationships (manager_user_id, crew_user_id, notes)
  values (v_me, p_crew_user_id, nullif(p_notes, ''))
  on conflict on constraint crew_relationships_manager_user_id_crew_user_id_key do nothing
  returning * into v_relationship;
  v_asks := found and not v_relationship.is_active;
  if v_relationship.relationship_id is null then
    select r.* into v_relationship
    from public.crew_relationships as r
    where r.manager_user_id = v_me and r.crew_user_id = p_crew_user_id
    for update;
    -- Whoever has left, or said no, is asked anew; one's own leaving is taken back.
    v_asks := v_relationship.crew_left_at is not null;
    update public.crew_relationships as r
    set
      manager_left_at = null,
      crew_left_at = null,
      accepted_at = case when not v_asks then r.accepted_at end,
      notes = case when p_notes is null then r.notes else nullif(p_notes, '') end
    where r.relationship_id = v_relationship.relationship_id
    returning * into v_relationship;
  end if;

  if v_asks then
    perform stagedoor.limit_invitations();
    insert into stagedoor.outbox (topic, payload)
    values ('crew.invited', jsonb_build_object(
      'relationship_id', v_relationship.relationship_id, 'manager_user_id', v_me,
      'crew_user_id', p_crew_user_id));
  end if;
  return jsonb_build_object(
    'message', 'Crew relationship created',
    'relationship_id', v_relationship.relationship_id,
    'is_active', v_relationship.is_active);
end;
$$;

comment on function stagedoor_theatre.add_crew_member is
'Implementation of public.add_crew_member.';

create function stagedoor_theatre.lock_relationship(p_relationship_id uuid)
returns public.crew_relationships
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a relationship, which no request role may. One of others answers like none.
declare
  v_me           pg_catalog.uuid := stagedoor.require_account();
  v_relationship public.crew_relationships;
begin
  select r.* into v_relationship
  from public.crew_relationships as r
  where r.relationship_id = p_relationship_id
    and v_me in (r.manager_user_id, r.crew_user_id)
  for update;
  if not found then
    perform stagedoor.raise_not_found('Crew relationship');
  end if;
  return v_relationship;
end;
$$;

comment on function stagedoor_theatre.lock_relationship is
'Lock a relationship of the caller. Raises PT404.';

create function stagedoor_theatre.accept_crew_relationship(p_relationship_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes relationships, which no request role may.
declare
  v_relationship public.crew_relationships :=
    stagedoor_theatre.lock_relationship(p_relationship_id);
begin
  if v_relationship.crew_user_id <> stagedoor.caller_id() then
    perform stagedoor.raise_denied(
      'owner_or_manager_access', 'Whoever is asked accepts.');
  elsif v_relationship.manager_left_at is not null then
    raise check_violation using
      message = 'Whoever asked has switched it off',
      detail = '{"error_code":"SWITCHED_OFF"}',
      hint = 'They can ask again with add_crew_member.';
  end if;
  update public.crew_relationships as r
  set accepted_at = coalesce(r.accepted_at, stagedoor.instant()), crew_left_at = null
  where r.relationship_id = p_relationship_id and not r.is_active;
  return found;
end;
$$;

comment on function stagedoor_theatre.accept_crew_relationship is
'Implementation of public.accept_crew_relationship.';

create function stagedoor_theatre.set_crew_relationship_active(
  p_relationship_id uuid, p_is_active boolean
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes relationships, which no request role may.
declare
  v_relationship public.crew_relationships :=
    stagedoor_theatre.lock_relationship(p_relationship_id);
  v_left_at      pg_catalog.timestamptz := case
    when p_is_active is false then stagedoor.instant() end;
begin
  if p_is_active is null then
    raise invalid_parameter_value using message = 'p_is_active is true or false';
  elsif v_relationship.crew_user_id = stagedoor.caller_id() then
    if p_is_active then
      return stagedoor_theatre.accept_crew_relationship(p_relationship_id);
    end if;
    update public.crew_relationships as r
    set crew_left_at = v_left_at
    where r.relationship_id = p_relationship_id and r.crew_left_at is null;
    return found;
  end if;

  if (v_relationship.manager_left_at is null) = p_is_active
    and v_relationship.is_active >= p_is_active
  then
    return false;
  end if;
  update public.crew_relationships as r
  set manager_left_at = v_left_at
  where r.relationship_id = p_relationship_id
  returning * into v_relationship;
  if p_is_active and not v_relationship.is_active then
    raise check_violation using
      message = 'Whoever is to be crew has not agreed, or has switched it off',
      detail = '{"error_code":"SWITCHED_OFF"}',
      hint = 'Ask with add_crew_member.';
  end if;
  return true;
end;
$$;

comment on function stagedoor_theatre.set_crew_relationship_active is
'Implementation of public.set_crew_relationship_active.';

create function stagedoor_theatre.write_user_data(p_user_id uuid, p_data jsonb)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accounts and profiles, which no request role may. The caller has checked whose.
declare
  v_profile public.crew_profiles;
  v_changed boolean;
begin
  update stagedoor.user_accounts as a
  set
    fullname_first = case when p_data ? 'fullname_first'
      then p_data ->> 'fullname_first' else a.fullname_first end,
    fullname_last = case when p_data ? 'fullname_last'
      then p_data ->> 'fullname_last' else a.fullname_last end,
    phone_number = case when p_data ? 'phone_number'
      then p_data ->> 'phone_number' else a.phone_number end,
    email = case when p_data ? 'email_address'
      then p_data ->> 'email_address' else a.email end
  where a.id = p_user_id
    and p_data ?| array['fullname_first', 'fullname_last', 'phone_number', 'email_address'];
  v_changed := found;
  if not p_data ?| array['user_role', 'custom_title'] then
    return v_changed;
  end if;

  select p.* into v_profile from public.crew_profiles as p where p.user_id = p_user_id;
  v_profile.user_role := coalesce(p_data ->> 'user_role', v_profile.user_role, 'CREW');
  v_profile.custom_title := case
    when p_data ? 'custom_title' then p_data ->> 'custom_title'
    -- The text goes with the title that needed it.
    when not p_data ? 'user_role' then v_profile.custom_title
  end;
  insert into public.crew_profiles as p (user_id, user_role, custom_title)
  values (p_user_id, v_profile.user_role, v_profile.custom_title)
  on conflict on constraint crew_profiles_pkey do update
  set user_role = excluded.user_role, custom_title = excluded.custom_title;
  return true;
end;
$$;

comment on function stagedoor_theatre.write_user_data is
'Write what read_user_data has read about a person. Raises 22023.';

create function stagedoor_theatre.update_crew_member(
  p_crew_user_id       uuid,
  p_user_data          jsonb default null,
  p_relationship_notes text  default null
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accounts, profiles and notes, which no request role may. Nobody writes a status.
declare
  v_me           pg_catalog.uuid := stagedoor.require_account();
  v_relationship public.crew_relationships;
  v_data         pg_catalog.jsonb;
  v_changed      boolean := false;
begin
  perform stagedoor_theatre.check_notes(p_relationship_notes);
  if p_crew_user_id = v_me then
    if p_relationship_notes is not null then
      raise invalid_parameter_value using message = 'Nobody is their own crew';
    end if;
    return stagedoor_theatre.write_user_data(v_me, stagedoor_theatre.read_user_data(
      p_user_data, array[
        'fullname_first', 'fullname_last', 'phone_number', 'user_role', 'custom_title']));
  end if;

  select r.* into v_relationship
  from public.crew_relationships as r
  where r.manager_user_id = v_me and r.crew_user_id = p_crew_user_id
  for update;
  if not found then
    -- Whoever manages the caller is known to them, and not theirs to write about.
    if p_crew_user_id = any (stagedoor_theatre.my_managers()) then
      perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
    end if;
    perform stagedoor.raise_not_found('Crew member');
  elsif not v_relationship.is_active then
    perform stagedoor.raise_denied(
      'owner_or_manager_access', 'The relationship is not active.');
  end if;

  v_data := stagedoor_theatre.read_user_data(p_user_data, array[
    'fullname_first', 'fullname_last', 'email_address', 'phone_number', 'user_role',
    'custom_title']);
  if v_data <> '{}' then
    if not stagedoor_theatre.is_guest_of(p_crew_user_id, v_me) then
      perform stagedoor.raise_denied('owner_or_manager_access', format(
        '%s: whoever can sign in writes their own contact data.',
        (select string_agg(d.key, ', ' order by d.key)
         from jsonb_object_keys(v_data) as d (key))));
    end if;
    perform stagedoor_theatre.lock_guest(p_crew_user_id);
    if v_data ? 'email_address' then
      v_data := v_data || jsonb_build_object(
        'email_address', stagedoor.clean_email(v_data ->> 'email_address'));
      -- Two who change addresses at the same time take turns, as in create_guest_user.
      perform from stagedoor.user_accounts as a where a.id = v_me for no key update;
      perform stagedoor_theatre.check_guest_address(
        v_data ->> 'email_address', p_crew_user_id);
    end if;
    v_changed := stagedoor_theatre.write_user_data(p_crew_user_id, v_data);
  end if;

  update public.crew_relationships as r
  set notes = nullif(p_relationship_notes, '')
  where r.relationship_id = v_relationship.relationship_id
    and p_relationship_notes is not null
    and r.notes is distinct from nullif(p_relationship_notes, '');
  return v_changed or found;
end;
$$;

comment on function stagedoor_theatre.update_crew_member is
'Implementation of public.update_crew_member.';

create function stagedoor_theatre.remove_crew_member(p_crew_user_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes relationships, which no request role may. What was delegated goes along.
begin
  perform stagedoor.require_account();
  delete from public.crew_relationships as r
  where r.manager_user_id = stagedoor.caller_id() and r.crew_user_id = p_crew_user_id;
  if not found then
    perform stagedoor.raise_not_found('Crew member');
  end if;
  return true;
end;
$$;

comment on function stagedoor_theatre.remove_crew_member is
'Implementation of public.remove_crew_member.';

-- Privileges.

revoke all on function
  stagedoor_theatre.list_crew,
  stagedoor_theatre.add_crew_member,
  stagedoor_theatre.lock_relationship,
  stagedoor_theatre.accept_crew_relationship,
  stagedoor_theatre.set_crew_relationship_active,
  stagedoor_theatre.write_user_data,
  stagedoor_theatre.update_crew_member,
  stagedoor_theatre.remove_crew_member
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.list_crew,
  stagedoor_theatre.add_crew_member,
  stagedoor_theatre.accept_crew_relationship,
  stagedoor_theatre.set_crew_relationship_active,
  stagedoor_theatre.update_crew_member,
  stagedoor_theatre.remove_crew_member
to authenticated;
