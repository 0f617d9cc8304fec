-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.built_in_id (
  p_kind text,
  p_key  text
)
  returns uuid
  language sql
  immutable
  parallel safe
  set search_path to ''
  AS $function$
  select md5('stagedoor:' || p_kind || ':' || p_key)::pg_catalog.uuid
$function$;

comment on function "stagedoor"."built_in_id"(text, text) is 'The id of a built-in row, the same in every installation (F129).

p_kind: permission, role or menu_item; p_key: its key.';

revoke all on function "stagedoor"."built_in_id"(text, text) from public;

grant execute on function "stagedoor"."built_in_id"(text, text) to "postgres";
