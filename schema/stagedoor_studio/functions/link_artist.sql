-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.link_artist (
  p_artist_id uuid,
  p_user_id   uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes whose profile it is, which no request role may.
declare
  v_artist       public.artists;
  v_elevation_id pg_catalog.uuid;
begin
  select a.* into v_artist from public.artists as a where a.id = p_artist_id;
  if not stagedoor_studio.may_see('staff:view', v_artist.project_id, v_artist.user_id) then
    perform stagedoor.raise_not_found('Artist');
  end if;
  perform stagedoor.enforce('staff:manage_users', v_artist.project_id);
  if p_user_id is not null and not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;
  select a.* into v_artist from public.artists as a where a.id = p_artist_id for update;
  v_elevation_id := stagedoor.require('staff:manage_users', v_artist.project_id);
  if v_artist.user_id is not distinct from p_user_id then
    return false;
  end if;

  update public.artists as a
  set user_id = p_user_id, elevation_id = v_elevation_id
  where a.id = p_artist_id;
  perform stagedoor.record_event(
    p_event => 'artist.linked', p_scope_id => v_artist.project_id,
    p_subject_id => coalesce(p_user_id, v_artist.user_id),
    p_object_type => 'artists', p_object_id => p_artist_id::pg_catalog.text,
    p_before => jsonb_build_object('user_id', v_artist.user_id),
    p_after => jsonb_build_object('user_id', p_user_id),
    p_elevation_id => v_elevation_id);
  return true;
end;
$function$;

comment on function "stagedoor_studio"."link_artist"(uuid, uuid) is
  'Implementation of public.link_artist.';

revoke all on function "stagedoor_studio"."link_artist"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."link_artist"(uuid, uuid)
  to "authenticated", "postgres";
