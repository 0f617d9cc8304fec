-- Shows: projects with an owner, when they play and where.
--
-- Who works in one is an assignment, and a role in it is a grant of the engine like any
-- other. There is no way to delete a show: it is archived, and its log stays (F73).

create table public.shows (
  project_id uuid        not null,
  owner_id   uuid        not null,
  title      text        not null,
  opens_on   date,
  closes_on  date,
  created_at timestamptz not null default now(),

  constraint shows_pkey
    primary key (project_id),
  constraint shows_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint shows_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint shows_title_length_check
    check (char_length(title) between 1 and 200 and title = btrim(title)),
  constraint shows_closes_after_opening_check
    check (closes_on >= opens_on and isfinite(opens_on) and isfinite(closes_on))
);

comment on table public.shows is
'Shows: a project each, with an owner (F68). Made by create_show.';
comment on column public.shows.title is
'The name of the project as well: changing one changes both.';

create index shows_owner_id_idx on public.shows (owner_id);

create table public.show_departments (
  project_id    uuid not null,
  department_id uuid not null,
  scope_id      uuid not null,

  constraint show_departments_pkey
    primary key (project_id, department_id),
  constraint show_departments_scope_id_key
    unique (scope_id),
  constraint show_departments_project_id_fkey
    foreign key (project_id) references public.shows (project_id) on delete cascade,
  constraint show_departments_department_id_fkey
    foreign key (department_id) references public.departments (id) on delete restrict,
  constraint show_departments_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade
);

comment on table public.show_departments is
'Departments in a show (F91).

Each with the scope that roles and windows hang on.';
comment on column public.show_departments.scope_id is
'A department of the project. Made by trigger when the department joins the show.';

create index show_departments_department_id_idx
  on public.show_departments (department_id);

create table public.show_venues (
  project_id uuid not null,
  venue_id   uuid not null,

  constraint show_venues_pkey
    primary key (project_id, venue_id),
  constraint show_venues_project_id_fkey
    foreign key (project_id) references public.shows (project_id) on delete cascade,
  constraint show_venues_venue_id_fkey
    foreign key (venue_id) references public.venues (id) on delete cascade
);

comment on table public.show_venues is
'Where a show plays (F68). Any venue: which there are is public.';

create index show_venues_venue_id_idx on public.show_venues (venue_id);

create table public.show_events (
  id         uuid        not null default gen_random_uuid(),
  project_id uuid        not null,
  title      text        not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz,
  venue_id   uuid,
  notes      text,

  constraint show_events_pkey
    primary key (id),
  constraint show_events_project_id_fkey
    foreign key (project_id) references public.shows (project_id) on delete cascade,
  constraint show_events_venue_id_fkey
    foreign key (venue_id) references public.venues (id) on delete set null,
  constraint show_events_title_length_check
    check (char_length(title) between 1 and 200),
  constraint show_events_ends_after_start_check
    check (ends_at > starts_at and isfinite(starts_at) and isfinite(ends_at)),
  constraint show_events_notes_length_check
    check (char_length(notes) <= 8000)
);

comment on table public.show_events is
'The timeline of a show: rehearsals, technical, performances (F68).';

create index show_events_project_id_starts_at_idx
  on public.show_events (project_id, starts_at);
create index show_events_venue_id_idx on public.show_events (venue_id);

create function stagedoor_theatre.own_shows()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads shows, of which a request sees its own part only.
declare
  v_only pg_catalog.uuid := stagedoor.narrowed_project();
begin
  return array(
    select s.project_id
    from public.shows as s
    where s.owner_id = stagedoor.live_caller() and (v_only is null or s.project_id = v_only)
  );
end;
$$;

comment on function stagedoor_theatre.own_shows is
'The shows of the caller, archived ones too (F68).

Narrowed by x-project-id.';

create function stagedoor_theatre.readable_shows()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads shows and accesses, of which a request sees its own part only.
declare
  v_only     pg_catalog.uuid := stagedoor.narrowed_project();
  v_managers pg_catalog.uuid[] := stagedoor_theatre.my_managers();
begin
  return array(
    select unnest(stagedoor_theatre.own_shows())
    union
    select s.project_id
    from public.shows as s
    join stagedoor.scopes as at on at.id = s.project_id
    where s.owner_id = any (v_managers)
      and not at.is_archived
      and (v_only is null or s.project_id = v_only)
    union
    -- Whoever works in a department sees which show it is (F65).
    select at.project_id
    from stagedoor.scopes as at
    where at.id = any (stagedoor.scopes_with('project:view:assigned'))
  );
