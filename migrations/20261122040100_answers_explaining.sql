-- Explaining: what an explanation of a decision is told with, and what it may tell.
--
-- The decision itself is decide(), over applicable_grants(): nothing here decides again.
-- What a caller learns is what lists and calls would tell them, too.

create table stagedoor.explanation_hooks (
  part    text not null,
  explain text not null,

  constraint explanation_hooks_pkey
    primary key (part),
  constraint explanation_hooks_part_snake_case_check
    check (part ~ '^[a-z][a-z0-9_]*$'),
  -- It is called by name, as the owner of the engine.
  constraint explanation_hooks_explain_qualified_check
    check (explain ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$')
);

comment on table stagedoor.explanation_hooks is
'The functions by which a part adds to an explanation (F96, F129).

Names with their schema. A part adds its row by migration.';
comment on column stagedoor.explanation_hooks.explain is
'(user uuid, permission_key text, scope uuid, owner uuid) returns table (checkpoint text,
detail jsonb, remedy text): what else bears on it. Asked about scopes and users that the
caller may ask about; it tells what the caller may know.';

create trigger _100_check_function
  after insert or update on stagedoor.explanation_hooks
  for each row execute function stagedoor.tg_any__check_function(
    'explain', 'pg_catalog.uuid, pg_catalog.text, pg_catalog.uuid, pg_catalog.uuid',
    'TABLE(checkpoint text, detail jsonb, remedy text)',
    'The function of an explanation hook');
alter table stagedoor.explanation_hooks enable always trigger _100_check_function;

create trigger _900_record
  after insert or update or delete on stagedoor.explanation_hooks
  for each row execute function stagedoor.tg_any__record('explanation_hook', '');
alter table stagedoor.explanation_hooks enable always trigger _900_record;

