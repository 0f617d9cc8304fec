-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_delegated_to (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads accesses and those that they are delegated from. Asked by definers only.
begin
  return exists (
    select
    from stagedoor.scopes as asked
    join stagedoor.live_accesses as a on a.scope_id = any (asked.path)
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral stagedoor.delegation_standing(
      a.id, p_permission_key, p_scope_id) as d
    where asked.id = p_scope_id
      and a.user_id = p_user_id
      and a.delegated_from is not null
      and p_permission_key = any (t.allow_keys)
      and (
        at.project_id is not null
        or 'allow ' || p_permission_key <> all (t.assigned_only)
        or stagedoor.is_assigned(p_user_id, asked.project_id)
      )
      and d.state = 'live'
  );
end;
$function$;

comment on function "stagedoor"."is_delegated_to"(uuid, text, uuid) is
  'Whether a live delegation grants a key to somebody at a scope (F20).';

revoke all on function "stagedoor"."is_delegated_to"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."is_delegated_to"(uuid, text, uuid) to "postgres";