end;
$$;

comment on function stagedoor_theatre.readable_shows is
'The shows that the caller sees (F65, F69, F75).

Their own, those of their managers, and where they hold project:view:assigned; of the last
two none that is archived.';

create function stagedoor_theatre.tg_shows__name_project()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Renames a project without its key: the owner of a show says what it is called.
begin
  update stagedoor.scopes as s
  set name = new.title
  where s.id = new.project_id and s.name <> new.title;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_shows__name_project is
'Let the project of a show be called like the show.';

create function stagedoor_theatre.tg_scopes__name_show()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes shows, which whoever renames a project may not.
begin
  update public.shows as s
  set title = new.name
  where s.project_id = new.id and s.title <> new.name;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_scopes__name_show is
'Let a show be called like its project.';

create function stagedoor_theatre.tg_show_departments__place()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Makes a scope, for which the caller needs project:edit:assigned. A department of somebody
-- else answers like one that does not exist.
declare
  v_is_load    boolean := stagedoor.caller_id() is null and stagedoor.is_service();
  v_department public.departments;
begin
  -- What is not the caller's is refused by the policy, like what does not exist.
  if not v_is_load and (new.project_id = any (stagedoor_theatre.own_shows())) is not true
  then
    return new;
  end if;
  select d.* into v_department
  from public.departments as d
  join public.shows as s on s.owner_id = d.owner_id
  where d.id = new.department_id and s.project_id = new.project_id
  for key share of d;
  if not found then
    perform stagedoor.raise_not_found('Department');
  elsif v_is_load then
    insert into stagedoor.scopes (scope_type, parent_id, name)
    values ('department', new.project_id, v_department.name)
    returning id into new.scope_id;
  else
    new.scope_id := stagedoor.create_department(new.project_id, v_department.name);
  end if;
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_show_departments__place is
'Make the scope of a department that joins a show (F91). Raises PT404.';

create function stagedoor_theatre.tg_departments__name_scopes()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Renames scopes without their key: the owner of a department says what it is called.
begin
  update stagedoor.scopes as s
  set name = new.name
  from public.show_departments as d
  where d.department_id = new.id and s.id = d.scope_id and s.name <> new.name;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_departments__name_scopes is
'Let a department be called alike in every show.';

create trigger _300_name_project
  after update of title on public.shows
  for each row execute function stagedoor_theatre.tg_shows__name_project();
create trigger _310_name_show
  after update of name on stagedoor.scopes
  for each row execute function stagedoor_theatre.tg_scopes__name_show();
create trigger _200_place
  before insert on public.show_departments
  for each row execute function stagedoor_theatre.tg_show_departments__place();
create trigger _300_name_scopes
  after update of name on public.departments
  for each row execute function stagedoor_theatre.tg_departments__name_scopes();

-- What a writer reads where they break a rule; the other rules are said by triggers.
comment on constraint shows_title_length_check on public.shows is
'A show has a title of 1 to 200 characters, without blanks around it';
comment on constraint shows_closes_after_opening_check on public.shows is
'A show closes on the day that it opens, or later';
create trigger _180_say_rules
  before insert or update on public.shows
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.shows enable always trigger _180_say_rules;

comment on constraint show_events_title_length_check on public.show_events is
'An event has a title of 1 to 200 characters';
comment on constraint show_events_ends_after_start_check on public.show_events is
'An event ends after it begins';
comment on constraint show_events_notes_length_check on public.show_events is
'Notes on an event have at most 8000 characters';
create trigger _180_say_rules
  before insert or update on public.show_events
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.show_events enable always trigger _180_say_rules;

-- Policies.

alter table public.shows enable row level security;
alter table public.show_departments enable row level security;
alter table public.show_venues enable row level security;
alter table public.show_events enable row level security;

create policy shows_select on public.shows
  for select to authenticated
  using (project_id = any ((select stagedoor_theatre.readable_shows())::uuid[]));
comment on policy shows_select on public.shows is
'The owner, their crew and whoever works in it see a show (F65, F69).';

