-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.keys_not_held (
  p_user_id   uuid,
  p_scope_id  uuid,
  p_grant_id  uuid,
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
-- Reads what a grant carries, which no request role may. Asked by definers only.
begin
  return coalesce((
    select stagedoor.keys_lacked(
      p_user_id, p_scope_id,
      array(
        select 'allow ' || k from unnest(t.allow_keys) as k
        union all select 'own ' || k from unnest(t.own_keys) as k
        union all select 'locked ' || k from unnest(t.locked_keys) as k
      ),
      t.assigned_only, t.step_up_keys, p_aal, p_must_last, p_until)
    from stagedoor.grant_targets as t
    where t.id = p_grant_id
  ), '{}');
end;
$function$;

comment on function "stagedoor"."keys_not_held"(uuid, uuid, uuid, text, boolean, timestamp
  with time zone) is 'Keys of a role or permission that somebody does not hold there (F94).

Or holds less strongly. p_aal: the level to judge by; null is that of the session.
p_must_last: whether what is held must last until p_until, null being for ever.';

revoke all
  on function "stagedoor"."keys_not_held"(uuid, uuid, uuid, text, boolean, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."keys_not_held"(uuid, uuid, uuid, text, boolean, timestamp
    with time zone)
  to "postgres";
