-- Delegations: columns of a script that its owner lets one of their crew write.

create table public.script_delegations (
  id              uuid        not null default gen_random_uuid(),
  script_id       uuid        not null,
  relationship_id uuid        not null,
  crew_user_id    uuid        not null,
  column_keys     text[]      not null,
  operations      text[]      not null default '{update}',
  department_id   uuid,
  valid_until     timestamptz,
  created_at      timestamptz not null default stagedoor.instant(),

  constraint script_delegations_pkey
    primary key (id),
  -- Delegated again takes the place of what was delegated.
  constraint script_delegations_once_key
    unique nulls not distinct (script_id, crew_user_id, department_id),

  constraint script_delegations_script_id_fkey
    foreign key (script_id) references public.scripts (id) on delete cascade,
  -- It dies with the relationship.
  constraint script_delegations_relationship_id_fkey
    foreign key (relationship_id) references public.crew_relationships (relationship_id)
    on delete cascade,
  constraint script_delegations_crew_user_id_fkey
    foreign key (crew_user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint script_delegations_department_id_fkey
    foreign key (department_id) references public.departments (id) on delete restrict,

  constraint script_delegations_operations_known_check
    check (operations <@ array['update', 'insert', 'delete'] and operations <> '{}'),
  -- Adding and removing is for one's own department.
  constraint script_delegations_adds_in_department_check
    check (operations <@ array['update'] or department_id is not null),
  constraint script_delegations_updates_columns_check
    check ('update' <> all (operations) or column_keys <> '{}'),
  constraint script_delegations_valid_until_finite_check
    check (isfinite(valid_until))
);

comment on table public.script_delegations is
'What the owner of a script lets crew write (F71).

Written by delegate_script alone.';
comment on column public.script_delegations.column_keys is
'Rows of delegable_columns.';
comment on column public.script_delegations.operations is
'update of these columns; insert and delete of elements in the department.';
comment on column public.script_delegations.department_id is
'The department whose elements are meant. Null: all.';

create index script_delegations_relationship_id_idx
  on public.script_delegations (relationship_id);
create index script_delegations_crew_user_id_idx
  on public.script_delegations (crew_user_id);
create index script_delegations_department_id_idx
  on public.script_delegations (department_id);

-- Policies.

alter table public.script_delegations enable row level security;

create policy script_delegations_select on public.script_delegations
  for select to authenticated
  using (
    script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or id = any ((select stagedoor_theatre.live_delegations())::uuid[])
  );
comment on policy script_delegations_select on public.script_delegations is
'The owner sees what is delegated, crew what is delegated to them.';

create trigger _900_record
  after insert or update or delete on public.script_delegations
  for each row execute function stagedoor_theatre.tg_any__record(
    'script_delegation', 'script', 'script_id', 'script_id', 'column_keys', 'operations',
    'department_id', 'valid_until');
alter table public.script_delegations enable always trigger _900_record;

-- Privileges.

revoke all on public.script_delegations from public, anon, authenticated, service_role;
grant select on public.script_delegations to authenticated, service_role;
