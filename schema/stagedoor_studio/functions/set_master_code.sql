-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.set_master_code (
  p_project_id uuid,
  p_code       text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes secrets through store_master_code.
begin
  perform stagedoor.require_scope('security:rotate_code', p_project_id, 'project');
  -- Neither message names the code.
  if p_code is null or char_length(p_code) < 8 then
    raise invalid_parameter_value using
      message = 'A master code has at least 8 characters',
      detail = '{"error_code":"CODE_TOO_SHORT","at_least_characters":8}';
  elsif octet_length(p_code) > 72 then
    raise invalid_parameter_value using
      message = 'A master code has at most 72 bytes',
      detail = '{"error_code":"CODE_TOO_LONG","at_most_bytes":72}',
      hint = 'bcrypt would ignore the rest.';
  end if;
  perform stagedoor_studio.store_master_code(
    p_project_id, stagedoor_studio.bcrypt(p_code, stagedoor_studio.bcrypt_salt()));
end;
$function$;

comment on function "stagedoor_studio"."set_master_code"(uuid, text) is
  'Implementation of public.set_master_code.';

revoke all on function "stagedoor_studio"."set_master_code"(uuid, text) from public;

grant execute
  on function "stagedoor_studio"."set_master_code"(uuid, text)
  to "authenticated", "postgres";
