-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.roles_held (
  p_user_id  uuid,
  p_scope_id uuid,
  p_window   tstzrange
)
  returns text[]
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the accesses of anybody. Asked by definers and triggers only.
  select coalesce(array_agg(distinct k.role_key order by k.role_key), '{}')
  from stagedoor.scopes as asked
  join stagedoor.user_accesses as a on a.user_id = p_user_id and a.status = 'Active'
  join stagedoor.scopes as at on at.id = a.scope_id
  cross join lateral unnest(stagedoor_studio.roles_in(a.grant_id)) as k (role_key)
  where asked.id = p_scope_id
    and a.grant_type = 'role'
    -- In one studio, above it or below it.
    and (
      at.id = any (asked.path) or asked.id = any (at.path)
      or at.project_id = asked.project_id
    )
    and (a.valid_until is null or a.valid_until > stagedoor.instant())
    and stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at) && p_window
$function$;

comment on function "stagedoor_studio"."roles_held"(uuid, uuid, tstzrange) is
  'The studio roles of somebody at a scope, above and below.

Those held at some time of a window.';

revoke all on function "stagedoor_studio"."roles_held"(uuid, uuid, tstzrange) from public;

grant execute
  on function "stagedoor_studio"."roles_held"(uuid, uuid, tstzrange)
  to "postgres";
