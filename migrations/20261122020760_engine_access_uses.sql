-- Last use: the day on which an access was last relied on, for whoever reviews it (F100).
--
-- Counted where a decision is asked for by name or taken by a definer, once a day and
-- access. What a policy lets through is not seen: a policy answers for sets of rows, and
-- writes nothing.

create table stagedoor.access_uses (
  access_id uuid not null,
  used_on   date not null,

  constraint access_uses_pkey
    primary key (access_id),
  constraint access_uses_access_id_fkey
    foreign key (access_id) references stagedoor.user_accesses (id) on delete cascade
);

comment on table stagedoor.access_uses is
'The day, in UTC, on which an access was last used (F100).

By authorize, where it answered yes, and by definers that required a key. No row: not since
it was granted. Reading through policies is not counted.';

create function stagedoor.note_access_use(p_access_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Writes access_uses, which no request role may.
declare
  v_today pg_catalog.date := (stagedoor.instant() at time zone 'UTC')::pg_catalog.date;
begin
  if p_access_id is null
    or current_setting('transaction_read_only') = 'on'
    or exists (
      select from stagedoor.access_uses as u
      where u.access_id = p_access_id and u.used_on >= v_today
    )
    -- Whoever counts the same access at this moment is not waited for.
    or not pg_try_advisory_xact_lock(hashtextextended('access use ' || p_access_id, 0))
  then
    return;
  end if;
  insert into stagedoor.access_uses as u (access_id, used_on)
  values (p_access_id, v_today)
  on conflict on constraint access_uses_pkey
  do update set used_on = greatest(u.used_on, excluded.used_on);
end;
$$;

comment on function stagedoor.note_access_use is
'Note that an access is used today, at most once a day.';

create function stagedoor.note_use(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the caller's accesses, after a guard that let them pass.
declare
  v_user_id   pg_catalog.uuid := stagedoor.caller_id();
  v_today     pg_catalog.date := (stagedoor.instant() at time zone 'UTC')::pg_catalog.date;
  v_access_id pg_catalog.uuid;
  v_is_noted  boolean;
begin
  -- Mostly an access of their own allows it. The rest is left to the decision.
  select
    (array_agg(a.id order by a.id) filter (where
      a.delegated_from is null
      and p_permission_key = any (t.allow_keys)
      -- With the reach of can(): granted at the project or below it, or for any project.
      and (a.scope_id = any (s.path[array_position(s.path, s.project_id):])
        or 'allow ' || p_permission_key <> all (t.assigned_only)
        or stagedoor.is_assigned(v_user_id, s.project_id))))[1],
    bool_and(coalesce(u.used_on >= v_today, false))
  into v_access_id, v_is_noted
  from stagedoor.scopes as s
  cross join lateral (
    select v_user_id as user_id, unnest(s.path) as scope_id
  ) as along
  join stagedoor.live_accesses as a
    on a.user_id = along.user_id and a.scope_id = along.scope_id
  join stagedoor.grant_targets as t on t.id = a.grant_id
  left join stagedoor.access_uses as u on u.access_id = a.id
  where s.id = p_scope_id
    and (p_permission_key = any (t.allow_keys)
      or p_permission_key = any (t.own_keys)
      or p_permission_key = any (t.locked_keys));

  -- Common case: it can note nothing new. A decision costs ten times the guard.
  if v_is_noted is not false then
    return;
  end if;
  if v_access_id is null then
    v_access_id := (
      select d.access_id
      from stagedoor.decide(
        v_user_id, p_permission_key, p_scope_id, p_owner_id, stagedoor.session_id(),
        stagedoor.session_aal()) as d);
  end if;
  perform stagedoor.note_access_use(v_access_id);
end;
$$;

comment on function stagedoor.note_use is
'Note the access that a guard has just let the caller pass by (F100).';

alter table stagedoor.access_uses enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.note_access_use,
  stagedoor.note_use
from public, anon, authenticated, service_role;
revoke all on stagedoor.access_uses from public, anon, authenticated, service_role;
