-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.separation_conflicts (
  p_access_id uuid
)
  returns table (
    rule_key  text,
    access_id uuid
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  -- Reads the accesses of anybody. A role stands for the roles that it includes.
  with mine as (
    select a.*, s.path, s.project_id, part.grant_id as part_id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    cross join lateral (
      select a.grant_id
      union all
      select i.included_role_id
      from stagedoor.role_includes as i
      where i.permission_role_id = a.grant_id
    ) as part (grant_id)
    where a.id = p_access_id
  )
  select distinct r.rule_key, other.id
  from mine as m
  join stagedoor.separation_rules as r
    on r.kind = 'static' and m.part_id in (r.first_grant_id, r.second_grant_id)
  join stagedoor.user_accesses as other
    on other.user_id = m.user_id and other.id <> m.id and other.status = 'Active'
  join stagedoor.scopes as os on os.id = other.scope_id
  where (
      other.grant_id in (r.first_grant_id, r.second_grant_id)
      or exists (
        select from stagedoor.role_includes as i
        where i.permission_role_id = other.grant_id
          and i.included_role_id in (r.first_grant_id, r.second_grant_id)
          and i.included_role_id <> m.part_id
      )
    )
    and other.grant_id <> m.part_id
    -- In one project, or one above the other.
    and (os.project_id = m.project_id or os.id = any (m.path) or m.scope_id = any (os.path))
    and stagedoor.access_window(other.valid_from, other.valid_until, other.granted_at)
      && stagedoor.access_window(m.valid_from, m.valid_until, m.granted_at)
    and (other.valid_until is null or other.valid_until > stagedoor.instant())
    -- The lower of the two scopes is where both duties would meet.
    and stagedoor.separation_is_enforced(
      r.id,
      case when cardinality(os.path) > cardinality(m.path) then os.id else m.scope_id end)
  union
  -- One role that includes both is no way around.
  select r.rule_key, m.id
  from mine as m
  join stagedoor.separation_rules as r on r.kind = 'static' and r.first_grant_id = m.part_id
  join mine as twin on twin.part_id = r.second_grant_id
  where stagedoor.separation_is_enforced(r.id, m.scope_id)
$function$;

comment on function "stagedoor"."separation_conflicts"(uuid) is 'Accesses that a static separation rule keeps apart from one (F101).

Those of the same person.';

revoke all on function "stagedoor"."separation_conflicts"(uuid) from public;

grant execute on function "stagedoor"."separation_conflicts"(uuid) to "postgres";
