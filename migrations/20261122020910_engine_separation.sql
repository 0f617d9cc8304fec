-- Separation of duty, as data: static between two grants of one user, dynamic between two
-- acts on one row.

create table stagedoor.separation_rules (
  id              uuid    not null default gen_random_uuid(),
  rule_key        text    not null,
  kind            text    not null,
  first_grant_id  uuid,
  second_grant_id uuid,
  description     text    not null,
  scope_id        uuid,

  constraint separation_rules_pkey
    primary key (id),
  constraint separation_rules_rule_key_key
    unique (rule_key),
  constraint separation_rules_first_grant_id_fkey
    foreign key (first_grant_id) references stagedoor.grant_targets (id) on delete cascade,
  constraint separation_rules_second_grant_id_fkey
    foreign key (second_grant_id) references stagedoor.grant_targets (id) on delete cascade,
  constraint separation_rules_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint separation_rules_rule_key_snake_case_check
    check (rule_key ~ '^[a-z][a-z0-9_]*$'),
  constraint separation_rules_kind_known_check
    check (kind in ('static', 'dynamic')),
  -- A static rule is between two grants; a dynamic one is between two columns of a row.
  constraint separation_rules_static_names_two_check
    check (
      (kind = 'static') = (first_grant_id is not null and second_grant_id is not null)),
  constraint separation_rules_two_grants_check
    check (first_grant_id <> second_grant_id)
);

comment on table stagedoor.separation_rules is
'Duties that one user does not hold at the same time (F101).

Shipped by parts as rows.';
comment on column stagedoor.separation_rules.scope_id is
'Where it applies, with all below. Null: everywhere.';

create index separation_rules_first_grant_id_idx
  on stagedoor.separation_rules (first_grant_id);
create index separation_rules_second_grant_id_idx
  on stagedoor.separation_rules (second_grant_id);
create index separation_rules_scope_id_idx on stagedoor.separation_rules (scope_id);

