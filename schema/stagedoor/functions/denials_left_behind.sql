-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.denials_left_behind (
  p_scope  stagedoor.scopes,
  p_parent stagedoor.scopes
)
  returns table (
    user_id uuid,
    key     text
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the accesses of anybody.
  select distinct a.user_id, k.key
  from stagedoor.user_accesses as a
  join stagedoor.scopes as at on at.id = a.scope_id
  join stagedoor.grant_targets as t on t.id = a.grant_id
  left join stagedoor.permission_roles as r on r.id = a.grant_id
  cross join lateral unnest(t.deny_keys) as k (key)
  where a.status = 'Active'
    and (a.valid_until is null or a.valid_until > stagedoor.instant())
    and (
      -- Given above the old place; or below, by a role of the tenant that is left.
      (a.scope_id = any (p_scope.path) and a.scope_id <> p_scope.id
        and a.scope_id <> all (p_parent.path))
      or (p_scope.id = any (at.path) and r.scope_id = any (p_scope.path)
        and r.scope_id <> p_scope.id and r.scope_id <> all (p_parent.path))
    )
$function$;

comment on function "stagedoor"."denials_left_behind"(stagedoor.scopes, stagedoor.scopes) is
  'Who is denied what by accesses that end when a scope moves.';

revoke all
  on function "stagedoor"."denials_left_behind"(stagedoor.scopes, stagedoor.scopes)
  from public;

grant execute
  on function "stagedoor"."denials_left_behind"(stagedoor.scopes, stagedoor.scopes)
  to "postgres";
