-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.add_artist (
  p_project_id   uuid,
  p_user_id      uuid,
  p_display_name text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes profiles and accesses, which no request role may.
declare
  v_required     pg_catalog.record;
  v_elevation_id pg_catalog.uuid;
  v_artist_id    pg_catalog.uuid;
begin
  v_required := stagedoor.require_scope('staff:manage_users', p_project_id, 'project');
  v_elevation_id := v_required.elevation_id;
  if p_display_name is null or char_length(btrim(p_display_name)) not between 1 and 120 then
    raise invalid_parameter_value using
      message = 'The name of an artist has 1 to 120 characters';
  end if;
  if p_user_id is not null and not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;

  select a.id into v_artist_id
  from public.artists as a
  where a.project_id = p_project_id
    and (
      a.user_id = p_user_id
      or (p_user_id is null and a.user_id is null
        and a.display_name = btrim(p_display_name))
    )
  order by a.created_at
  limit 1;

  if v_artist_id is null then
    insert into public.artists (project_id, user_id, display_name, elevation_id)
    values (p_project_id, p_user_id, btrim(p_display_name), v_elevation_id)
    returning id into v_artist_id;
    perform stagedoor.record_event(
      p_event => 'artist.added', p_scope_id => p_project_id, p_subject_id => p_user_id,
      p_object_type => 'artists', p_object_id => v_artist_id::pg_catalog.text,
      p_elevation_id => v_elevation_id);
  else
    update public.artists as a
    set display_name = btrim(p_display_name)
    where a.id = v_artist_id and a.display_name <> btrim(p_display_name);
  end if;

  -- Whoever has a role here keeps it: an admin may work as an artist as well.
  if p_user_id is not null
    and stagedoor_studio.roles_held(
      p_user_id, p_project_id, tstzrange(stagedoor.instant(), null)) = '{}'
  then
    perform stagedoor_studio.give_role(v_required.scope, p_user_id, 'artist', null);
  end if;
  return v_artist_id;
end;
$function$;

comment on function "stagedoor_studio"."add_artist"(uuid, uuid, text) is
  'Implementation of public.add_artist.';

revoke all on function "stagedoor_studio"."add_artist"(uuid, uuid, text) from public;

grant execute
  on function "stagedoor_studio"."add_artist"(uuid, uuid, text)
  to "authenticated", "postgres";
