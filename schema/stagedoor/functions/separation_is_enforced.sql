-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.separation_is_enforced (
  p_rule_id  uuid,
  p_scope_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads rules and settings, which no request role may.
  select coalesce(
    (
      select t.is_enforced
      from stagedoor.scopes as s
      join stagedoor.separation_settings as t on t.scope_id = any (s.path)
      where s.id = p_scope_id and t.rule_id = p_rule_id
      order by array_position(s.path, t.scope_id) desc
      limit 1
    ),
    (
      select r.scope_id is null or r.scope_id = any (s.path)
      from stagedoor.separation_rules as r, stagedoor.scopes as s
      where r.id = p_rule_id and s.id = p_scope_id
    ),
    false
  )
$function$;

comment on function "stagedoor"."separation_is_enforced"(uuid, uuid) is
  'Whether a separation rule holds at a scope (F101).

The nearest setting, at it or above it, decides.';

revoke all on function "stagedoor"."separation_is_enforced"(uuid, uuid) from public;

grant execute on function "stagedoor"."separation_is_enforced"(uuid, uuid) to "postgres";
