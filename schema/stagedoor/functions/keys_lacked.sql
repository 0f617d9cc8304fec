-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_lacked (
  p_user_id   uuid,
  p_scope_id  uuid,
  p_wanted    text[],
  p_narrow    text[],
  p_step_up   text[],
  p_aal       text                     default null::text,
  p_must_last boolean                  default false,
  p_until     timestamp with time zone default null::timestamp with time zone
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the accesses of anybody. Asked by definers only.
declare
  v_scope       stagedoor.scopes;
  v_is_assigned boolean;
begin
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
  v_is_assigned := v_scope.project_id is not null
    and stagedoor.is_assigned(p_user_id, v_scope.project_id);

  return array(
    select distinct wanted.key
    from unnest(p_wanted) as w (wanted)
    cross join lateral (
      select split_part(w.wanted, ' ', 1), split_part(w.wanted, ' ', 2)
    ) as wanted (policy, key)
    where stagedoor.is_denied(p_user_id, wanted.key, p_scope_id)
      or (coalesce(p_aal, stagedoor.session_aal()) <> 'aal2'
        and wanted.key = any (p_step_up))
      -- What is delegated is not one's own to give.
      or not exists (
        select
        from (select p_user_id as user_id, unnest(v_scope.path) as scope_id) as along
        join stagedoor.live_accesses as a
          on a.user_id = along.user_id and a.scope_id = along.scope_id
        join stagedoor.grant_targets as g on g.id = a.grant_id
        join stagedoor.scopes as at on at.id = a.scope_id
        cross join lateral (
          select 'allow' where wanted.key = any (g.allow_keys)
          union all
          select 'own' where wanted.policy = 'own' and wanted.key = any (g.own_keys)
          union all
          select 'locked'
          where wanted.policy = 'locked' and wanted.key = any (g.locked_keys)
        ) as held (policy)
        where a.delegated_from is null
          -- As long as it is to last, where that is asked.
          and (not p_must_last or a.valid_until is null or a.valid_until >= p_until)
          -- And as far as it would reach.
          and (
            at.project_id is not null
            or v_is_assigned
            or held.policy || ' ' || wanted.key <> all (g.assigned_only)
            or (v_scope.project_id is null and w.wanted = any (p_narrow))
          )
      )
    order by wanted.key
  );
end;
$function$;

comment on function
  "stagedoor"."keys_lacked"(uuid, uuid, text[], text[], text[], text, boolean, timestamp
  with time zone) is 'Of some keys, those that somebody does not hold there as strongly (F94).

p_wanted: as in "allow access:grant"; p_narrow: those of them that are meant for assigned
projects only; p_step_up: the keys that ask for a second factor. The rest is that of
keys_not_held.';

revoke all
  on function
    "stagedoor"."keys_lacked"(uuid, uuid, text[], text[], text[], text, boolean, timestamp
    with time zone)
  from public;

grant execute
  on function
    "stagedoor"."keys_lacked"(uuid, uuid, text[], text[], text[], text, boolean, timestamp
    with time zone)
  to "postgres";
