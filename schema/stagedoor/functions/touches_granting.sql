-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.touches_granting (
  p_grant_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads what is granted, which no request role may.
  select 'access:grant' = any (t.allow_keys || t.deny_keys)
  from stagedoor.grant_targets as t
  where t.id = p_grant_id
$function$;

comment on function "stagedoor"."touches_granting"(uuid) is 'Whether a role or permission allows or denies giving access.';

revoke all on function "stagedoor"."touches_granting"(uuid) from public;

grant execute on function "stagedoor"."touches_granting"(uuid) to "postgres";
