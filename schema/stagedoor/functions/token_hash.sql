-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.token_hash (
  p_token text
)
  returns bytea
  language sql
  immutable
  set search_path to ''
  AS $function$
  select sha256(convert_to(p_token, 'UTF8'))
$function$;

comment on function "stagedoor"."token_hash"(text) is 'What is kept of a token.';

revoke all on function "stagedoor"."token_hash"(text) from public;

grant execute on function "stagedoor"."token_hash"(text) to "postgres";
