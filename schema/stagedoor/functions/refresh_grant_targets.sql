-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refresh_grant_targets (
  p_ids uuid[] default null::uuid[]
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes grant_targets, which is derived and written by nobody else.
begin
  -- Locked in a statement of its own: what a concurrent change of an included role has
  -- written is seen by the next statement, and would be lost to this one.
  perform from stagedoor.grant_targets as t
  where p_ids is null or t.id = any (p_ids)
  order by t.id
  for update;

  with recursive links (id, key, policy, is_narrow) as (
    -- A link on an :assigned key reaches the assigned projects, with all that it implies.
    select p.id, p.permission_key, 'allow', p.permission_key like '%:assigned'
    from stagedoor.permissions as p
    where p_ids is null or p.id = any (p_ids)
    union all
    select r.id, p.permission_key, l.policy, p.permission_key like '%:assigned'
    from stagedoor.permission_roles as r
    cross join lateral (
      select r.id
      union all
      select i.included_role_id
      from stagedoor.role_includes as i
      where i.permission_role_id = r.id
    ) as source (role_id)
    join stagedoor.permission_role_links as l on l.permission_role_id = source.role_id
    join stagedoor.permissions as p on p.id = l.permission_id
    where r.deleted_at is null and (p_ids is null or r.id = any (p_ids))
  ),
  closed (id, key, policy, is_narrow) as (
    select l.id, l.key, l.policy, l.is_narrow from links as l
    union
    -- Implications carry allow, own and locked, never deny.
    select c.id, i.implies_key, c.policy, c.is_narrow
    from closed as c
    join stagedoor.permission_implications as i on i.permission_key = c.key
    where c.policy <> 'deny'
  ),
  folded as (
    select c.id, c.key, c.policy, bool_and(c.is_narrow) as is_narrow
    from closed as c
    group by c.id, c.key, c.policy
  ),
  granted as (
    select
      f.id,
      array_agg(f.key order by f.key) filter (where f.policy = 'allow') as allow_keys,
      array_agg(f.key order by f.key) filter (where f.policy = 'own') as own_keys,
      array_agg(f.key order by f.key) filter (where f.policy = 'locked') as locked_keys,
      array_agg(f.key order by f.key) filter (where f.policy = 'deny') as deny_keys,
      array_agg(f.policy || ' ' || f.key order by f.policy, f.key)
        filter (where f.is_narrow) as assigned_only,
      array_agg(distinct f.key) filter (where p.requires_aal2) as step_up_keys
    from folded as f
    join stagedoor.permissions as p on p.permission_key = f.key
    group by f.id
  )
  update stagedoor.grant_targets as t
  set allow_keys = coalesce(c.allow_keys, '{}'),
      own_keys = coalesce(c.own_keys, '{}'),
      locked_keys = coalesce(c.locked_keys, '{}'),
      deny_keys = coalesce(c.deny_keys, '{}'),
      assigned_only = coalesce(c.assigned_only, '{}'),
      step_up_keys = coalesce(c.step_up_keys, '{}')
  from stagedoor.grant_targets as g
  left join granted as c on c.id = g.id
  where t.id = g.id and (p_ids is null or g.id = any (p_ids));
end;
$function$;

comment on function "stagedoor"."refresh_grant_targets"(uuid[]) is 'Compute anew what roles and permissions grant (F3, F17).

Null: all of them.';

revoke all on function "stagedoor"."refresh_grant_targets"(uuid[]) from public;

grant execute on function "stagedoor"."refresh_grant_targets"(uuid[]) to "postgres";
