-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.assistant_needs_code (
  p_resource text,
  p_action   text
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the catalogue. An app is told no (F131).
  select stagedoor.client_id() is null and exists (
    select
    from stagedoor.permission_roles as r
    join stagedoor.permission_role_links as l on l.permission_role_id = r.id
    join stagedoor.permissions as p on p.id = l.permission_id
    where r.role_key = 'assistant'
      and r.scope_id is null
      and p.permission_key = p_resource || ':' || p_action
      and l.policy = 'locked'
  )
$function$;

comment on function "stagedoor_studio"."assistant_needs_code"(text, text) is
  'Implementation of public.assistant_needs_code.';

revoke all on function "stagedoor_studio"."assistant_needs_code"(text, text) from public;

grant execute
  on function "stagedoor_studio"."assistant_needs_code"(text, text)
  to "authenticated", "postgres";
