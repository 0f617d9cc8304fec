-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.store_master_code (
  p_project_id uuid,
  p_hash       text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes secrets and ends elevations, which no request role may.
declare
  v_ended integer;
begin
  -- Waits for a try that was right a moment ago, whose elevation then ends here as well.
  insert into stagedoor.secrets (scope_id, name, value)
  values (p_project_id, 'MASTER_CODE_HASH', p_hash)
  on conflict on constraint secrets_pkey do update
  set value = excluded.value, updated_at = stagedoor.instant();

  v_ended := stagedoor.end_elevations(null, p_project_id, 'code rotated');
  perform stagedoor.record_event(
    p_event => 'master_code.rotated', p_scope_id => p_project_id,
    p_after => jsonb_build_object('elevations_ended', v_ended));
end;
$function$;

comment on function "stagedoor_studio"."store_master_code"(uuid, text) is
  'Replace the hash of a master code, and end what the old one opened.';

revoke all on function "stagedoor_studio"."store_master_code"(uuid, text) from public;

grant execute on function "stagedoor_studio"."store_master_code"(uuid, text) to "postgres";
