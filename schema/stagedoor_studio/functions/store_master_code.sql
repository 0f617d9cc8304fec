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
-- Writes secrets, which no request role may.
begin
  -- Waits for an attempt that was right a moment ago, whose elevation then ends here as
  -- well.
  insert into stagedoor.secrets (scope_id, name, value)
  values (p_project_id, 'MASTER_CODE_HASH', p_hash)
  on conflict on constraint secrets_pkey do update
  set value = excluded.value, updated_at = stagedoor.instant();
end;
$function$;

comment on function "stagedoor_studio"."store_master_code"(uuid, text) is
  'Replace the hash of a master code, which ends what the old one opened.';

revoke all on function "stagedoor_studio"."store_master_code"(uuid, text) from public;

grant execute on function "stagedoor_studio"."store_master_code"(uuid, text) to "postgres";
