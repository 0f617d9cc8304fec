-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.page_keys (
  p_user_id    uuid,
  p_scope_id   uuid,
  p_session_id uuid,
  p_aal        text,
  p_within     uuid[] default null::uuid[]
)
  returns table (
    held_keys      text[],
    allow_keys     text[],
    own_keys       text[],
    locked_keys    text[],
    elevated_until timestamp with time zone,
    horizon        timestamp with time zone
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Reads the accesses of anybody. Asked by definers only, which check who asks about whom.
declare
  v_department_id pg_catalog.uuid;
  v_below         pg_catalog.record;
begin
  select f.* into held_keys, allow_keys, own_keys, locked_keys, elevated_until, horizon
  from stagedoor.fold_keys(p_user_id, p_scope_id, p_session_id, p_aal) as f;

  -- A grant on a department opens the pages of its project; rows stay the department's.
  for v_department_id in
    select s.id
    from stagedoor.scopes as s
    where s.project_id = p_scope_id
      and s.id <> p_scope_id
      and (p_within is null or s.id = any (p_within))
      and (
        exists (
          select from stagedoor.user_accesses as a
          where a.user_id = p_user_id
            and a.status = 'Active'
            and a.scope_id = any (s.path[array_position(s.path, p_scope_id) + 1:])
        )
        -- What is locked above opens in the department where an elevation is.
        or (locked_keys <> '{}' and exists (
          select from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
          where e.scope_id = any (s.path[array_position(s.path, p_scope_id) + 1:])
        ))
      )
  loop
    select f.* into v_below
    from stagedoor.fold_keys(p_user_id, v_department_id, p_session_id, p_aal) as f;
    held_keys := held_keys || v_below.held_keys;
    horizon := least(horizon, v_below.horizon);
  end loop;
  return next;
end;
$function$;

comment on function "stagedoor"."page_keys"(uuid, uuid, uuid, text, uuid[]) is
  'Keys that open pages of a scope (F13, F14).

They are held there, or in a department of it. held_keys count the departments in; the
other arrays are those of the scope itself. p_within: the departments that count, null for
all.';

revoke all on function "stagedoor"."page_keys"(uuid, uuid, uuid, text, uuid[]) from public;

grant execute
  on function "stagedoor"."page_keys"(uuid, uuid, uuid, text, uuid[])
  to "postgres";
