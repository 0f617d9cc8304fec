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
-- Writes counters, which no request role may.
declare
  v_retry_at   pg_catalog.timestamptz;
  v_address_at pg_catalog.timestamptz;
begin
  perform stagedoor.count_failure(
    'master_code_user', p_user_id || ':' || p_project_id,
    stagedoor.setting_number('secret_max_failures_per_user', 5), interval '15 minutes');
  v_retry_at := stagedoor_studio.user_retry_at(p_user_id);

  -- Strangers would otherwise lock a studio out that they are no part of.
  if p_works_there then
    v_retry_at := greatest(v_retry_at, stagedoor.count_failure(
      'master_code_scope', p_project_id::pg_catalog.text,
      stagedoor.setting_number('secret_max_failures_per_scope', 20), interval '1 hour'));
  end if;
  if p_address is not null then
    v_address_at := stagedoor.count_failure(
      'master_code_address', p_address,
      stagedoor.setting_number('secret_max_failures_per_address', 50), interval '1 hour');
  end if;

  perform stagedoor_studio.record_wrong_code(
    'master_code.refused', p_user_id, p_project_id, p_works_there, v_retry_at);
  if v_retry_at is not null then
    perform stagedoor_studio.record_wrong_code(
      'master_code.locked_out', p_user_id, p_project_id, p_works_there, v_retry_at);
    if p_works_there then
      perform stagedoor_studio.alert_lockout(p_user_id, p_project_id, v_retry_at);
    end if;
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
  'Count one wrong attempt and answer it.

What fails in recording it does not undo the count.';

revoke all
  on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text)
  from public;

grant execute
  on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text)
  to "postgres";
