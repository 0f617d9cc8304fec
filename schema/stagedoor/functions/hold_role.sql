-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.hold_role (
  p_grant_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Locks what a grant carries, which no request role may. Built-in roles change by migration
-- only.
begin
  perform
  from stagedoor.permission_roles as r
  join stagedoor.grant_targets as t on t.id = r.id
  where r.id = p_grant_id and r.scope_id is not null
  for share of t;
end;
$function$;

comment on function "stagedoor"."hold_role"(uuid) is 'Keep what a tenant''s role grants as it is until the commit.

Whoever gives it and whoever edits it wait for each other: before scopes are locked, as
everywhere.';

revoke all on function "stagedoor"."hold_role"(uuid) from public;

grant execute on function "stagedoor"."hold_role"(uuid) to "postgres";
