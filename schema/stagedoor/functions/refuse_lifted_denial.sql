-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_lifted_denial (
  p_user_id   uuid,
  p_scope_ids uuid[],
  p_keys      text[]
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads the accesses of anybody. Called while what denied these keys does not count. The
-- service gives what it likes, and is recorded as such.
declare
  v_caller   pg_catalog.uuid := stagedoor.caller_id();
  v_regained pg_catalog.text[];
  v_missing  pg_catalog.text[];
begin
  if p_user_id is null or cardinality(p_keys) = 0
    or (v_caller is null and stagedoor.is_service())
  then
    return;
  end if;

  with touched as (
    -- There, and wherever below the person holds something.
    select s.id, s.path from stagedoor.scopes as s where s.id = any (p_scope_ids)
    union
    select at.id, at.path
    from stagedoor.user_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = p_user_id and a.status = 'Active' and at.path && p_scope_ids
  ),
  regained as (
    -- Locked counts: it can be opened.
    select denied.scope_id, k.policy, k.key
    from touched as t
    join unnest(p_scope_ids) as denied (scope_id) on denied.scope_id = any (t.path)
    cross join lateral stagedoor.fold_keys(p_user_id, t.id, null, 'aal2') as f
    cross join lateral (
      select 'allow', unnest(f.allow_keys)
      union all select 'own', unnest(f.own_keys)
      union all select 'locked', unnest(f.locked_keys)
    ) as k (policy, key)
    where k.key = any (p_keys)
    union
    -- What has not begun yet will count without the denial, too.
    select s.id, k.policy, k.key
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.user_id = p_user_id
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral (
      select 'allow', unnest(t.allow_keys)
      union all select 'own', unnest(t.own_keys)
      union all select 'locked', unnest(t.locked_keys)
    ) as k (policy, key)
    where s.id = any (p_scope_ids)
      and (a.scope_id = any (s.path) or s.id = any (at.path))
      and a.status = 'Active'
      and a.valid_from > stagedoor.instant()
      and k.key = any (p_keys)
  )
  select
    array_agg(distinct r.key order by r.key),
    array_agg(distinct r.key order by r.key) filter (
      where p_user_id is distinct from v_caller
        and stagedoor.keys_lacked(
          v_caller, r.scope_id, array[r.policy || ' ' || r.key], '{}',
          case when p.requires_aal2 then array[r.key] else '{}' end) <> '{}'
        and not stagedoor.can('access:escalate', r.scope_id))
  into v_regained, v_missing
  from regained as r
  join stagedoor.permissions as p on p.permission_key = r.key;

  if p_user_id = v_caller and v_regained is not null then
    perform stagedoor.raise_denied('access:revoke',
      'It denies you: ' || array_to_string(v_regained, ', '));
  elsif v_missing is not null then
    perform stagedoor.raise_denied('access:escalate',
      'It denies what you do not hold: ' || array_to_string(v_missing, ', '));
  end if;
end;
$function$;

comment on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[]) is
  'Refuse to lift a denial that holds something back (F50).

What somebody regains is given to them, as by a grant: nobody regains it by their own hand,
and others give back only what they hold where it was denied (F94). Raises 42501.';

revoke all on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[]) from public;

grant execute
  on function "stagedoor"."refuse_lifted_denial"(uuid, uuid[], text[])
  to "postgres";
