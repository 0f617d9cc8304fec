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
  v_at_stake  pg_catalog.uuid[];
  v_denied    pg_catalog.text[];
  v_missing   pg_catalog.text[];
begin
  perform stagedoor.enforce('project:delete', p_scope_id);
  perform stagedoor.enforce('project:create', p_parent_id);
  perform stagedoor.lock_trees(array[p_scope_id, p_parent_id]);
  perform stagedoor.require('project:delete', p_scope_id);
  perform stagedoor.require('project:create', p_parent_id);

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
    stagedoor.keys_not_held(stagedoor.caller_id(), p_scope_id, coming.grant_id)) as m (key);
  if v_missing is not null and not stagedoor.can('access:escalate', p_scope_id) then
    perform stagedoor.raise_denied('access:escalate',
      'Holders at the new place would gain: ' || array_to_string(v_missing, ', '));
  end if;

  -- What the mover holds here for a while does not become theirs for longer by what they
  -- hold there, whatever they may give to others.
  select array_agg(distinct m.key order by m.key) into v_missing
  from stagedoor.user_accesses as a
  cross join lateral unnest(stagedoor.keys_not_held(
    stagedoor.caller_id(), p_scope_id, a.grant_id, null, true, a.valid_until)) as m (key)
  where a.user_id = stagedoor.caller_id()
    and a.scope_id = any (v_parent.path)
    and a.scope_id <> all (v_scope.path)
    and a.status <> 'Revoked'
    and m.key <> all (stagedoor.keys_not_held(
      stagedoor.caller_id(), p_scope_id, a.grant_id));
  if v_missing is not null then
    perform stagedoor.raise_denied('access:escalate',
      'You would hold for longer: ' || array_to_string(v_missing, ', '));
  end if;

  perform stagedoor.refuse_lifted_denial_by_move(v_scope, v_parent);

  -- What the mover is denied from above the old place, and who can give access there.
  select array_agg(distinct d.key) into v_denied
  from stagedoor.denials_left_behind(v_scope, v_parent) as d
  where d.user_id = stagedoor.caller_id();
  v_at_stake := stagedoor.scopes_at_stake(array[p_scope_id], '{}');

  update stagedoor.scopes as s set parent_id = p_parent_id where s.id = p_scope_id;

  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  perform stagedoor.refuse_lifted_denial(
    stagedoor.caller_id(), array[p_scope_id], coalesce(v_denied, '{}'));
  return true;
end;
$function$;

comment on function "stagedoor"."move_scope"(uuid, uuid) is 'Implementation of public.move_scope.';

revoke all on function "stagedoor"."move_scope"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."move_scope"(uuid, uuid)
  to "authenticated", "postgres";