create table stagedoor.separation_settings (
  scope_id    uuid        not null,
  rule_id     uuid        not null,
  is_enforced boolean     not null,
  reason      text        not null,
  set_by      uuid,
  set_at      timestamptz not null default stagedoor.instant(),

  constraint separation_settings_pkey
    primary key (scope_id, rule_id),
  constraint separation_settings_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint separation_settings_rule_id_fkey
    foreign key (rule_id) references stagedoor.separation_rules (id) on delete cascade,
  constraint separation_settings_set_by_fkey
    foreign key (set_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint separation_settings_reason_length_check
    check (char_length(reason) between 1 and 1000)
);

comment on table stagedoor.separation_settings is
'Where a separation rule was dropped or taken up again, and why (F101).';

create index separation_settings_rule_id_idx on stagedoor.separation_settings (rule_id);
create index separation_settings_set_by_idx on stagedoor.separation_settings (set_by);

create function stagedoor.separation_is_enforced(p_rule_id uuid, p_scope_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads rules and settings, which no request role may.
begin
  return coalesce(
    (
      select t.is_enforced
      from stagedoor.scopes as s
      join stagedoor.separation_settings as t on t.scope_id = any (s.path)
      where s.id = p_scope_id and t.rule_id = p_rule_id
      order by array_position(s.path, t.scope_id) desc
      limit 1
    ),
    (
      select r.scope_id is null or r.scope_id = any (s.path)
      from stagedoor.separation_rules as r, stagedoor.scopes as s
      where r.id = p_rule_id and s.id = p_scope_id
    ),
    false);
end;
$$;

comment on function stagedoor.separation_is_enforced is
'Whether a separation rule holds at a scope (F101).

The nearest setting, at it or above it, decides.';

create function stagedoor.separation_conflicts(p_access_id uuid)
returns table (rule_key text, access_id uuid)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. A role stands for the roles that it includes.
begin
  return query
  with mine as (
    select a.*, s.path, s.project_id, part.grant_id as part_id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    cross join lateral (
      select a.grant_id
      union all
      select i.included_role_id
      from stagedoor.role_includes as i
      where i.permission_role_id = a.grant_id
    ) as part (grant_id)
    where a.id = p_access_id
  )
  select distinct r.rule_key, other.id
  from mine as m
  join stagedoor.separation_rules as r
    on r.kind = 'static' and m.part_id in (r.first_grant_id, r.second_grant_id)
  join stagedoor.user_accesses as other
    on other.user_id = m.user_id and other.id <> m.id and other.status = 'Active'
  join stagedoor.scopes as os on os.id = other.scope_id
  where (
      other.grant_id in (r.first_grant_id, r.second_grant_id)
      or exists (
        select from stagedoor.role_includes as i
        where i.permission_role_id = other.grant_id
          and i.included_role_id in (r.first_grant_id, r.second_grant_id)
          and i.included_role_id <> m.part_id
      )
    )
    and other.grant_id <> m.part_id
    -- In one project, or one scope above the other.
    and (os.project_id = m.project_id or os.id = any (m.path) or m.scope_id = any (os.path))
    and stagedoor.access_window(other.valid_from, other.valid_until, other.granted_at)
      && stagedoor.access_window(m.valid_from, m.valid_until, m.granted_at)
    and (other.valid_until is null or other.valid_until > stagedoor.instant())
    -- The lower of the two scopes is where both duties would meet.
    and stagedoor.separation_is_enforced(
      r.id,
      case when cardinality(os.path) > cardinality(m.path) then os.id else m.scope_id end)
  union
  -- A single role that includes both duties is refused as well.
  select r.rule_key, m.id
  from mine as m
  join stagedoor.separation_rules as r on r.kind = 'static' and r.first_grant_id = m.part_id
  join mine as twin on twin.part_id = r.second_grant_id
  where stagedoor.separation_is_enforced(r.id, m.scope_id);
end;
$$;

comment on function stagedoor.separation_conflicts is
'Accesses that a static separation rule keeps apart from one (F101).

Those of the same person.';

create function stagedoor.tg_user_accesses__separate_duties()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. A trigger, so that it binds the service and the owner
-- too.
declare
  v_conflict pg_catalog.record;
begin
  if stagedoor.is_replaying() or new.status <> 'Active' or not exists (
    select
    from stagedoor.separation_rules as r
    left join stagedoor.role_includes as i on i.permission_role_id = new.grant_id
    where r.kind = 'static'
      and (new.grant_id in (r.first_grant_id, r.second_grant_id)
        or i.included_role_id in (r.first_grant_id, r.second_grant_id))
  ) then
    return null;
  end if;

  -- Two grants to one user wait for each other here, so that the second sees the first. A
  -- write, so that a transaction with an old snapshot fails.
  update stagedoor.user_accounts as a set id = a.id where a.id = new.user_id;

  select c.* into v_conflict from stagedoor.separation_conflicts(new.id) as c limit 1;
  if found then
    raise check_violation using
      message = 'One person does not hold both duties here',
      detail = json_build_object(
        'error_code', 'SEPARATION_OF_DUTY', 'rule', v_conflict.rule_key),
      hint = 'Revoke the other access first, or drop the rule for this scope.';
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_user_accesses__separate_duties is
'Refuse an access that a static separation rule forbids (F101).

Raises 23514.';

create trigger _500_separate_duties
  after insert or update of status, user_id on stagedoor.user_accesses
  for each row execute function stagedoor.tg_user_accesses__separate_duties();
alter table stagedoor.user_accesses enable always trigger _500_separate_duties;

create function stagedoor.tg_any__keep_duties_apart()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. A trigger, so that it binds the service and the owner
-- too.
declare
  v_row     pg_catalog.jsonb := to_jsonb(new);
  v_role_id pg_catalog.uuid := (v_row ->> 'permission_role_id')::pg_catalog.uuid;
  v_rule    pg_catalog.text;
begin
  if stagedoor.is_replaying()
    or not exists (select from stagedoor.separation_rules as r where r.kind = 'static')
  then
    return null;
  end if;

  -- A concurrent grant waits, or is visible already: the lock that granting takes
  -- (tg_user_accesses__separate_duties).
  perform from stagedoor.user_accounts as u
  where u.id in (
    select a.user_id
    from stagedoor.user_accesses as a
    where a.status = 'Active'
      and (a.grant_id = v_role_id
        or (v_role_id is null and a.scope_id = (v_row ->> 'id')::pg_catalog.uuid))
  )
  order by u.id
  for no key update;

  -- A role that includes another, or a scope that moved, may join two duties of one user.
  select c.rule_key into v_rule
  from stagedoor.user_accesses as a
  cross join lateral stagedoor.separation_conflicts(a.id) as c
  where a.status = 'Active'
    and (
      a.grant_id = v_role_id
      or (v_role_id is null and a.scope_id = (v_row ->> 'id')::pg_catalog.uuid)
    )
  limit 1;
  if found then
    raise check_violation using
      message = 'It would put two duties into one hand',
      detail = json_build_object('error_code', 'SEPARATION_OF_DUTY', 'rule', v_rule);
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_any__keep_duties_apart is
'Refuse an inclusion or a move that joins two duties (F101).

Raises 23514.';

create trigger _500_keep_duties_apart
  after insert or update on stagedoor.role_includes
  for each row execute function stagedoor.tg_any__keep_duties_apart();
create trigger _500_keep_duties_apart
  after update on stagedoor.scopes
  for each row when (old.path is distinct from new.path)
  execute function stagedoor.tg_any__keep_duties_apart();
alter table stagedoor.role_includes enable always trigger _500_keep_duties_apart;
alter table stagedoor.scopes enable always trigger _500_keep_duties_apart;

create function stagedoor.tg_any__separate_duties()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads rules, which no request role may. A trigger, so that it binds every role.
-- Arguments: the rule, the column of the scope, and the columns that must name different
-- users.
declare
  v_before  pg_catalog.jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  v_after   pg_catalog.jsonb := to_jsonb(new);
  v_rule_id pg_catalog.uuid;
  v_people  pg_catalog.text[];
  v_column  pg_catalog.text;
begin
  if stagedoor.is_replaying() then
    return null;
  end if;

  foreach v_column in array tg_argv[2:] loop
    -- The user of an act does not change; a claimed guest is followed to the new id.
    if stagedoor.is_other_person(
      (v_before ->> v_column)::pg_catalog.uuid, (v_after ->> v_column)::pg_catalog.uuid)
    then
      raise check_violation using message = format('%s is set once', v_column);
    end if;
    v_people := array_append(v_people, v_after ->> v_column);
  end loop;

  select r.id into v_rule_id
  from stagedoor.separation_rules as r
  where r.rule_key = tg_argv[0] and r.kind = 'dynamic';

  if (
      select count(p.person) <> count(distinct p.person)
      from unnest(v_people) as p (person)
    )
    and stagedoor.separation_is_enforced(
      v_rule_id, (v_after ->> tg_argv[1])::pg_catalog.uuid)
  then
    raise check_violation using
      message = 'Nobody checks their own work',
      detail = json_build_object('error_code', 'SEPARATION_OF_DUTY', 'rule', tg_argv[0]),
      hint = 'Another person has to do this.';
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_any__separate_duties is
'Refuse a row in which one user has two duties (F101, F116).

Raises 23514. A part attaches it after insert or update, enable always, with the key of a
dynamic rule, the column of the scope, and two or more columns of users. Those columns are
set once.';

create trigger _900_record
  after insert or update or delete on stagedoor.separation_rules
  for each row execute function stagedoor.tg_any__record('separation_rule', 'scope_id');
create trigger _900_record
  after insert or update or delete on stagedoor.separation_settings
  for each row execute function stagedoor.tg_any__record('separation_setting', 'scope_id');
alter table stagedoor.separation_rules enable always trigger _900_record;
alter table stagedoor.separation_settings enable always trigger _900_record;

alter table stagedoor.separation_rules enable row level security;
alter table stagedoor.separation_settings enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.separation_is_enforced,
  stagedoor.separation_conflicts,
  stagedoor.tg_user_accesses__separate_duties,
  stagedoor.tg_any__keep_duties_apart,
  stagedoor.tg_any__separate_duties
from public, anon, authenticated, service_role;
revoke all on stagedoor.separation_rules, stagedoor.separation_settings
  from public, anon, authenticated, service_role;
