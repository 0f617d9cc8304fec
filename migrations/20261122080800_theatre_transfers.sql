-- Transfers: what is offered to another owner, until they accept it.

create table public.ownership_transfers (
  id            uuid        not null default gen_random_uuid(),
  script_id     uuid,
  venue_id      uuid,
  department_id uuid,
  project_id    uuid,
  from_user_id  uuid        not null,
  to_user_id    uuid        not null,
  offered_by    uuid        not null,
  offered_at    timestamptz not null default stagedoor.instant(),
  accepted_at   timestamptz,

  constraint ownership_transfers_pkey
    primary key (id),
  constraint ownership_transfers_script_id_fkey
    foreign key (script_id) references public.scripts (id) on delete cascade,
  constraint ownership_transfers_venue_id_fkey
    foreign key (venue_id) references public.venues (id) on delete cascade,
  constraint ownership_transfers_department_id_fkey
    foreign key (department_id) references public.departments (id) on delete cascade,
  constraint ownership_transfers_project_id_fkey
    foreign key (project_id) references public.shows (project_id) on delete cascade,
  constraint ownership_transfers_from_user_id_fkey
    foreign key (from_user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint ownership_transfers_to_user_id_fkey
    foreign key (to_user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint ownership_transfers_offered_by_fkey
    foreign key (offered_by) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,

  constraint ownership_transfers_of_one_thing_check
    check (num_nonnulls(script_id, venue_id, department_id, project_id) = 1)
);

comment on table public.ownership_transfers is
'What is offered to another owner, until they accept it.

Written by transfer_ownership and accept_transfer (F68).';
comment on column public.ownership_transfers.offered_by is
'Who offered it: the owner, or a holder of access:escalate in its organization.';
comment on column public.ownership_transfers.accepted_at is
'When it was accepted. Null: not yet.';

-- One offer a thing; a new one takes the place of the old.
create unique index ownership_transfers_script_id_open_key
  on public.ownership_transfers (script_id) where accepted_at is null;
create unique index ownership_transfers_venue_id_open_key
  on public.ownership_transfers (venue_id) where accepted_at is null;
create unique index ownership_transfers_department_id_open_key
  on public.ownership_transfers (department_id) where accepted_at is null;
create unique index ownership_transfers_project_id_open_key
  on public.ownership_transfers (project_id) where accepted_at is null;
create index ownership_transfers_script_id_idx on public.ownership_transfers (script_id);
create index ownership_transfers_venue_id_idx on public.ownership_transfers (venue_id);
create index ownership_transfers_department_id_idx
  on public.ownership_transfers (department_id);
create index ownership_transfers_project_id_idx on public.ownership_transfers (project_id);
create index ownership_transfers_from_user_id_idx
  on public.ownership_transfers (from_user_id);
create index ownership_transfers_to_user_id_idx on public.ownership_transfers (to_user_id);
create index ownership_transfers_offered_by_idx on public.ownership_transfers (offered_by);

create function stagedoor_theatre.tg_ownership_transfers__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which nobody else may: in the logs of what is handed over.
declare
  v_log pg_catalog.uuid;
begin
  foreach v_log in array case
    when new.script_id is not null then stagedoor_theatre.logs_of('script', new.script_id)
    when new.venue_id is not null then stagedoor_theatre.logs_of('venue', new.venue_id)
    when new.department_id is not null then
      stagedoor_theatre.logs_of('department', new.department_id)
    else stagedoor_theatre.logs_of('scope', new.project_id)
  end loop
    perform stagedoor.record_event(
      p_event => case when new.accepted_at is null
        then 'ownership.offered' else 'ownership.handed_over' end,
      p_scope_id => v_log,
      p_subject_id => new.to_user_id,
      p_object_type => case
        when new.script_id is not null then 'scripts'
        when new.venue_id is not null then 'venues'
        when new.department_id is not null then 'departments'
        else 'shows' end,
      p_object_id => coalesce(
        new.script_id, new.venue_id, new.department_id, new.project_id)::pg_catalog.text,
      p_after => jsonb_build_object(
        'from_user_id', new.from_user_id, 'to_user_id', new.to_user_id,
        'offered_by', new.offered_by,
        'without_owner', new.offered_by <> new.from_user_id));
  end loop;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_ownership_transfers__record is
'Record that something was offered, or handed over (F88).

without_owner: whether somebody else than the owner offered it.';

create trigger _900_record
  after insert or update of accepted_at on public.ownership_transfers
  for each row execute function stagedoor_theatre.tg_ownership_transfers__record();
alter table public.ownership_transfers enable always trigger _900_record;

-- Policies.

alter table public.ownership_transfers enable row level security;

create policy ownership_transfers_select on public.ownership_transfers
  for select to authenticated
  using (
    from_user_id = (select stagedoor.live_caller())
    or to_user_id = (select stagedoor.live_caller())
    or offered_by = (select stagedoor.live_caller())
  );
comment on policy ownership_transfers_select on public.ownership_transfers is
'Both sides, and whoever offered it, see what is handed over.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.ownership_transfers', 'project_id');

-- Privileges.

revoke all on function stagedoor_theatre.tg_ownership_transfers__record
  from public, anon, authenticated, service_role;
revoke all on public.ownership_transfers from public, anon, authenticated, service_role;
grant select on public.ownership_transfers to authenticated, service_role;
