-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_my_projects()
  returns table (
    project_id        uuid,
    name              text,
    organization_id   uuid,
    organization_name text,
    roles             text[],
    valid_until       timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses and the names around them.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_now     pg_catalog.timestamptz := stagedoor.instant();
  v_seen    pg_catalog.uuid[];
  v_denied  pg_catalog.uuid[];
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return;
  end if;

  -- Projects that an access from above opens, besides those that the caller works in.
  v_seen := array(
    select h.covered_id from unnest(array['allow', 'own']) as p (policy)
    cross join lateral stagedoor.covered_scopes(
      v_user_id, 'project:view:assigned', p.policy, 'topmost') as h
  );
  v_denied := array(
    select h.covered_id
    from stagedoor.covered_scopes(v_user_id, 'project:view:assigned', 'deny', 'roots') as h
  );

  return query
  with mine as materialized (
    select
      a.scope_id, s.project_id, a.valid_from, a.valid_until,
      a.valid_from is null or a.valid_from <= v_now as has_begun,
      (
        select r.role_key from stagedoor.permission_roles as r where r.id = a.grant_id
      ) as role_key
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = v_user_id
      and a.status = 'Active'
      and (a.valid_until is null or a.valid_until > v_now)
      and (a.delegated_from is null or exists (
        select from stagedoor.delegation_standing(a.id, null, a.scope_id) as d
        where d.state = 'live'))
  ),
  listed as (
    select m.project_id from mine as m where m.has_begun and m.project_id is not null
    union
    select unnest(v_seen)
  ),
  theirs as (
    select l.project_id, m.role_key, m.has_begun, m.valid_from, m.valid_until
    from listed as l
    join mine as m on m.project_id = l.project_id
    union all
    select l.project_id, m.role_key, m.has_begun, m.valid_from, m.valid_until
    from listed as l
    join stagedoor.scopes as s on s.id = l.project_id
    join mine as m on m.project_id is null and m.scope_id = any (s.path)
  )
  select
    s.id, s.name, o.id, o.name,
    array_remove(array_agg(distinct t.role_key) filter (where t.has_begun), null),
    least(
      min(t.valid_until) filter (where t.has_begun),
      min(t.valid_from) filter (where not t.has_begun))
  from theirs as t
  join stagedoor.scopes as s on s.id = t.project_id
  join stagedoor.scopes as o on o.id = s.organization_id
  where s.scope_type = 'project'
    and not s.is_archived
    and not s.path && v_denied
  group by s.id, o.id
  order by s.name, s.id;
end;
$function$;

comment on function "stagedoor"."get_my_projects"() is 'Implementation of public.get_my_projects.';

revoke all on function "stagedoor"."get_my_projects"() from public;

grant execute on function "stagedoor"."get_my_projects"() to "authenticated", "postgres";
