-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.power_ends_at (
  p_permission_key text,
  p_scope_id       uuid
)
  returns timestamp with time zone
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads what a decision reads. What is delegated, and an elevation, end as accesses do.
  select case
    when bool_or(c.policy = 'allow') then
      nullif(max(coalesce(c.valid_until, 'infinity')) filter (where c.policy = 'allow'),
        'infinity')
    else (
      select max(e.ends_at)
      from stagedoor.scopes as s
      join stagedoor.elevated_scopes(stagedoor.caller_id(), stagedoor.session_id()) as e
        on e.scope_id = any (s.path)
      where s.id = p_scope_id
    )
  end
  from stagedoor.applicable_grants(stagedoor.caller_id(), p_permission_key, p_scope_id) as c
  where c.state = 'live'
$function$;

comment on function "stagedoor"."power_ends_at"(text, uuid) is 'When the caller stops to hold a key that they hold now; null for never.

What somebody creates by it for themselves ends then, too: power for an afternoon does not
become power for a year (F39).';

revoke all on function "stagedoor"."power_ends_at"(text, uuid) from public;

grant execute on function "stagedoor"."power_ends_at"(text, uuid) to "postgres";
