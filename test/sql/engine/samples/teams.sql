-- A sample application: teams with projects, time entries and transactions, as somebody has
-- it who never heard of this engine. Included by tests and applied by one of test/e2e.

create type public.team_role as enum ('owner', 'member');

create table public.users (
  id        uuid primary key references auth.users (id) on delete cascade,
  full_name text
);
create table public.teams (
  id         uuid primary key default gen_random_uuid(),
  name       text,
  created_at timestamptz not null default now()
);
create table public.users_on_team (
  user_id uuid not null references public.users (id) on delete cascade,
  team_id uuid not null references public.teams (id) on delete cascade,
  role    public.team_role,
  primary key (user_id, team_id)
);
create table public.tracker_projects (
  id         uuid primary key default gen_random_uuid(),
  team_id    uuid references public.teams (id) on delete cascade,
  name       text,
  deleted_at timestamptz
);
create table public.tracker_entries (
  id          uuid primary key default gen_random_uuid(),
  project_id  uuid references public.tracker_projects (id) on delete cascade,
  assigned_id uuid references public.users (id) on delete set null,
  minutes     integer not null default 30
);
create table public.transactions (
  id         uuid primary key default gen_random_uuid(),
  team_id    uuid not null references public.teams (id) on delete cascade,
  amount     numeric(12, 2) not null,
  created_by uuid,
  deleted_at timestamptz
);
create table public.attachments (
  id             uuid primary key default gen_random_uuid(),
  transaction_id uuid references public.transactions (id) on delete cascade,
  file_name      text not null,
  created_by     uuid
);

create function public.my_teams() returns setof uuid
language sql stable security definer set search_path = ''
as $$ select m.team_id from public.users_on_team as m where m.user_id = auth.uid() $$;
-- Where nothing is granted by default, theirs is a grant, too.
grant execute on function public.my_teams to authenticated;

alter table public.users enable row level security;
alter table public.teams enable row level security;
alter table public.users_on_team enable row level security;
alter table public.tracker_projects enable row level security;
alter table public.transactions enable row level security;
create policy "Users see themselves" on public.users
  for select to authenticated using (id = auth.uid());
-- A hole that this sample is there to have: with check (true) takes any new row.
create policy "Teams are seen by members" on public.teams
  for all to authenticated using (id in (select public.my_teams())) with check (true);
create policy "Members see members" on public.users_on_team
  for select to authenticated using (team_id in (select public.my_teams()));
create policy "Members add members" on public.users_on_team
  for insert to authenticated
  with check (team_id in (select public.my_teams()) or user_id = auth.uid());
create policy "Members change members" on public.users_on_team
  for update to authenticated using (team_id in (select public.my_teams()));
create policy "Members remove members" on public.users_on_team
  for delete to authenticated using (team_id in (select public.my_teams()));
-- A hole that this sample is there to have: using (true) opens every project to all.
create policy "Projects" on public.tracker_projects
  for all to authenticated using (true) with check (true);
-- Holes that this sample is there to have, left behind by a first version.
create policy "Enable read access for all users" on public.transactions
  for select using (true);
create policy "Enable insert for authenticated users only" on public.transactions
  for insert to authenticated with check (true);
grant select, insert, update, delete on public.users, public.teams, public.users_on_team,
  public.tracker_projects to authenticated;
grant select on public.transactions to anon;

-- Whoever signs up gets a team of their own.
create function public.handle_new_user() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_team uuid;
begin
  insert into public.users (id, full_name)
  values (new.id, new.raw_user_meta_data ->> 'full_name');
  insert into public.teams (name)
  values (new.raw_user_meta_data ->> 'team_name') returning id into v_team;
  insert into public.users_on_team (user_id, team_id, role) values (new.id, v_team, 'owner');
  return new;
end;
$$;
create trigger on_auth_user_created after insert on auth.users
  for each row execute function public.handle_new_user();
