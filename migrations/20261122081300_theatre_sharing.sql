-- Sharing: the owner of a script makes a share, changes its end and revokes it.

create function stagedoor_theatre.read_permissions(p_permissions jsonb, p_script_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads departments and kinds of element. A department of somebody else answers like one
-- that does not exist; those that are named stay until the share is there.
declare
  v_shape   constant pg_catalog.jsonb :=
    '{"view": true, "download": false, "departments": [], "elements": ["CUE", "NOTE"]}';
  v_asked   constant pg_catalog.jsonb := coalesce(p_permissions, '{}');
  v_given   pg_catalog.jsonb;
  v_unknown pg_catalog.text[];
  v_ids     pg_catalog.uuid[];
  v_types   pg_catalog.text[];
begin
  select array_agg(a.key order by a.key) into v_unknown
  from jsonb_each(case jsonb_typeof(v_asked) when 'object' then v_asked else '{}' end) as a
  where jsonb_typeof(a.value) is distinct from jsonb_typeof(v_shape -> a.key);
  if jsonb_typeof(v_asked) <> 'object' or v_unknown is not null then
    raise invalid_parameter_value using
      message = 'Permissions of a share are view, download, departments and elements',
      detail = json_build_object('not_allowed', v_unknown, 'allowed', v_shape);
  end if;

  v_given := v_shape || v_asked;
  if v_given -> 'view' <> 'true' then
    raise invalid_parameter_value using
      message = 'A share lets its script be viewed: revoke it instead',
      detail = json_build_object('view', false);
  end if;

  select array_agg(distinct stagedoor.uuid_or_null(d.id)) into v_ids
  from jsonb_array_elements_text(v_given -> 'departments') as d (id);
  if array_position(v_ids, null) > 0 then
    raise invalid_parameter_value using
      message = 'Departments of a share are ids of departments; an empty list means all';
  end if;
  perform from public.departments as d where d.id = any (v_ids) order by d.id for key share;
  if exists (
    select from unnest(v_ids) as asked (id)
    where not exists (
      select from public.departments as d
      join public.scripts as s on s.owner_id = d.owner_id
      where d.id = asked.id and s.id = p_script_id)
      -- Those of a script that was handed over may be the former owner's.
      and not exists (
        select from public.script_elements as e
        where e.script_id = p_script_id and e.department_id = asked.id)
  ) then
    perform stagedoor.raise_not_found('Department');
  end if;

  select array_agg(t.element_type order by t.position) into v_types
  from public.element_types as t
  where v_given -> 'elements' ? t.element_type;
  if v_types is null or exists (
    select from jsonb_array_elements(v_given -> 'elements') as e (kind)
    where (e.kind #>> '{}' = any (v_types)) is not true
  ) then
    raise invalid_parameter_value using
      message = 'Elements of a share are one or more rows of element_types',
      detail = json_build_object('allowed',
        (select json_agg(t.element_type order by t.position)
         from public.element_types as t));
  end if;
  return v_given || jsonb_build_object(
    'departments', to_jsonb(coalesce(v_ids, '{}')), 'elements', to_jsonb(v_types));
end;
$$;

comment on function stagedoor_theatre.read_permissions is
'What a share permits: as asked, the rest as the seed has it (F77).

Raises 22023, PT404 for a department that is neither the owner''s nor in the script.';

create function stagedoor_theatre.create_script_share(
  p_script_id           uuid,
  p_shared_with_user_id uuid        default null,
  p_permissions         jsonb       default null,
  p_expires_at          timestamptz default null,
  p_max_uses            integer     default null,
  p_share_name          text        default null,
  p_notes               text        default null,
  p_valid_from          timestamptz default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes shares and their hashes, which no request role may.
declare
  v_me          pg_catalog.uuid := stagedoor.require_account();
  v_token       pg_catalog.text := stagedoor.new_token();
  v_permissions pg_catalog.jsonb;
  v_share_id    pg_catalog.uuid;
begin
  perform from public.scripts as s
  where s.id = p_script_id and s.owner_id = v_me
  for share;
  if not found then
    if p_script_id = any (stagedoor_theatre.readable_scripts()) then
      perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
    end if;
    perform stagedoor.raise_not_found('Script');
  elsif not stagedoor_theatre.script_is_open(p_script_id) then
    raise check_violation using
      message = 'A script is shared while a show that it is in runs',
      detail = '{"error_code":"SHOW_ARCHIVED"}';
  end if;

  v_permissions := stagedoor_theatre.read_permissions(p_permissions, p_script_id);
  perform stagedoor.check_window(p_valid_from, p_expires_at);
  if p_max_uses < 1 then
    raise invalid_parameter_value using
      message = 'A share is opened at least once, or as often as one likes: null',
      detail = json_build_object('p_max_uses', p_max_uses);
  elsif char_length(btrim(p_share_name)) > 200 then
    raise invalid_parameter_value using
      message = 'The name of a share has at most 200 characters';
  end if;
  perform stagedoor_theatre.check_notes(p_notes);
  -- A guest of somebody else answers like nobody, as in add_crew_member.
  if p_shared_with_user_id is not null and (
    stagedoor_theatre.is_guest_of(p_shared_with_user_id, v_me)
    or (stagedoor.account_is_live(p_shared_with_user_id)
      and stagedoor.ensure_account(p_shared_with_user_id))
  ) is not true then
    perform stagedoor.raise_not_found('Account');
  end if;

  insert into public.script_shares (
    script_id, created_by, shared_with_user_id, permissions, share_name, notes, valid_from,
    expires_at, max_uses
  )
  values (
    p_script_id, v_me, p_shared_with_user_id, v_permissions,
    nullif(btrim(p_share_name), ''), nullif(p_notes, ''), p_valid_from, p_expires_at,
    p_max_uses
  )
  returning id into v_share_id;
  insert into stagedoor_theatre.share_tokens (share_id, token_hash)
  values (v_share_id, stagedoor.token_hash(v_token));
  return jsonb_build_object('share_id', v_share_id, 'token', v_token);
end;
$$;

comment on function stagedoor_theatre.create_script_share is
'Implementation of public.create_script_share.';

create function stagedoor_theatre.lock_share(p_share_id uuid)
returns public.script_shares
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a share, which no request role may. Nobody but its owner knows of it.
declare
  v_me    pg_catalog.uuid := stagedoor.require_account();
  v_share public.script_shares;
begin
  select h.* into v_share
  from public.script_shares as h
  where h.id = p_share_id
    and (
      exists (
        select from public.scripts as s where s.id = h.script_id and s.owner_id = v_me)
      or exists (
        select from public.shows as w
        where w.project_id = h.project_id and w.owner_id = v_me)
    )
  for no key update of h;
  if not found then
    perform stagedoor.raise_not_found('Share');
  end if;
  return v_share;
end;
$$;

comment on function stagedoor_theatre.lock_share is
'Lock a share of what the caller owns. Raises PT404.';

create function stagedoor_theatre.change_share(p_share_id uuid, p_expires_at timestamptz)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes shares, which no request role may.
declare
  v_share public.script_shares := stagedoor_theatre.lock_share(p_share_id);
begin
  if not v_share.is_active then
    raise check_violation using
      message = 'A share that was revoked stays so',
      detail = '{"error_code":"SHARE_REVOKED"}',
      hint = 'Make another one with create_script_share.';
  end if;
  perform stagedoor.check_window(v_share.valid_from, p_expires_at);
  update public.script_shares as h
  set expires_at = p_expires_at
  where h.id = p_share_id and h.expires_at is distinct from p_expires_at;
  return found;
end;
$$;

comment on function stagedoor_theatre.change_share is
'Implementation of public.change_share.';

create function stagedoor_theatre.revoke_script_share(p_share_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes shares, which no request role may.
begin
  perform stagedoor_theatre.lock_share(p_share_id);
  update public.script_shares as h
  set is_active = false
  where h.id = p_share_id and h.is_active;
  return found;
end;
$$;

comment on function stagedoor_theatre.revoke_script_share is
'Implementation of public.revoke_script_share.';

-- Privileges.

revoke all on function
  stagedoor_theatre.read_permissions,
  stagedoor_theatre.create_script_share,
  stagedoor_theatre.lock_share,
  stagedoor_theatre.change_share,
  stagedoor_theatre.revoke_script_share
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.create_script_share,
  stagedoor_theatre.change_share,
  stagedoor_theatre.revoke_script_share
to authenticated;
