-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.move_scope (
  p_scope_id  uuid,
  p_parent_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes scopes and reads what people hold above the new place.
declare
  v_scope     stagedoor.scopes;
  v_parent    stagedoor.scopes;
  v_had       boolean;
  v_missing   text[];
  v_conflict  text;
begin
  perform stagedoor.enforce('project:delete', p_scope_id);
  perform stagedoor.enforce('project:create', p_parent_id);
  -- In id order, as everywhere, so that two moves never wait for each other.
  perform from stagedoor.scopes as s
  where s.id in (p_scope_id, p_parent_id)
  order by s.id
  for no key update;
  perform stagedoor.enforce('project:delete', p_scope_id);
  perform stagedoor.enforce('project:create', p_parent_id);

  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
  select s.* into v_parent from stagedoor.scopes as s where s.id = p_parent_id;
  if v_scope.parent_id = p_parent_id then
    return false;
  end if;

  -- Whoever holds something above the new place will hold it here: the mover gives it.
  select array_agg(distinct m.key order by m.key) into v_missing
  from (
    select distinct a.grant_id
    from stagedoor.user_accesses as a
    where a.scope_id = any (v_parent.path)
      and a.scope_id <> all (v_scope.path)
      and a.status <> 'Revoked'
  ) as coming
  cross join lateral unnest(
    stagedoor.keys_not_held(auth.uid(), p_scope_id, coming.grant_id)) as m (key);
  if v_missing is not null and not stagedoor.can('access:escalate', p_scope_id) then
    perform stagedoor.deny('access:escalate',
      'Holders at the new place would gain: ' || array_to_string(v_missing, ', '));
  end if;

  v_had := stagedoor.has_grant_holder(p_scope_id);
  update stagedoor.scopes as s set parent_id = p_parent_id where s.id = p_scope_id;

  if v_had then
    perform stagedoor.refuse_last_holder_leaving(p_scope_id);
  end if;
  select c.rule_key into v_conflict
  from stagedoor.scopes as s
  join stagedoor.user_accesses as a on a.scope_id = s.id and a.status = 'Active'
  cross join lateral stagedoor.separation_conflicts(a.id) as c
  where p_scope_id = any (s.path)
  limit 1;
  if found then
    raise check_violation using
      message = 'The move would put two duties into one hand',
      detail = json_build_object('error_code', 'SEPARATION_OF_DUTY', 'rule', v_conflict);
  end if;
  return true;
end;
$function$;

comment on function "stagedoor"."move_scope"(uuid, uuid) is 'Guard and work of public.move_scope.';

revoke all on function "stagedoor"."move_scope"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."move_scope"(uuid, uuid)
  to "authenticated", "postgres";
