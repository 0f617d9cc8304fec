-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_denied (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_or_later       boolean default false
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the accesses of anybody. Asked by definers only.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
begin
  return exists (
    select
    from stagedoor.scopes as asked
    cross join lateral (
      select p_user_id as user_id, unnest(asked.path) as scope_id
    ) as along
    join stagedoor.user_accesses as a
      on a.user_id = along.user_id and a.scope_id = along.scope_id
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where asked.id = p_scope_id
      and a.status = 'Active'
      and a.delegated_from is null
      and (p_or_later or a.valid_from is null or a.valid_from <= v_now)
      and (a.valid_until is null or a.valid_until > v_now)
      and p_permission_key = any (t.deny_keys)
      and (
        at.project_id is not null
        or 'deny ' || p_permission_key <> all (t.assigned_only)
        or stagedoor.is_assigned(p_user_id, asked.project_id)
      )
  );
end;
$function$;

comment on function "stagedoor"."is_denied"(uuid, text, uuid, boolean) is
  'Whether a live access of somebody denies a key at a scope (F50).

p_or_later: or one that has not begun yet.';

revoke all on function "stagedoor"."is_denied"(uuid, text, uuid, boolean) from public;

grant execute on function "stagedoor"."is_denied"(uuid, text, uuid, boolean) to "postgres";
