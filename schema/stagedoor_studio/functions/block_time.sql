-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.block_time (
  p_project_id uuid,
  p_artist_id  uuid,
  p_from       timestamp with time zone,
  p_to         timestamp with time zone,
  p_reason     text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes blocked time, which no request role may.
declare
  v_artist       public.artists;
  v_elevation_id pg_catalog.uuid;
  v_block_id     pg_catalog.uuid;
begin
  if p_from is null or p_to is null or not isfinite(p_from) or not isfinite(p_to)
    or p_to <= p_from
  then
    raise invalid_parameter_value using
      message = 'Blocked time ends after it begins',
      detail = json_build_object('p_from', p_from, 'p_to', p_to);
  elsif char_length(p_reason) > 400 then
    raise invalid_parameter_value using message = 'A reason has at most 400 characters';
  end if;

  select a.* into v_artist
  from public.artists as a
  where a.project_id = p_project_id and a.id = p_artist_id
  for key share;
  if not stagedoor_studio.may_see('agenda:view', v_artist.project_id, v_artist.user_id) then
    perform stagedoor.raise_not_found('Artist');
  end if;
  v_elevation_id := stagedoor.require('agenda:block', p_project_id, v_artist.user_id);

  begin
    insert into public.appointments (
      project_id, artist_id, kind, starts_at, ends_at, service, elevation_id
    )
    values (
      p_project_id, p_artist_id, 'block', p_from, p_to, coalesce(p_reason, ''),
      v_elevation_id
    )
    returning id into v_block_id;
  exception
    when exclusion_violation then
      select a.id into v_block_id
      from public.appointments as a
      where a.artist_id = p_artist_id and a.kind = 'block' and a.status = 'booked'
        and a.starts_at = p_from and a.ends_at = p_to;
      if not found then
        raise check_violation using
          message = 'The artist is not free then',
          detail = '{"error_code":"ARTIST_NOT_FREE"}';
      end if;
  end;
  return v_block_id;
end;
$function$;

comment on function "stagedoor_studio"."block_time"(uuid, uuid, timestamp
  with time zone, timestamp with time zone, text) is 'Implementation of public.block_time.';

revoke all
  on function "stagedoor_studio"."block_time"(uuid, uuid, timestamp
    with time zone, timestamp with time zone, text)
  from public;

grant execute
  on function "stagedoor_studio"."block_time"(uuid, uuid, timestamp
    with time zone, timestamp with time zone, text)
  to "authenticated", "postgres";
