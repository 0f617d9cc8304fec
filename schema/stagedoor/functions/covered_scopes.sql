-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.covered_scopes (
  p_user_id        uuid,
  p_permission_key text,
  p_policy         text,
  p_detail         text
)
  returns table (
    covered_id uuid
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads accesses and scopes, of which a request sees its own part only.
declare
  v_policy pg_catalog.text := case p_policy when 'delegated' then 'allow' else p_policy end;
  v_closed boolean := stagedoor.counts_when_archived(p_permission_key);
  v_held   pg_catalog.record;
begin
  for v_held in
    select
      at.project_id is null as is_above,
      at.scope_type = 'project' as is_project,
      at.parent_id is null as is_top,
      at.project_id is null
        and v_policy || ' ' || p_permission_key = any (t.assigned_only) as is_narrow,
      array_agg(distinct a.scope_id) as scope_ids
    from stagedoor.live_accesses as a
    join stagedoor.grant_targets as t on t.id = a.grant_id
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = p_user_id
      and (a.delegated_from is not null) = (p_policy = 'delegated')
      and p_permission_key = any (case v_policy
        when 'allow' then t.allow_keys
        when 'own' then t.own_keys
        when 'locked' then t.locked_keys
        else t.deny_keys
      end)
      and (v_closed or not at.is_archived)
    group by 1, 2, 3, 4
  loop
    if v_held.is_narrow then
      -- From above, an :assigned key covers the projects that one works in.
      return query
      select s.id
      from stagedoor.live_accesses as mine
      join stagedoor.scopes as mine_at on mine_at.id = mine.scope_id
      join stagedoor.scopes as s on s.project_id = mine_at.project_id
      where mine.user_id = p_user_id
        and mine.delegated_from is null
        and mine_at.path && v_held.scope_ids
        and (p_detail = 'all' or s.id = s.project_id)
        and (v_closed or not s.is_archived);

    elsif p_detail = 'roots' then
      return query select unnest(v_held.scope_ids);

    elsif not v_held.is_above then
      -- A project or department covers itself and what stands below it.
      return query
      select s.id
      from stagedoor.scopes as s
      where s.id = any (v_held.scope_ids) and (v_closed or not s.is_archived);

      if p_detail = 'all' or not v_held.is_project then
        return query
        select s.id
        from stagedoor.scopes as at
        join stagedoor.scopes as s on s.project_id = at.project_id
        where at.id = any (v_held.scope_ids)
          and at.id = any (s.path)
          and s.id <> all (v_held.scope_ids)
          and (v_closed or not s.is_archived);
      end if;

    elsif v_held.is_top then
      -- Every project of an organization, from one index; then what stands below them.
      return query
      select s.id
      from stagedoor.scopes as s
      where s.organization_id = any (v_held.scope_ids)
        and s.scope_type = 'project'
        and (v_closed or not s.is_archived);

      if p_detail = 'all' then
        return query
        select s.id
        from stagedoor.scopes as s
        where s.organization_id = any (v_held.scope_ids)
          and s.project_id <> s.id
          and (v_closed or not s.is_archived);
      end if;

    else
      return query
      select s.id
      from stagedoor.scopes as s
      where s.path && v_held.scope_ids
        and (s.project_id = s.id or (p_detail = 'all' and s.project_id is not null))
        and (v_closed or not s.is_archived);
    end if;
  end loop;
end;
$function$;

comment on function "stagedoor"."covered_scopes"(uuid, text, text, text) is
  'Projects and departments that accesses of one policy cover (F2, F93).

p_policy: allow, own, locked, deny, or delegated for what is delegated. p_detail: all;
topmost, which names departments only where they are held on their own; or roots, the scopes
that everything covered is or stands below.';

revoke all on function "stagedoor"."covered_scopes"(uuid, text, text, text) from public;

grant execute on function "stagedoor"."covered_scopes"(uuid, text, text, text) to "postgres";