create policy shows_update on public.shows
  for update to authenticated
  using (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]))
  with check (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy shows_update on public.shows is
'The owner alone changes a show (F71).';

create policy show_departments_select on public.show_departments
  for select to authenticated
  using (project_id = any ((select stagedoor_theatre.readable_shows())::uuid[]));
comment on policy show_departments_select on public.show_departments is
'Whoever sees a show sees its departments (F65).';

create policy show_departments_insert on public.show_departments
  for insert to authenticated
  with check (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_departments_insert on public.show_departments is
'The owner alone brings a department into a show (F68).';

create policy show_venues_select on public.show_venues
  for select to authenticated
  using (project_id = any ((select stagedoor_theatre.readable_shows())::uuid[]));
comment on policy show_venues_select on public.show_venues is
'Whoever sees a show sees where it plays (F65).';

create policy show_venues_insert on public.show_venues
  for insert to authenticated
  with check (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_venues_insert on public.show_venues is
'The owner alone says where a show plays (F68).';

create policy show_venues_delete on public.show_venues
  for delete to authenticated
  using (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_venues_delete on public.show_venues is
'The owner alone takes a venue out of a show (F73).';

create policy show_events_select on public.show_events
  for select to authenticated
  using (project_id = any ((select stagedoor_theatre.readable_shows())::uuid[]));
comment on policy show_events_select on public.show_events is
'Whoever sees a show sees its timeline (F65).';

create policy show_events_insert on public.show_events
  for insert to authenticated
  with check (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_events_insert on public.show_events is
'The owner alone writes the timeline (F68).';

create policy show_events_update on public.show_events
  for update to authenticated
  using (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]))
  with check (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_events_update on public.show_events is
'The owner alone changes the timeline (F71).';

create policy show_events_delete on public.show_events
  for delete to authenticated
  using (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_events_delete on public.show_events is
'The owner alone takes something out of the timeline (F73).';

-- Recording.

create trigger _900_record
  after insert or update or delete on public.shows
  for each row execute function stagedoor_theatre.tg_any__record(
    'show', 'scope', 'project_id', 'owner_id', 'opens_on', 'closes_on');
create trigger _900_record
  after insert or update or delete on public.show_departments
  for each row execute function stagedoor_theatre.tg_any__record(
    'show_department', 'scope', 'project_id', 'department_id', 'scope_id');
create trigger _900_record
  after insert or update or delete on public.show_venues
  for each row execute function stagedoor_theatre.tg_any__record(
    'show_venue', 'scope', 'project_id', 'venue_id');
create trigger _900_record
  after insert or update or delete on public.show_events
  for each row execute function stagedoor_theatre.tg_any__record(
    'show_event', 'scope', 'project_id', 'starts_at', 'ends_at', 'venue_id');
alter table public.shows enable always trigger _900_record;
alter table public.show_departments enable always trigger _900_record;
alter table public.show_venues enable always trigger _900_record;
alter table public.show_events enable always trigger _900_record;

insert into stagedoor.protected_tables (table_name, scope_column, owner_column) values
  ('public.shows', 'project_id', 'owner_id'),
  ('public.show_departments', 'project_id', null),
  ('public.show_venues', 'project_id', null),
  ('public.show_events', 'project_id', null);

-- Privileges.

revoke all on function
  stagedoor_theatre.own_shows,
  stagedoor_theatre.readable_shows,
  stagedoor_theatre.tg_shows__name_project,
  stagedoor_theatre.tg_scopes__name_show,
  stagedoor_theatre.tg_show_departments__place,
  stagedoor_theatre.tg_departments__name_scopes
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.own_shows,
  stagedoor_theatre.readable_shows
to authenticated;
revoke all on
  public.shows, public.show_departments, public.show_venues, public.show_events
from public, anon, authenticated, service_role;
-- No insert: create_show makes the project too. No delete: archive_scope.
grant select, update (title, opens_on, closes_on) on public.shows to authenticated;
-- A department that has joined a show stays: accesses hang on its scope.
grant select, insert (project_id, department_id) on public.show_departments
  to authenticated;
grant select, insert (project_id, venue_id), delete on public.show_venues
  to authenticated;
grant
  select,
  insert (project_id, title, starts_at, ends_at, venue_id, notes),
  update (title, starts_at, ends_at, venue_id, notes),
  delete
on public.show_events to authenticated;
grant select on
  public.shows, public.show_departments, public.show_venues, public.show_events
to service_role;
