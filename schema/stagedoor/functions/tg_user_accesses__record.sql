-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_user_accesses__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may.
declare
  v_access stagedoor.user_accesses := coalesce(new, old);
  v_grant_key pg_catalog.text;
begin
  if tg_op = 'UPDATE'
    and old.status = new.status
    and old.user_id is not distinct from new.user_id
  then
    return null;
  end if;

  select coalesce(
    (select r.role_key from stagedoor.permission_roles as r where r.id = v_access.grant_id),
    (select p.permission_key from stagedoor.permissions as p where p.id = v_access.grant_id)
  ) into v_grant_key;

  perform stagedoor.record_event(
    p_event => case
      when tg_op = 'DELETE' then 'access.deleted'
      when tg_op = 'INSERT' and new.status = 'Invited' then 'access.invited'
      when tg_op = 'INSERT' and new.delegated_from is not null then 'access.delegated'
      when tg_op = 'INSERT' then 'access.granted'
      when new.status = 'Revoked' and old.status <> 'Revoked' then 'access.revoked'
      when new.status = 'Active' and old.status = 'Invited' then 'access.accepted'
      else 'access.reassigned'
    end,
    p_scope_id => v_access.scope_id,
    p_subject_id => v_access.user_id,
    p_object_type => 'user_accesses',
    p_object_id => v_access.id::pg_catalog.text,
    p_before => case when tg_op <> 'INSERT' then
      jsonb_build_object('status', old.status, 'user_id', old.user_id) end,
    p_after => case when tg_op <> 'DELETE' then jsonb_strip_nulls(jsonb_build_object(
      'status', new.status, 'user_id', new.user_id, 'grant_type', new.grant_type,
      'grant_key', v_grant_key, 'granted_by', new.granted_by,
      'revoked_by', new.revoked_by, 'delegated_from', new.delegated_from)) end,
    p_reason => coalesce(v_access.revoke_reason, v_access.reason),
    p_window_from => v_access.valid_from,
    p_window_until => v_access.valid_until,
    p_alters_access => true
  );
  return null;
end;
$function$;

comment on function "stagedoor"."tg_user_accesses__record"() is 'Queue the event of an access (F24).

access.granted, delegated, invited, accepted, reassigned, revoked or deleted.';

revoke all on function "stagedoor"."tg_user_accesses__record"() from public;

grant execute on function "stagedoor"."tg_user_accesses__record"() to "postgres";
