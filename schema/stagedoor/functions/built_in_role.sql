-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.built_in_role (
  p_role_key text
)
  returns uuid
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads roles, of which a request sees its own part only.
  select r.id
  from stagedoor.permission_roles as r
  where r.role_key = p_role_key and r.scope_id is null
$function$;

comment on function "stagedoor"."built_in_role"(text) is 'The id of a built-in role by its key.';

revoke all on function "stagedoor"."built_in_role"(text) from public;

grant execute on function "stagedoor"."built_in_role"(text) to "postgres";
