-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.next_change_elsewhere (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns timestamp with time zone
  language sql
  stable
  parallel safe
  security definer
  set search_path to ''
  AS $function$
  -- Reads the accesses of anybody. Asked by definers only.
  with recursive asked as (
    select s.path, s.project_id from stagedoor.scopes as s where s.id = p_scope_id
  ),
  delegators (user_id, delegated_from) as (
    select source.user_id, source.delegated_from
    from asked
    join stagedoor.user_accesses as a on a.scope_id = any (asked.path)
    join stagedoor.user_accesses as source on source.id = a.delegated_from
    where a.user_id = p_user_id and a.status = 'Active'
    union
    select source.user_id, source.delegated_from
    from delegators as l
    join stagedoor.user_accesses as source on source.id = l.delegated_from
  ),
  -- Whose other accesses have a say: those who delegate, and whoever holds an :assigned key
  -- from above, which reaches as long as they work in the project.
  people as (
    select l.user_id from delegators as l
    union
    select p_user_id
    from asked
    join stagedoor.user_accesses as a on a.scope_id = any (asked.path)
    join stagedoor.scopes as at on at.id = a.scope_id
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where a.user_id = p_user_id
      and a.status = 'Active'
      and at.project_id is null
      and t.assigned_only <> '{}'
      and (p_permission_key is null or t.assigned_only && array[
        'deny ' || p_permission_key, 'allow ' || p_permission_key,
        'own ' || p_permission_key, 'locked ' || p_permission_key])
  ),
  edges as (
    select unnest(array[a.valid_from, a.valid_until]) as moment
    from people as p
    join stagedoor.user_accesses as a on a.user_id = p.user_id and a.status = 'Active'
    join stagedoor.scopes as at on at.id = a.scope_id
    cross join asked
    where at.project_id = asked.project_id or a.scope_id = any (asked.path)
    union all
    select stagedoor.banned_until(l.user_id) from delegators as l
  )
  select min(e.moment) from edges as e where e.moment > stagedoor.instant()
$function$;

comment on function "stagedoor"."next_change_elsewhere"(uuid, text, uuid) is
  'When accesses without the key itself could change a decision about it.

Those of people who delegated it, and one''s own in a project that an :assigned key reaches
from above. The earliest moment; a null key asks for all keys (F114).';

revoke all on function "stagedoor"."next_change_elsewhere"(uuid, text, uuid) from public;

grant execute
  on function "stagedoor"."next_change_elsewhere"(uuid, text, uuid)
  to "postgres";
