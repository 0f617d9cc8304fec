-- Client records: consent forms and notes, which belong to an appointment.
--
-- Their owner is the artist of the appointment. Another artist sees the client, but not
-- these records (F49).

create table public.client_consents (
  id             uuid        not null default gen_random_uuid(),
  project_id     uuid        not null,
  appointment_id uuid        not null,
  client_id      uuid        not null,
  owner_id       uuid,
  form           jsonb       not null,
  attached_by    uuid,
  attached_at    timestamptz not null default now(),
  elevation_id   uuid,

  constraint client_consents_pkey
    primary key (id),
  constraint client_consents_appointment_id_fkey
    foreign key (project_id, appointment_id) references public.appointments (project_id, id)
    on delete cascade,
  constraint client_consents_client_id_fkey
    foreign key (project_id, client_id) references public.clients (project_id, id)
    on delete cascade,
  constraint client_consents_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint client_consents_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint client_consents_attached_by_fkey
    foreign key (attached_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint client_consents_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,
  -- A form is a small document with named fields, not a scan.
  constraint client_consents_form_object_check
    check (jsonb_typeof(form) = 'object' and form <> '{}'
      and octet_length(form::text) <= 65536)
);

comment on table public.client_consents is
'Consent forms that clients signed for an appointment (F49).';
comment on column public.client_consents.owner_id is
'The account of the artist of the appointment. Kept by trigger.';
comment on column public.client_consents.elevation_id is
'The elevation under which it was attached. Null: none was needed (F60).';

create index client_consents_project_id_appointment_id_idx
  on public.client_consents (project_id, appointment_id);
create index client_consents_project_id_client_id_idx
  on public.client_consents (project_id, client_id);
create index client_consents_owner_id_idx on public.client_consents (owner_id);
create index client_consents_attached_by_idx on public.client_consents (attached_by);
create index client_consents_elevation_id_idx on public.client_consents (elevation_id);

create table public.client_notes (
  id             uuid        not null default gen_random_uuid(),
  project_id     uuid        not null,
  appointment_id uuid        not null,
  client_id      uuid        not null,
  owner_id       uuid,
  text           text        not null,
  written_by     uuid,
  written_at     timestamptz not null default now(),
  elevation_id   uuid,

  constraint client_notes_pkey
    primary key (id),
  constraint client_notes_appointment_id_fkey
    foreign key (project_id, appointment_id) references public.appointments (project_id, id)
    on delete cascade,
  constraint client_notes_client_id_fkey
    foreign key (project_id, client_id) references public.clients (project_id, id)
    on delete cascade,
  constraint client_notes_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint client_notes_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint client_notes_written_by_fkey
    foreign key (written_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint client_notes_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,
  constraint client_notes_text_length_check
    check (char_length(text) between 1 and 4000)
);

comment on table public.client_notes is
'Notes about clients, written at an appointment (F49).';
comment on column public.client_notes.owner_id is
'The account of the artist of the appointment, not of the author. Kept by trigger.';
comment on column public.client_notes.elevation_id is
'The elevation under which it was written. Null: none was needed (F60).';

create index client_notes_project_id_appointment_id_idx
  on public.client_notes (project_id, appointment_id);
create index client_notes_project_id_client_id_idx
  on public.client_notes (project_id, client_id);
create index client_notes_owner_id_idx on public.client_notes (owner_id);
create index client_notes_written_by_idx on public.client_notes (written_by);
create index client_notes_elevation_id_idx on public.client_notes (elevation_id);

create function stagedoor_studio.tg_any__take_owner_of_appointment()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads appointments that the writer may not see.
begin
  new.owner_id := (
    select a.owner_id
    from public.appointments as a
    where a.id = new.appointment_id and a.project_id = new.project_id
  );
  return new;
end;
$$;

comment on function stagedoor_studio.tg_any__take_owner_of_appointment is
'Set the owner of a client record to the artist of its appointment (F49).';

create trigger _200_take_owner
  before insert or update of appointment_id on public.client_consents
  for each row execute function stagedoor_studio.tg_any__take_owner_of_appointment();
create trigger _200_take_owner
  before insert or update of appointment_id on public.client_notes
  for each row execute function stagedoor_studio.tg_any__take_owner_of_appointment();

-- A consent without a record is no consent: what was signed can be proven for as long as
-- somebody keeps it, and that it went, if it went along with its client.
create trigger _900_record
  after insert or update or delete on public.client_consents
  for each row execute function stagedoor_studio.tg_any__record(
    'client_consent', 'appointment_id', 'client_id', '#form');
create trigger _900_record
  after insert or update or delete on public.client_notes
  for each row execute function stagedoor_studio.tg_any__record(
    'client_note', 'appointment_id', 'client_id', '#text');
alter table public.client_consents enable always trigger _900_record;
alter table public.client_notes enable always trigger _900_record;

create function stagedoor_studio.tg_appointments__pass_owner()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes owners, which no request role may.
begin
  update public.client_consents as c
  set owner_id = new.owner_id
  where c.project_id = new.project_id and c.appointment_id = new.id
    and c.owner_id is distinct from new.owner_id;
  update public.client_notes as n
  set owner_id = new.owner_id
  where n.project_id = new.project_id and n.appointment_id = new.id
    and n.owner_id is distinct from new.owner_id;
  return null;
end;
$$;

comment on function stagedoor_studio.tg_appointments__pass_owner is
'Hand notes and consents over with an appointment (F49).';

create trigger _300_pass_owner
  after update on public.appointments
  for each row when (old.owner_id is distinct from new.owner_id)
  execute function stagedoor_studio.tg_appointments__pass_owner();

-- Policies.

alter table public.client_consents enable row level security;
alter table public.client_notes enable row level security;

create policy client_consents_select on public.client_consents
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('clients:consent'))::uuid[])
    or (
      owner_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('clients:consent'))::uuid[])
    )
  );
comment on policy client_consents_select on public.client_consents is
'The front desk sees every form, artists those of their own appointments.';

create policy client_notes_select on public.client_notes
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('clients:notes'))::uuid[])
    or (
      owner_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('clients:notes'))::uuid[])
    )
  );
comment on policy client_notes_select on public.client_notes is
'The front desk reads every note, artists those of their appointments.';

insert into stagedoor.protected_tables (table_name, scope_column, owner_column) values
  ('public.client_consents', 'project_id', 'owner_id'),
  ('public.client_notes', 'project_id', 'owner_id');

-- Privileges. For definers only.

revoke all on function
  stagedoor_studio.tg_any__take_owner_of_appointment,
  stagedoor_studio.tg_appointments__pass_owner
from public, anon, authenticated, service_role;
-- add_consent and add_client_note write them; consents and notes are never updated.
revoke all on public.client_consents, public.client_notes
  from public, anon, authenticated, service_role;
grant select on public.client_consents, public.client_notes to authenticated, service_role;
