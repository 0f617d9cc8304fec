-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.creator_role (
  p_scope_type text
)
  returns uuid
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads scope_types and roles, of which a request sees its own part only.
  select stagedoor.built_in_role(t.creator_role_key)
  from stagedoor.scope_types as t
  where t.scope_type = p_scope_type
$function$;

comment on function "stagedoor"."creator_role"(text) is 'The role that whoever creates such a scope gets; null for none (F129).';

revoke all on function "stagedoor"."creator_role"(text) from public;

grant execute on function "stagedoor"."creator_role"(text) to "postgres";
