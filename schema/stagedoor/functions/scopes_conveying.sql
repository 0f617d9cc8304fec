-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_conveying (
  p_permission_key text,
  p_is_own         boolean
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
-- Reads the caller's accesses and the scopes below them, more than a request may see.
declare
  v_user_id uuid := auth.uid();
  v_now     timestamptz := stagedoor.instant();
  v_only    uuid := stagedoor.narrowed_project();
  v_denied  uuid[];
  v_allowed uuid[];
  v_owned   uuid[];
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return '{}';
  end if;

  -- One project is one decision, and one more for each department held on its own.
  if v_only is not null then
    if stagedoor.can(p_permission_key, v_only) then
      return case when p_is_own then '{}' else array[v_only] end;
    elsif p_is_own and stagedoor.can(p_permission_key, v_only, v_user_id) then
      return array[v_only];
    end if;
    return array(
      select s.id
      from stagedoor.scopes as s
      where s.project_id = v_only
        and s.id <> v_only
        and exists (
          select from stagedoor.user_accesses as a
          where a.user_id = v_user_id and a.scope_id = any (s.path)
        )
        and stagedoor.can(p_permission_key, s.id, case when p_is_own then v_user_id end)
        and not (p_is_own and stagedoor.can(p_permission_key, s.id))
    );
  end if;

  if stagedoor.session_aal() <> 'aal2' and exists (
    select from stagedoor.permissions as p
    where p.permission_key = p_permission_key and p.requires_aal2
  ) then
    return '{}';
  end if;

  select array_agg(h.covered_id) into v_denied
  from stagedoor.held_scopes(v_user_id, p_permission_key, 'deny', v_now) as h;

  select array_agg(distinct h.covered_id) into v_allowed
  from (
    select a.covered_id
    from stagedoor.held_scopes(v_user_id, p_permission_key, 'allow', v_now) as a
    union all
    select l.covered_id
    from stagedoor.held_scopes(v_user_id, p_permission_key, 'locked', v_now) as l
    join stagedoor.scopes as s on s.id = l.covered_id
    where exists (
      select
      from stagedoor.elevated_scopes(v_user_id, stagedoor.session_id(), v_now) as e
      where e.scope_id = any (s.path)
    )
    union all
    select s.id
    from stagedoor.held_scopes(v_user_id, p_permission_key, 'lent', v_now) as s (id)
    where stagedoor.is_lent(v_user_id, p_permission_key, s.id, v_now)
  ) as h;

  if p_is_own then
    select array_agg(distinct h.covered_id) into v_owned
    from stagedoor.held_scopes(v_user_id, p_permission_key, 'own', v_now) as h;
  end if;

  return stagedoor.topmost_scopes(
    case when p_is_own then v_owned else v_allowed end,
    v_denied,
    case when p_is_own then v_allowed end
  );
end;
$function$;

comment on function "stagedoor"."scopes_conveying"(text, boolean) is
  'The set behind scopes_with and scopes_with_own.';

revoke all on function "stagedoor"."scopes_conveying"(text, boolean) from public;

grant execute on function "stagedoor"."scopes_conveying"(text, boolean) to "postgres";
