-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_studio_settings__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Queues events, which nobody else may.
begin
  -- When the studio goes, its settings go without a word of their own.
  if tg_op = 'DELETE' and not exists (
    select from stagedoor.scopes as s where s.id = old.project_id
  ) then
    return null;
  end if;
  perform stagedoor.record_event(
    p_event => 'studio_setting.' || case tg_op
      when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end,
    p_scope_id => coalesce(new.project_id, old.project_id),
    p_object_type => 'studio_settings',
    p_object_id => coalesce(new.key, old.key),
    p_before => case when tg_op <> 'INSERT' then jsonb_build_object('value', old.value) end,
    p_after => case when tg_op <> 'DELETE' then jsonb_build_object('value', new.value) end,
    p_elevation_id => case when tg_op <> 'DELETE' then new.elevation_id end
  );
  return null;
end;
$function$;

comment on function "stagedoor_studio"."tg_studio_settings__record"() is
  'Queue studio_setting.created, changed and deleted.';

revoke all on function "stagedoor_studio"."tg_studio_settings__record"() from public;

grant execute on function "stagedoor_studio"."tg_studio_settings__record"() to "postgres";
