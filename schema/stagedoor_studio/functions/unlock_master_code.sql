-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.unlock_master_code (
  p_project_id uuid,
  p_user_id    uuid default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes counters, which no request role may.
begin
  perform stagedoor.require_scope('security:rotate_code', p_project_id, 'project');
  if p_user_id is null then
    perform stagedoor.forget_failures('master_code_scope', p_project_id::pg_catalog.text);
  else
    perform stagedoor.forget_failures(
      'master_code_user', p_user_id || ':' || p_project_id);
  end if;
  perform stagedoor.record_event(
    p_event => 'master_code.unlocked', p_scope_id => p_project_id,
    p_subject_id => p_user_id);
end;
$function$;

comment on function "stagedoor_studio"."unlock_master_code"(uuid, uuid) is
  'Implementation of public.unlock_master_code.';

revoke all on function "stagedoor_studio"."unlock_master_code"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."unlock_master_code"(uuid, uuid)
  to "authenticated", "postgres";
