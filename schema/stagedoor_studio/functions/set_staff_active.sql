-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.set_staff_active (
  p_project_id uuid,
  p_user_id    uuid,
  p_is_active  boolean
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses;
  v_at_stake pg_catalog.uuid[];
  v_changed  boolean := false;
begin
  if p_is_active is null then
    raise invalid_parameter_value using message = 'Somebody is switched on or off';
  end if;
  perform stagedoor.require_scope(
    'staff:toggle_active', p_project_id, 'project', p_removes => true);

  if p_is_active then
    for v_access in
      select a.*
      from stagedoor_studio.switched_off as o
      join stagedoor.user_accesses as a on a.id = o.access_id
      where o.project_id = p_project_id and o.user_id = p_user_id
      order by a.id
    loop
      continue when v_access.valid_until <= stagedoor.instant();
      -- What was closed is given once more, by somebody who could give it.
      perform stagedoor.refuse_escalation(
        v_access.scope_id, v_access.grant_id, v_access.user_id, v_access.valid_until);
      v_at_stake := stagedoor.scopes_denied_by(
        v_access.grant_id, v_access.scope_id, v_access.user_id);
      begin
        insert into stagedoor.user_accesses (
          user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until,
          granted_by, reason
        )
        values (
          v_access.user_id, v_access.scope_type, v_access.scope_id, v_access.grant_type,
          v_access.grant_id, v_access.valid_from, v_access.valid_until,
          stagedoor.caller_id(), 'switched on'
        );
        v_changed := true;
      exception
        -- Somebody has given it again meanwhile.
        when exclusion_violation then null;
      end;
      perform stagedoor.refuse_last_holders_leaving(v_at_stake);
    end loop;
    delete from stagedoor_studio.switched_off as o
    where o.project_id = p_project_id and o.user_id = p_user_id;
  else
    for v_access in
      select a.*
      from stagedoor.user_accesses as a
      join stagedoor.scopes as s on s.id = a.scope_id
      where s.project_id = p_project_id and a.user_id = p_user_id and a.status = 'Active'
      -- What denies goes last: until then it still guards what is left from above.
      order by (
        select t.deny_keys <> '{}'
        from stagedoor.grant_targets as t where t.id = a.grant_id
      ), a.id
      for no key update of a
    loop
      -- What was delegated has to be delegated again; what is over does not come back.
      if v_access.delegated_from is null
        and coalesce(v_access.valid_until > stagedoor.instant(), true)
      then
        insert into stagedoor_studio.switched_off (access_id, project_id, user_id)
        values (v_access.id, p_project_id, p_user_id);
      end if;
      perform stagedoor.close_access(v_access, 'switched off');
      v_changed := true;
    end loop;
  end if;

  if v_changed then
    perform stagedoor.record_event(
      p_event => case when p_is_active then 'staff.switched_on'
        else 'staff.switched_off' end,
      p_scope_id => p_project_id, p_subject_id => p_user_id);
  elsif not exists (
    select from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where s.project_id = p_project_id and a.user_id = p_user_id
  ) then
    perform stagedoor.raise_not_found('Staff member');
  end if;
  return v_changed;
end;
$function$;

comment on function "stagedoor_studio"."set_staff_active"(uuid, uuid, boolean) is
  'Implementation of public.set_staff_active.';

revoke all
  on function "stagedoor_studio"."set_staff_active"(uuid, uuid, boolean)
  from public;

grant execute
  on function "stagedoor_studio"."set_staff_active"(uuid, uuid, boolean)
  to "authenticated", "postgres";
