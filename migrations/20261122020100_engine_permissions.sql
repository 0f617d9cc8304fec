-- Permissions: the keys that decisions are about, and their implications.

create function stagedoor.built_in_id(p_kind text, p_key text)
returns uuid
language sql
immutable
parallel safe
set search_path = ''
as $$
  select md5('stagedoor:' || p_kind || ':' || p_key)::pg_catalog.uuid
$$;

comment on function stagedoor.built_in_id is
'The id of a built-in row, the same in every installation (F129).

p_kind: permission, role or menu_item; p_key: its key.';

create table stagedoor.permission_modules (
  module   text     not null,
  label    text     not null,
  position smallint not null,

  constraint permission_modules_pkey
    primary key (module),
  constraint permission_modules_module_snake_case_check
    check (module ~ '^[a-z][a-z0-9_]*$'),
  constraint permission_modules_label_length_check
    check (char_length(label) between 1 and 80)
);

comment on table stagedoor.permission_modules is
'The areas of permission keys: project, access, role (F4).';

create table stagedoor.permissions (
  id                   uuid    not null default gen_random_uuid(),
  grant_type           text    not null generated always as ('permission') stored,
  permission_key       text    not null,
  module               text    not null
    generated always as (split_part(permission_key, ':', 1)) stored,
  action               text    not null
    generated always as (split_part(permission_key, ':', 2)) stored,
  scope                text
    generated always as (nullif(split_part(permission_key, ':', 3), '')) stored,
  description          text    not null,
  requires_aal2        boolean not null default false,
  is_delegable         boolean not null default true,
  max_delegation_depth smallint not null default 1,
  counts_when_archived boolean not null default false,

  constraint permissions_pkey
    primary key (id),
  constraint permissions_permission_key_key
    unique (permission_key),
  constraint permissions_id_fkey
    foreign key (id, grant_type) references stagedoor.grant_targets (id, grant_type)
    on delete restrict,
  constraint permissions_module_fkey
    foreign key (module) references stagedoor.permission_modules (module)
    on delete restrict,

  -- module:action[:scope], lower case, no wildcard (F1).
  constraint permissions_permission_key_grammar_check
    check (permission_key ~ '^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*(:(all|assigned))?$'),
  constraint permissions_description_length_check
    check (char_length(description) between 1 and 400),
  constraint permissions_max_delegation_depth_range_check
    check (max_delegation_depth between 1 and 8)
);

comment on table stagedoor.permissions is
'Every permission key there is (F1, F8).

No user holds a key without a row here.';
comment on column stagedoor.permissions.scope is
'all, assigned, or null for a key without modifier (F2).';
comment on column stagedoor.permissions.requires_aal2 is
'Whether it counts only in a session with a second factor (F102).';
comment on column stagedoor.permissions.counts_when_archived is
'Whether it counts in an archived scope, too.

For reading the log of the scope, or restoring it.';
comment on column stagedoor.permissions.max_delegation_depth is
'How many times it may be passed on (F20).

1: the delegate cannot delegate it again.';

create index permissions_module_idx on stagedoor.permissions (module);

create table stagedoor.permission_implications (
  permission_key text not null,
  implies_key    text not null,

  constraint permission_implications_pkey
    primary key (permission_key, implies_key),
  constraint permission_implications_permission_key_fkey
    foreign key (permission_key) references stagedoor.permissions (permission_key)
    on update cascade on delete cascade,
  constraint permission_implications_implies_key_fkey
    foreign key (implies_key) references stagedoor.permissions (permission_key)
    on update cascade on delete cascade,
  constraint permission_implications_implies_another_check
    check (permission_key <> implies_key)
);

comment on table stagedoor.permission_implications is
'Implications of one key by another: direct edges (F3).

They are closed transitively. An implication carries allow, own and locked, never deny.';

create index permission_implications_implies_key_idx
  on stagedoor.permission_implications (implies_key);

create function stagedoor.tg_permission_implications__refuse_cycle()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Two keys that imply each other would be one key under two names.
begin
  if exists (
    with recursive implied (key) as (
      select new.implies_key
      union
      select i.implies_key
      from implied
      join stagedoor.permission_implications as i on i.permission_key = implied.key
    )
    select from implied where implied.key = new.permission_key
  ) then
    raise check_violation using message = format(
      '%s already implies %s: implications form no cycle',
      new.implies_key, new.permission_key);
  end if;
  return null;
end;
$$;

comment on function stagedoor.tg_permission_implications__refuse_cycle is
'Refuse an implication that closes a cycle. Raises 23514.';

create trigger _100_refuse_cycle
  after insert or update on stagedoor.permission_implications
  for each row execute function stagedoor.tg_permission_implications__refuse_cycle();
alter table stagedoor.permission_implications enable always trigger _100_refuse_cycle;

create function stagedoor.tg_any__make_grant_target()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes grant_targets, which is derived and written by triggers only.
begin
  if tg_op = 'INSERT' then
    insert into stagedoor.grant_targets (id, grant_type) values (new.id, tg_argv[0]);
    return new;
  end if;
  delete from stagedoor.grant_targets as t where t.id = old.id;
  return null;
end;
$$;

comment on function stagedoor.tg_any__make_grant_target is
'Make the grant target of a permission or role, and drop it with it.';

create trigger _200_make_grant_target
  before insert on stagedoor.permissions
  for each row execute function stagedoor.tg_any__make_grant_target('permission');
create trigger _800_drop_grant_target
  after delete on stagedoor.permissions
  for each row execute function stagedoor.tg_any__make_grant_target('permission');

create trigger _900_record
  after insert or update or delete on stagedoor.permission_modules
  for each row execute function stagedoor.tg_any__record('module', '');
alter table stagedoor.permission_modules enable always trigger _900_record;

create trigger _900_record
  after insert or update or delete on stagedoor.permissions
  for each row execute function stagedoor.tg_any__record('permission', '');
alter table stagedoor.permissions enable always trigger _900_record;

create trigger _900_record
  after insert or update or delete on stagedoor.permission_implications
  for each row execute function stagedoor.tg_any__record('implication', '');
alter table stagedoor.permission_implications enable always trigger _900_record;

alter table stagedoor.permission_modules enable row level security;
alter table stagedoor.permissions enable row level security;
alter table stagedoor.permission_implications enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.built_in_id,
  stagedoor.tg_permission_implications__refuse_cycle,
  stagedoor.tg_any__make_grant_target
from public, anon, authenticated, service_role;
revoke all on
  stagedoor.permission_modules, stagedoor.permissions, stagedoor.permission_implications
from public, anon, authenticated, service_role;
