-- Grant targets: what can be granted, with the closed set of keys that it carries.
--
-- A decision reads of each applicable grant one number a key, a mask of these bits:
--
--   bit        value   name       the grant, on the key
--   0              1   deny       denies
--   1              2   allow      allows
--   2              4   own        allows on what is one's own
--   3              8   locked     allows while elevated
--   4             16   step_up    asks for a session of level aal2
--   6 to 9   64..512   assigned   bits 0 to 3 again, for assigned projects only
--
-- The lower sixteen bits are its effect at its project and below, the upper sixteen its
-- effect from above, where alone :assigned makes a difference. can() and
-- scopes_granting() name the bits c_deny, c_allow and so on;
-- test/sql/engine/grant_targets.test.sql holds the names to what key_bits() computes.

create function stagedoor.key_bits(
  p_allow text[], p_own text[], p_locked text[], p_deny text[],
  p_assigned_only text[], p_step_up text[]
)
returns jsonb
language sql
immutable
parallel safe
set search_path = ''
as $$
  with said (key, bit, is_narrow) as (
    select k, p.bit, p.policy || ' ' || k = any (p_assigned_only)
    from (values
      ('deny', 1, p_deny), ('allow', 2, p_allow), ('own', 4, p_own), ('locked', 8, p_locked)
    ) as p (policy, bit, keys)
    cross join lateral unnest(p.keys) as k
    union all
    select k, 16, false from unnest(p_step_up) as k
  )
  select coalesce(
    jsonb_object_agg(b.key, b.bits), '{}')
  from (
    select
      s.key,
      bit_or(s.bit | (case when s.is_narrow then s.bit << 6 else s.bit end << 16)) as bits
    from said as s
    group by s.key
  ) as b
$$;

comment on function stagedoor.key_bits is
'The effect of a grant on each of its keys, as one number a key.

The four policies, step-up and reach are read by a decision in one look; six arrays
took half as long again (docs/performance.md).';

-- One row per role and per permission: the target of a
-- grant's foreign key and, in the same row, the closed set of keys that it grants. A
-- decision reads this row; it never walks links or implications.
create table stagedoor.grant_targets (
  id            uuid   not null,
  grant_type    text   not null,
  allow_keys    text[] not null default '{}',
  own_keys      text[] not null default '{}',
  locked_keys   text[] not null default '{}',
  deny_keys     text[] not null default '{}',
  assigned_only text[] not null default '{}',
  step_up_keys  text[] not null default '{}',
  key_bits      jsonb  not null generated always as (
    stagedoor.key_bits(
      allow_keys, own_keys, locked_keys, deny_keys, assigned_only, step_up_keys)
  ) stored,

  constraint grant_targets_pkey
    primary key (id),
  -- A grant names its target and the kind of it together.
  constraint grant_targets_id_grant_type_key
    unique (id, grant_type),
  constraint grant_targets_grant_type_known_check
    check (grant_type in ('role', 'permission'))
);

comment on table stagedoor.grant_targets is
'Roles and permissions with all keys that they grant, implied ones too.

Kept by triggers on roles, links, inclusions, permissions and implications: editing a role
of a hundred thousand holders writes one row.';
comment on column stagedoor.grant_targets.assigned_only is
'Entries "policy key" that come from an :assigned key alone.

From above the projects they reach only those in which the holder has an access of their
own.';
comment on column stagedoor.grant_targets.step_up_keys is
'Those of its keys that need a session of level aal2 (F102).';
comment on column stagedoor.grant_targets.key_bits is
'The six arrays as one number a key, which is what can() reads.';

-- A role of many keys stays in one piece: fetching it apart doubles a decision.
alter table stagedoor.grant_targets set (toast_tuple_target = 8160);

alter table stagedoor.grant_targets enable row level security;

-- Privileges. For definers only.

revoke all on function stagedoor.key_bits from public, anon, authenticated, service_role;
revoke all on stagedoor.grant_targets from public, anon, authenticated, service_role;
