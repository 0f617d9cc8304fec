-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_undenying (
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
-- Reads the accesses of anybody. Called after something that denied these keys has gone.
declare
  v_regained pg_catalog.text[];
begin
  if p_user_id is null or cardinality(p_keys) = 0 then
    return;
  end if;

  -- There, and wherever below the person holds something. Locked counts: it can be opened.
  select array_agg(distinct k.key order by k.key) into v_regained
  from (
    select s.id from stagedoor.scopes as s where s.id = any (p_scope_ids)
    union
    select at.id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = p_user_id and a.status = 'Active' and at.path && p_scope_ids
  ) as touched
  cross join lateral stagedoor.fold_keys(
    p_user_id, touched.id, null, 'aal2', stagedoor.instant()) as f
  cross join lateral unnest(f.allow_keys || f.own_keys || f.locked_keys) as k (key)
  where k.key = any (p_keys);

  -- What has not begun yet will count without the denial, too.
  if v_regained is null then
    select array_agg(distinct k.key order by k.key) into v_regained
    from stagedoor.scopes as s
    join stagedoor.user_accesses as a on a.user_id = p_user_id
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    cross join lateral unnest(t.allow_keys || t.own_keys || t.locked_keys) as k (key)
    where s.id = any (p_scope_ids)
      and (a.scope_id = any (s.path) or s.id = any (at.path))
      and a.status = 'Active'
      and a.valid_from > stagedoor.instant()
      and k.key = any (p_keys);
  end if;

  if v_regained is not null then
    perform stagedoor.deny('access:revoke',
      'It denies you: ' || array_to_string(v_regained, ', '));
  end if;
end;
$function$;

comment on function "stagedoor"."refuse_undenying"(uuid, uuid[], text[]) is
  'Raise 42501 where somebody would free themselves of a denial (F50).';

revoke all on function "stagedoor"."refuse_undenying"(uuid, uuid[], text[]) from public;

grant execute on function "stagedoor"."refuse_undenying"(uuid, uuid[], text[]) to "postgres";
