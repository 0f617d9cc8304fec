-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.conveys_granting (
  p_role_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads what roles convey, which no request role may.
  select 'access:grant' = any (t.allow_keys)
  from stagedoor.grant_targets as t where t.id = p_role_id
$function$;

comment on function "stagedoor"."conveys_granting"(uuid) is 'Whether a role lets its holders give access.';

revoke all on function "stagedoor"."conveys_granting"(uuid) from public;

grant execute on function "stagedoor"."conveys_granting"(uuid) to "postgres";
