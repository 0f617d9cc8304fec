-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.held_scopes (
  p_user_id        uuid,
  p_permission_key text,
  p_policy         text,
  p_at             timestamp with time zone
)
  returns table (
    covered_id uuid
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads accesses and scopes, of which a request sees its own part only.
declare
  v_policy text := case p_policy when 'lent' then 'allow' else p_policy end;
  v_closed boolean := stagedoor.counts_when_archived(p_permission_key);
  v_held   record;
begin
  for v_held in
    select
      at.project_id is null as is_above,
      bool_and(v_policy || ' ' || p_permission_key = any (t.assigned_only)) as is_narrow,
      at.parent_id is null as is_top,
      array_agg(distinct a.scope_id) as scope_ids
    from stagedoor.user_accesses as a
    join stagedoor.grant_targets as t on t.id = a.grant_id
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = p_user_id
      and a.status = 'Active'
      and (a.delegated_from is not null) = (p_policy = 'lent')
      and (a.valid_from is null or a.valid_from <= p_at)
      and (a.valid_until is null or a.valid_until > p_at)
      and p_permission_key = any (case v_policy
        when 'allow' then t.allow_keys
        when 'own' then t.own_keys
        when 'locked' then t.locked_keys
        else t.deny_keys
      end)
      and (v_closed or not at.is_archived)
    group by
      at.project_id is null, at.parent_id is null,
      at.project_id is null
        and v_policy || ' ' || p_permission_key = any (t.assigned_only)
  loop
    if not v_held.is_above then
      -- A project or department covers itself and what stands below it.
      return query
      select s.id
      from stagedoor.scopes as s
      where s.id = any (v_held.scope_ids) and (v_closed or not s.is_archived)
      union all
      select s.id
      from stagedoor.scopes as s
      where s.project_id = any (
          select at.project_id from stagedoor.scopes as at where at.id = any (v_held.scope_ids))
        and s.id <> s.project_id
        and s.path && v_held.scope_ids
        and s.id <> all (v_held.scope_ids)
        and (v_closed or not s.is_archived);

    elsif v_held.is_narrow then
      return query
      select s.id
      from stagedoor.user_accesses as mine
      join stagedoor.scopes as mine_at on mine_at.id = mine.scope_id
      join stagedoor.scopes as s on s.project_id = mine_at.project_id
      where mine.user_id = p_user_id
        and mine.status = 'Active'
        and mine.delegated_from is null
        and (mine.valid_from is null or mine.valid_from <= p_at)
        and (mine.valid_until is null or mine.valid_until > p_at)
        and mine_at.path && v_held.scope_ids
        and (v_closed or not s.is_archived);

    elsif v_held.is_top then
      -- Every project of an organization, from one index; then what stands below them.
      return query
      select s.id
      from stagedoor.scopes as s
      where s.organization_id = any (v_held.scope_ids)
        and s.scope_type = 'project'
        and (v_closed or not s.is_archived)
      union all
      select s.id
      from stagedoor.scopes as s
      where s.organization_id = any (v_held.scope_ids)
        and s.project_id <> s.id
        and (v_closed or not s.is_archived);

    else
      return query
      select s.id
      from stagedoor.scopes as s
      where s.path && v_held.scope_ids and s.project_id is not null and (v_closed or not s.is_archived);
    end if;
  end loop;
end;
$function$;

comment on function "stagedoor"."held_scopes"(uuid, text, text, timestamp
  with time zone) is 'Projects and departments that accesses of one policy cover (F2, F93).

p_policy: allow, own, locked, deny, or lent for what is delegated.';

revoke all
  on function "stagedoor"."held_scopes"(uuid, text, text, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."held_scopes"(uuid, text, text, timestamp with time zone)
  to "postgres";
