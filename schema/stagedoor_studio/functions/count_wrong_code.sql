-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.count_wrong_code (
  p_user_id     uuid,
  p_project_id  uuid,
  p_works_there boolean,
  p_address     text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes counters, events and alerts, which no request role may.
declare
  v_retry_at   pg_catalog.timestamptz;
  v_address_at pg_catalog.timestamptz;
begin
  perform stagedoor.count_failure(
    'master_code_user', p_user_id || ':' || p_project_id,
    (stagedoor.setting('secret_max_failures_per_user'))::integer, interval '15 minutes');
  v_retry_at := stagedoor_studio.user_retry_at(p_user_id);

  -- Strangers would otherwise lock a studio out that they are no part of.
  if p_works_there then
    v_retry_at := greatest(v_retry_at, stagedoor.count_failure(
      'master_code_scope', p_project_id::pg_catalog.text,
      (stagedoor.setting('secret_max_failures_per_scope'))::integer, interval '1 hour'));
  end if;
  if p_address is not null then
    v_address_at := stagedoor.count_failure(
      'master_code_address', p_address,
      (stagedoor.setting('secret_max_failures_per_address'))::integer, interval '1 hour');
  end if;

  -- What a stranger does is told in the log of the installation, not of the studio.
  perform stagedoor.record_event(
    p_event => e.event,
    p_scope_id => case when p_works_there then p_project_id end,
    p_subject_id => p_user_id,
    p_object_type => 'scopes',
    p_object_id => p_project_id::pg_catalog.text,
    p_window_until => v_retry_at)
  from unnest(array['master_code.refused', 'master_code.locked_out']) as e (event)
  where e.event = 'master_code.refused' or v_retry_at is not null;
  if v_retry_at is not null and p_works_there then
    perform stagedoor.raise_alert(p_project_id, 'secret_lockout', p_user_id,
      jsonb_build_object('secret', 'MASTER_CODE', 'until', v_retry_at));
  end if;

  -- An address is slowed down, and only when it was wrong: it never keeps a right code out.
  return case
    when v_address_at is not null
      then stagedoor_studio.refusal('429', 'too_many_tries', v_address_at)
    else stagedoor_studio.refusal('403', 'wrong_code', v_retry_at)
  end;
end;
$function$;

comment on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text) is
  'Count one wrong try and answer it. Returns; never raises.';

revoke all
  on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text)
  from public;

grant execute
  on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text)
  to "postgres";