create function stagedoor.explained_by_parts(
  p_user_id uuid, p_permission_key text, p_scope_id uuid, p_owner_id uuid
)
returns table (checkpoint text, detail jsonb, remedy text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Asks parts about any user. Called by definers that have checked who asks.
declare
  v_hook stagedoor.explanation_hooks;
begin
  for v_hook in select h.* from stagedoor.explanation_hooks as h order by h.part loop
    return query execute
      format('select * from %s($1, $2, $3, $4)', v_hook.explain::pg_catalog.regproc)
      using p_user_id, p_permission_key, p_scope_id, p_owner_id;
  end loop;
end;
$$;

comment on function stagedoor.explained_by_parts is
'What the parts add to an explanation (F96).';

create function stagedoor.name_of(p_user_id uuid)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads accounts. For a delegate, whose list of delegations names the delegator.
  select coalesce(nullif(concat_ws(' ', a.fullname_first, a.fullname_last), ''), a.email)
  from stagedoor.user_accounts as a
  where a.id = p_user_id
$$;

comment on function stagedoor.name_of is
'The name of a user, or the address of a user without one.';

create function stagedoor.name_for_caller(p_user_id uuid, p_scope_id uuid)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accounts and accesses, and tells a name that the caller may see.
declare
  v_path pg_catalog.uuid[] := (
    select s.path from stagedoor.scopes as s where s.id = p_scope_id);
begin
  -- At the scope and above it first, which is cheap; then anywhere.
  if p_user_id is distinct from stagedoor.caller_id()
    and not exists (
      select
      from unnest(v_path) as p (scope_id)
      join stagedoor.user_accesses as a
        on a.user_id = p_user_id and a.scope_id = p.scope_id
      where stagedoor.can('access:view', p.scope_id)
    )
    and p_user_id <> all (stagedoor.visible_people())
  then
    return null;
  end if;
  return stagedoor.name_of(p_user_id);
end;
$$;

comment on function stagedoor.name_for_caller is
'The name of a user, where the caller may see it; else null (F21).

That of the caller, and of users whose accesses the caller may see.';

create function stagedoor.link_behind(
  p_grant_id uuid, p_policy text, p_permission_key text
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the catalogue. Asked by definers only. Backwards, from the key that is asked
-- about to the keys that the role links: the shortest way.
begin
  return (
    with recursive linked (key, included_role_id) as (
      select p.permission_key, null::pg_catalog.uuid
      from stagedoor.permissions as p
      where p.id = p_grant_id and p_policy = 'allow'
      union all
      select p.permission_key, nullif(source.role_id, p_grant_id)
      from (
        select p_grant_id
        union all
        select i.included_role_id
        from stagedoor.role_includes as i
        where i.permission_role_id = p_grant_id
      ) as source (role_id)
      join stagedoor.permission_role_links as l
        on l.permission_role_id = source.role_id and l.policy = p_policy
      join stagedoor.permissions as p on p.id = l.permission_id
    ),
    ways (key, way) as (
      select p_permission_key, array[p_permission_key]
      union all
      select i.permission_key, i.permission_key || w.way
      from ways as w
      join stagedoor.permission_implications as i on i.implies_key = w.key
      where p_policy <> 'deny' and i.permission_key <> all (w.way)
    )
    select jsonb_strip_nulls(jsonb_build_object(
      'permission_key', l.key,
      'policy', p_policy,
      'included_role', (
        select r.role_key
        from stagedoor.permission_roles as r
        where r.id = l.included_role_id
      ),
      'implication', case when cardinality(w.way) > 1 then to_jsonb(w.way) end))
    from ways as w
    join linked as l on l.key = w.key
    order by cardinality(w.way), l.included_role_id is not null, w.way
    limit 1
  );
end;
$$;

comment on function stagedoor.link_behind is
'The link by which a grant carries a key, and the implication.

{permission_key, policy, included_role?, implication?}: the key that is linked, the role
that it is taken from where that is an included one, and the keys from it to the one that
was asked about (F3, F96).';

create function stagedoor.access_told(
  p_access_id uuid, p_permission_key text, p_policy text, p_state text
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads an access with all that belongs to it, and tells what the caller may know.
declare
  v_access stagedoor.user_accesses;
  v_scope  stagedoor.scopes;
  v_role   stagedoor.permission_roles;
  v_giver_id pg_catalog.uuid;
  v_is_own boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  select s.* into v_scope from stagedoor.scopes as s where s.id = v_access.scope_id;
  select r.* into v_role
  from stagedoor.permission_roles as r where r.id = v_access.grant_id;
  v_is_own := v_access.user_id is not distinct from stagedoor.caller_id();
  v_giver_id := (
    select source.user_id from stagedoor.user_accesses as source
    where source.id = v_access.delegated_from);

  return jsonb_strip_nulls(jsonb_build_object(
    'policy', p_policy,
    'state', p_state,
    'via', case
      when v_access.delegated_from is not null then 'delegation'
      when v_role.id is null then 'permission'
      else 'role:' || v_role.role_key
    end,
    'role', v_role.name,
    'scope_type', v_access.scope_type,
    'link', stagedoor.link_behind(v_access.grant_id, p_policy, p_permission_key)))
    -- The rest is what a list of that scope would show.
    || case when v_is_own or stagedoor.can('access:view', v_access.scope_id) then
      jsonb_strip_nulls(jsonb_build_object(
        'access_id', v_access.id,
        'scope_id', v_access.scope_id,
        'scope_name', v_scope.name,
        'valid_from', v_access.valid_from,
        'valid_until', v_access.valid_until,
        'revoked_at', v_access.revoked_at,
        'delegated_from', case
          when v_giver_id is null then null
          when v_is_own then stagedoor.name_of(v_giver_id)
          else stagedoor.name_for_caller(v_giver_id, v_access.scope_id)
        end))
      else '{}' end;
end;
$$;

comment on function stagedoor.access_told is
'One access, as an explanation tells of it (F96).

{policy, state, via, role?, scope_type, link}, and access_id, scope_id, scope_name,
valid_from?, valid_until?, revoked_at?, delegated_from? where it is the caller''s own or the
caller may list the accesses of its scope.';

create function stagedoor.accesses_told(
  p_user_id uuid, p_permission_key text, p_scope_id uuid
)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user. Asked by definers that have checked who asks.
  select coalesce(jsonb_agg(
    stagedoor.access_told(f.access_id, p_permission_key, f.policy, f.state)
    order by f.place), '[]')
  from (
    select
      g.access_id, g.policy, g.state,
      row_number() over (order by
        g.state <> 'live',
        array_position(array['deny', 'allow', 'own', 'locked'], g.policy),
        g.is_delegated, g.valid_until desc nulls first, g.access_id) as place
    from stagedoor.applicable_grants(p_user_id, p_permission_key, p_scope_id) as g
  ) as f
  where f.place <= 20
$$;

comment on function stagedoor.accesses_told is
'The applicable grants of a decision: live ones first, at most 20.';

create function stagedoor.accesses_short(
  p_user_id uuid, p_permission_key text, p_scope_id uuid
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Asked by definers that have checked who asks.
begin
  return (
    select coalesce(jsonb_agg(
      stagedoor.access_told(n.id, p_permission_key, n.policy, 'live')
        || jsonb_build_object('why', n.why)
      order by n.id), '[]')
    from (
      select
        a.id,
        case when p_permission_key = any (t.allow_keys) then 'allow'
          when p_permission_key = any (t.own_keys) then 'own' else 'locked' end as policy,
        case when a.delegated_from is not null then 'delegator_no_longer_holds_it'
          else 'assigned_projects_only' end as why
      from stagedoor.scopes as asked
      cross join lateral (
        select p_user_id as user_id, unnest(asked.path) as scope_id
      ) as along
      join stagedoor.live_accesses as a
        on a.user_id = along.user_id and a.scope_id = along.scope_id
      join stagedoor.grant_targets as t on t.id = a.grant_id
      where asked.id = p_scope_id
        and p_permission_key = any (t.allow_keys || t.own_keys || t.locked_keys)
        and not exists (
          select
          from stagedoor.applicable_grants(p_user_id, p_permission_key, p_scope_id) as g
          where g.access_id = a.id)
      order by a.id
      limit 20
    ) as n
  );
end;
$$;

comment on function stagedoor.accesses_short is
'Live accesses that carry the key and fall short of the scope.

why: assigned_projects_only, held above and without an access of one''s own in the project
(F2); delegator_no_longer_holds_it, a delegation that has nothing to give any more (F20).';

create function stagedoor.grant_that_flips(p_permission_key text, p_scope_id uuid)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what permissions carry. Asked by definers only.
begin
  return (
    select p.permission_key
    from stagedoor.scopes as s
    join stagedoor.grant_targets as t
      on t.grant_type = 'permission'
      and p_permission_key = any (t.allow_keys)
      and (s.project_id is not null
        or 'allow ' || p_permission_key <> all (t.assigned_only))
    join stagedoor.permissions as p on p.id = t.id
    where s.id = p_scope_id
    order by cardinality(t.allow_keys), p.permission_key
    limit 1
  );
end;
$$;

comment on function stagedoor.grant_that_flips is
'The smallest permission that would carry a key at a scope.

The key itself; of an :assigned key above the projects, one that implies it and reaches
there.';

create function stagedoor.roles_carrying(
  p_permission_key text, p_scope_id uuid, p_is_owner boolean
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads roles. Asked by definers: a scope that the caller may know of, or none.
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'role_key', c.role_key, 'name', c.name, 'policy', c.policy) order by c.place), '[]')
    from (
      select
        r.role_key, r.name,
        case when p_permission_key = any (t.allow_keys) then 'allow'
          else 'own' end as policy,
        -- The least that would do comes first.
        row_number() over (order by
          cardinality(t.allow_keys) + cardinality(t.own_keys) + cardinality(t.locked_keys),
          r.role_key) as place
      from stagedoor.permission_roles as r
      join stagedoor.grant_targets as t on t.id = r.id
      left join stagedoor.scopes as s on s.id = p_scope_id
      -- A deleted role carries nothing.
      where (r.scope_id is null or r.scope_id = any (s.path))
        and p_permission_key <> all (t.deny_keys)
        and (p_permission_key = any (t.allow_keys)
          or (p_is_owner and p_permission_key = any (t.own_keys)))
        and (s.id is null or s.project_id is not null
          or 'allow ' || p_permission_key <> all (t.assigned_only))
    ) as c
    where c.place <= 20
  );
end;
$$;

comment on function stagedoor.roles_carrying is
'The roles that would carry a key at a scope, the smallest first.

[{role_key, name, policy}], at most 20: built-in ones, and those of the tenant. For a null
scope built-in ones alone.';

create function stagedoor.whom_to_ask(p_scope_id uuid, p_not_user_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user, and tells names that the caller may see.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
  v_seen   pg_catalog.uuid[];
  v_people pg_catalog.uuid[];
  v_holder pg_catalog.record;
  v_told   pg_catalog.jsonb := '[]';
begin
  v_seen := array(
    select p.scope_id
    from stagedoor.scopes as s
    cross join lateral unnest(s.path) as p (scope_id)
    where s.id = p_scope_id and stagedoor.can('access:view', p.scope_id));

  for v_holder in
    select a.user_id, bool_or(a.scope_id = any (v_seen)) as is_seen
    from stagedoor.scopes as s
    join stagedoor.live_accesses as a on a.scope_id = any (s.path)
    join stagedoor.grant_targets as t on t.id = a.grant_id
    where s.id = p_scope_id
      and not s.is_archived
      and a.delegated_from is null
      and a.user_id is distinct from p_not_user_id
      and 'access:grant' = any (t.allow_keys)
    group by a.user_id
    order by a.user_id
    limit 200
  loop
    exit when jsonb_array_length(v_told) >= 10;
    if not v_holder.is_seen and v_holder.user_id is distinct from v_caller then
      -- Seen somewhere else, perhaps: asked once, and only where it matters.
      v_people := coalesce(v_people, stagedoor.visible_people());
      continue when v_holder.user_id <> all (v_people);
    end if;
    continue when not stagedoor.account_is_live(v_holder.user_id)
      or stagedoor.is_denied(v_holder.user_id, 'access:grant', p_scope_id);
    v_told := v_told || jsonb_build_object(
      'user_id', v_holder.user_id,
      'name', stagedoor.name_of(v_holder.user_id),
      'is_you', v_holder.user_id is not distinct from v_caller);
  end loop;
  return v_told;
end;
$$;

comment on function stagedoor.whom_to_ask is
'Users who give access at a scope, whose names the caller may see.

[{user_id, name, is_you}], at most 10.';

create function stagedoor.in_words(p_access jsonb)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select case when p_access is not null then concat_ws(' ',
    case
      when p_access ->> 'via' = 'delegation' then 'a delegation'
        || coalesce(' by ' || (p_access ->> 'delegated_from'), '')
      when p_access ->> 'via' = 'permission' then 'a grant of the permission'
      else 'the role ' || (p_access ->> 'role')
    end,
    case
      when p_access ? 'scope_name' then 'at ' || (p_access ->> 'scope_name')
      else 'at the ' || (p_access ->> 'scope_type')
    end) end
$$;

comment on function stagedoor.in_words is
'An access in a sentence: the role Owner at Alpha. Null for none.';

alter table stagedoor.explanation_hooks enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.explained_by_parts,
  stagedoor.name_for_caller,
  stagedoor.link_behind,
  stagedoor.access_told,
  stagedoor.name_of,
  stagedoor.accesses_told,
  stagedoor.accesses_short,
  stagedoor.grant_that_flips,
  stagedoor.roles_carrying,
  stagedoor.whom_to_ask,
  stagedoor.in_words
from public, anon, authenticated, service_role;
revoke all on stagedoor.explanation_hooks from public, anon, authenticated, service_role;
