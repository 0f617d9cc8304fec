-- Clients: the customers of a studio. They belong to the studio, never to one artist.

create table public.clients (
  id           uuid        not null default gen_random_uuid(),
  project_id   uuid        not null,
  full_name    text        not null,
  email        text,
  phone_number text,
  born_on      date,
  remarks      text        not null default '',
  created_at   timestamptz not null default now(),
  elevation_id uuid,

  constraint clients_pkey
    primary key (id),
  constraint clients_project_id_id_key
    unique (project_id, id),

  constraint clients_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint clients_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,

  constraint clients_full_name_length_check
    check (char_length(full_name) between 1 and 200),
  constraint clients_email_length_check
    check (char_length(email) between 3 and 320),
  constraint clients_phone_number_length_check
    check (char_length(phone_number) between 1 and 40),
  constraint clients_remarks_length_check
    check (char_length(remarks) <= 4000)
);

comment on table public.clients is
'Clients of a studio (F52).

Their notes and consents are in tables of their own, with stricter policies.';
comment on column public.clients.elevation_id is
'The elevation under which it was last changed. Null: none was needed (F60).';

create index clients_elevation_id_idx on public.clients (elevation_id);

-- What a check refuses is said by its comment.
comment on constraint clients_full_name_length_check on public.clients is
'A client has a name of 1 to 200 characters';
comment on constraint clients_email_length_check on public.clients is
'An e-mail address has 3 to 320 characters';
comment on constraint clients_phone_number_length_check on public.clients is
'A phone number has 1 to 40 characters';
comment on constraint clients_remarks_length_check on public.clients is
'Remarks on a client have at most 4000 characters';
create trigger _180_say_rules
  before insert or update on public.clients
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.clients enable always trigger _180_say_rules;

create trigger _200_stamp_elevation
  before insert or delete
  or update of project_id, full_name, email, phone_number, born_on, remarks
  on public.clients
  for each row execute function stagedoor.tg_any__stamp_elevation(
    'clients:create', 'clients:edit', 'clients:delete');

create trigger _900_record
  after insert or update or delete on public.clients
  for each row execute function stagedoor_studio.tg_any__record('client');
alter table public.clients enable always trigger _900_record;

-- Policies.

alter table public.clients enable row level security;

create policy clients_select on public.clients
  for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('clients:view'))::uuid[]));
comment on policy clients_select on public.clients is
'The front desk and every artist see the clients.';

create policy clients_insert on public.clients
  for insert to authenticated
  with check (project_id = any ((select stagedoor.scopes_with('clients:create'))::uuid[]));
comment on policy clients_insert on public.clients is
'Users who take bookings add clients.';

create policy clients_update on public.clients
  for update to authenticated
  using (project_id = any ((select stagedoor.scopes_with('clients:edit'))::uuid[]))
  with check (project_id = any ((select stagedoor.scopes_with('clients:edit'))::uuid[]));
comment on policy clients_update on public.clients is
'Changing a client is locked for assistants.

scopes_with holds it while elevated only.';

create policy clients_delete on public.clients
  for delete to authenticated
  using (project_id = any ((select stagedoor.scopes_with('clients:delete'))::uuid[]));
comment on policy clients_delete on public.clients is
'Deleting a client is locked for assistants.

scopes_with holds it while elevated only.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.clients', 'project_id');

-- Privileges.

revoke all on public.clients from public, anon, authenticated, service_role;
grant
  select,
  insert (project_id, full_name, email, phone_number, born_on, remarks),
  update (full_name, email, phone_number, born_on, remarks),
  delete
on public.clients to authenticated, service_role;
