-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.list_staff (
  p_project_id uuid
)
  returns table (
    user_id      uuid,
    display_name text,
    role_key     text,
    artist_id    uuid,
    is_active    boolean,
    valid_until  timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads accesses and names, of which a request sees its own part only.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_all     boolean := stagedoor.can('staff:view', p_project_id);
  v_scopes  pg_catalog.uuid[];
begin
  if not v_all then
    perform stagedoor.enforce('staff:view', p_project_id, v_user_id);
  end if;
  v_scopes := stagedoor.scopes_listed('staff:view', p_project_id, v_user_id);

  return query
  with people as (
    select a.user_id, k.role_key, true as is_active, a.valid_until
    from stagedoor.scopes as s
    join stagedoor.live_accesses as a on a.scope_id = any (s.path)
    cross join lateral unnest(stagedoor_studio.roles_in(a.grant_id)) as k (role_key)
    where s.id = p_project_id and a.grant_type = 'role'
    union all
    select a.user_id, k.role_key, false, a.valid_until
    from stagedoor_studio.switched_off as o
    join stagedoor.user_accesses as a on a.id = o.access_id
    cross join lateral unnest(stagedoor_studio.roles_in(a.grant_id)) as k (role_key)
    -- Of whom was switched off, what they held may have been below the studio.
    where o.project_id = p_project_id and a.scope_id = any (v_scopes)
  )
  select distinct on (p.user_id)
    p.user_id,
    coalesce(
      artist.display_name,
      nullif(btrim(concat_ws(' ', u.fullname_first, u.fullname_last)), '')
    ),
    p.role_key, artist.id, p.is_active, p.valid_until
  from people as p
  join stagedoor.user_accounts as u on u.id = p.user_id
  left join public.artists as artist
    on artist.project_id = p_project_id and artist.user_id = p.user_id
  where v_all or p.user_id = v_user_id
  order by p.user_id, p.is_active desc, p.valid_until desc nulls first;
end;
$function$;

comment on function "stagedoor_studio"."list_staff"(uuid) is 'Implementation of public.list_staff.';

revoke all on function "stagedoor_studio"."list_staff"(uuid) from public;

grant execute
  on function "stagedoor_studio"."list_staff"(uuid)
  to "authenticated", "postgres";
