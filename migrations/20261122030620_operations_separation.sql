-- Separation rules: dropping one in a scope that is too small for it, or taking it up
-- again.

create function stagedoor.set_separation_rule(
  p_scope_id uuid,
  p_rule_id uuid,
  p_is_enforced boolean,
  p_reason text
)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes settings of rules, which no request role may.
declare
  v_scope stagedoor.scopes := (stagedoor.require_scope('role:edit', p_scope_id)).scope;
begin
  if p_is_enforced is null then
    raise invalid_parameter_value using message = 'p_is_enforced is true or false';
  end if;
  if p_reason is null or char_length(btrim(p_reason)) not between 1 and 1000 then
    raise invalid_parameter_value using message = 'Say why, in 1 to 1000 characters';
  end if;
  if not exists (
    select from stagedoor.separation_rules as r
    where r.id = p_rule_id and (r.scope_id is null or r.scope_id = any (v_scope.path))
  ) then
    perform stagedoor.raise_not_found('Separation rule');
  end if;

  insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason, set_by)
  values (p_scope_id, p_rule_id, p_is_enforced, btrim(p_reason), stagedoor.caller_id())
  on conflict on constraint separation_settings_pkey do update
  set is_enforced = excluded.is_enforced, reason = excluded.reason,
      set_by = excluded.set_by, set_at = excluded.set_at;

  return (
    select count(distinct a.user_id)
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.scope_id = s.id and a.status = 'Active'
    cross join lateral stagedoor.separation_conflicts(a.id) as c
    join stagedoor.separation_rules as r on r.rule_key = c.rule_key and r.id = p_rule_id
    where p_scope_id = any (s.path)
  );
end;
$$;

comment on function stagedoor.set_separation_rule is
'Implementation of public.set_separation_rule.';

-- Privileges.

revoke all on function stagedoor.set_separation_rule
  from public, anon, authenticated, service_role;
grant execute on function stagedoor.set_separation_rule to authenticated;
