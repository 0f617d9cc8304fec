-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.works_at (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads user_accesses, of which a request sees its own part only.
declare
  v_path pg_catalog.uuid[];
begin
  select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  return stagedoor.account_is_live(p_user_id) and (
    exists (
      select
      from (select p_user_id as user_id, unnest(v_path) as scope_id) as along
      join stagedoor.live_accesses as a
        on a.user_id = along.user_id and a.scope_id = along.scope_id
    )
    -- Only now those below, which are as many as somebody holds.
    or exists (
      select
      from stagedoor.live_accesses as a
      join stagedoor.scopes as at on at.id = a.scope_id
      where a.user_id = p_user_id
        and p_scope_id = any (at.path)
    )
  );
end;
$function$;

comment on function "stagedoor"."works_at"(uuid, uuid) is 'Whether somebody has a live access at a scope, above it or below it.

Whoever has left, or is banned, is a member that is told nothing of a tenant.';

revoke all on function "stagedoor"."works_at"(uuid, uuid) from public;

grant execute on function "stagedoor"."works_at"(uuid, uuid) to "postgres";
