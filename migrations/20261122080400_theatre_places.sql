-- Venues and departments: what somebody owns and uses again in every show.
--
-- Their names are public among those who are signed in; what is arranged with a house, or
-- remarked about a department, stands in a table of its own that its owner alone reads.

create table stagedoor_theatre.personal_organizations (
  user_id         uuid not null,
  organization_id uuid not null,

  constraint personal_organizations_pkey
    primary key (user_id),
  constraint personal_organizations_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint personal_organizations_organization_id_fkey
    foreign key (organization_id) references stagedoor.scopes (id) on delete cascade
);

comment on table stagedoor_theatre.personal_organizations is
'The organization of those who work for themselves.

Made when first needed.';

create index personal_organizations_organization_id_idx
  on stagedoor_theatre.personal_organizations (organization_id);

create table public.venues (
  id              uuid        not null default gen_random_uuid(),
  owner_id        uuid        not null,
  organization_id uuid        not null,
  name            text        not null,
  city            text,
  capacity        integer,
  created_at      timestamptz not null default now(),

  constraint venues_pkey
    primary key (id),
  constraint venues_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint venues_organization_id_fkey
    foreign key (organization_id) references stagedoor.scopes (id) on delete restrict,
  constraint venues_name_length_check
    check (char_length(name) between 1 and 200 and name = btrim(name)),
  constraint venues_city_length_check
    check (char_length(city) between 1 and 120),
  constraint venues_capacity_not_negative_check
    check (capacity between 0 and 1000000)
);

comment on table public.venues is
'Houses that shows play in (F68).

Whoever is signed in reads name, city and capacity (F70).';
comment on column public.venues.owner_id is
'Who changes it. Taken from the caller, never from a request.';
comment on column public.venues.organization_id is
'The organization that it was made in. Null on the way in: the personal one.';

create index venues_owner_id_idx on public.venues (owner_id);
create index venues_organization_id_idx on public.venues (organization_id);

create table public.venue_details (
  venue_id      uuid not null,
  address       text,
  contact_name  text,
  contact_email text,
  contact_phone text,
  configuration text,
  notes         text,

  constraint venue_details_pkey
    primary key (venue_id),
  constraint venue_details_venue_id_fkey
    foreign key (venue_id) references public.venues (id) on delete cascade,
  constraint venue_details_text_length_check
    check (char_length(address) <= 1000 and char_length(contact_name) <= 240
      and char_length(contact_email) <= 320 and char_length(contact_phone) <= 40
      and char_length(configuration) <= 8000 and char_length(notes) <= 8000)
);

comment on table public.venue_details is
'What is arranged with a house: for its owner alone (F70).';

create table public.departments (
  id              uuid        not null default gen_random_uuid(),
  owner_id        uuid        not null,
  organization_id uuid        not null,
  name            text        not null,
  created_at      timestamptz not null default now(),

  constraint departments_pkey
    primary key (id),
  constraint departments_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint departments_organization_id_fkey
    foreign key (organization_id) references stagedoor.scopes (id) on delete restrict,
  constraint departments_name_length_check
    check (char_length(name) between 1 and 200 and name = btrim(name))
);

comment on table public.departments is
'Departments of an owner, used again in every show (F68).

Whoever is signed in reads the name (F70).';
comment on column public.departments.owner_id is
'Who changes it. Taken from the caller, never from a request.';
comment on column public.departments.organization_id is
'The organization that it was made in. Null on the way in: the personal one.';

create index departments_owner_id_idx on public.departments (owner_id);
create index departments_organization_id_idx on public.departments (organization_id);

create table public.department_details (
  department_id uuid not null,
  initials      text,
  color         text,
  description   text,
  notes         text,

  constraint department_details_pkey
    primary key (department_id),
  constraint department_details_department_id_fkey
    foreign key (department_id) references public.departments (id) on delete cascade,
  constraint department_details_color_hexadecimal_check
    check (color ~ '^#[0-9a-fA-F]{6}$'),
  constraint department_details_text_length_check
    check (char_length(initials) <= 10 and char_length(description) <= 2000
      and char_length(notes) <= 8000)
);

comment on table public.department_details is
'How a department is set up: for its owner alone (F70).';

create table public.department_members (
  department_id uuid        not null,
  user_id       uuid        not null,
  created_at    timestamptz not null default now(),

  constraint department_members_pkey
    primary key (department_id, user_id),
  constraint department_members_department_id_fkey
    foreign key (department_id) references public.departments (id) on delete cascade,
  constraint department_members_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade
);

comment on table public.department_members is
'Who usually works in a department (F68).

It gives nothing: an assignment does.';

create index department_members_user_id_idx on public.department_members (user_id);

create function stagedoor_theatre.personal_organization(p_user_id uuid)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Makes an organization and its first accesses. Called by definers, for the caller.
declare
  v_organization_id pg_catalog.uuid;
begin
  -- Two first things at the same time make one organization. Not by the account, which is
  -- locked behind scopes everywhere.
  perform pg_advisory_xact_lock(hashtextextended('personal organization ' || p_user_id, 0));
  select o.organization_id into v_organization_id
  from stagedoor_theatre.personal_organizations as o
  join stagedoor.scopes as s on s.id = o.organization_id
  where o.user_id = p_user_id and not s.is_archived;
  if found then
    return v_organization_id;
  end if;

  v_organization_id := stagedoor.create_organization('Personal');
  insert into stagedoor_theatre.personal_organizations as o (user_id, organization_id)
  values (p_user_id, v_organization_id)
  on conflict on constraint personal_organizations_pkey do update
  set organization_id = excluded.organization_id;
  return v_organization_id;
end;
$$;

comment on function stagedoor_theatre.personal_organization is
'The organization of somebody who works for themselves.

Made when first needed.';

create function stagedoor_theatre.tg_any__take_owner()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Makes the account and the organization of the caller on first use, which no request may.
-- A row belongs to whoever writes it, whatever the row says.
begin
  -- The owner of the database loads rows of others, and says whose they are.
  if stagedoor.caller_id() is null and stagedoor.is_service() then
    return new;
  end if;
  new.owner_id := stagedoor.require_account();
  if new.organization_id is null then
    new.organization_id := stagedoor_theatre.personal_organization(new.owner_id);
  -- What is made in an organization can be handed on there without its owner: by those who
  -- work there alone. A foreign one answers like one that does not exist.
  elsif not stagedoor.works_at(new.owner_id, new.organization_id) or not exists (
    select from stagedoor.scopes as s
    where s.id = new.organization_id
      and s.scope_type = 'organization'
      and not s.is_archived
  ) then
    perform stagedoor.raise_not_found('Organization');
  end if;
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_any__take_owner is
'Let a new resource belong to the caller, in their own organization.

Raises 42501 without a live account of one''s own, PT404 for an organization that the
caller does not work in (F64, F72).';

create function stagedoor_theatre.own_venues()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads who owns what, which no request role may.
begin
  return array(
    select v.id from public.venues as v where v.owner_id = stagedoor.live_caller());
end;
$$;

comment on function stagedoor_theatre.own_venues is 'The venues of the caller (F68).';

create function stagedoor_theatre.own_departments()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads who owns what, which no request role may.
begin
  return array(
    select d.id from public.departments as d where d.owner_id = stagedoor.live_caller());
end;
$$;

comment on function stagedoor_theatre.own_departments is
'The departments of the caller (F68).';

create function stagedoor_theatre.tg_venues__add_details()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes details, which nobody adds by hand.
begin
  insert into public.venue_details (venue_id) values (new.id);
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_venues__add_details is
'Give every venue its details: the list of one''s own venues.';

create function stagedoor_theatre.tg_departments__add_details()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes details, which nobody adds by hand.
begin
  insert into public.department_details (department_id) values (new.id);
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_departments__add_details is
'Give every department its details: the list of one''s own departments.';

create function stagedoor_theatre.tg_department_members__check()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads relationships and owners. An account that is not one's crew answers like one that
-- does not exist.
begin
  if new.department_id = any (stagedoor_theatre.own_departments())
    and new.user_id is distinct from stagedoor.live_caller()
    and (new.user_id = any (stagedoor_theatre.my_crew())) is not true
  then
    perform stagedoor.raise_not_found('Account');
  end if;
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_department_members__check is
'Refuse a member who is not the owner''s crew. Raises PT404.';

create function stagedoor_theatre.tg_departments__refuse_in_use()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads scripts, shows and shares of anybody. What has no department concerns everybody: an
-- element must not become that by a deletion, nor a share of one department one of all.
begin
  if exists (select from public.script_elements as e where e.department_id = old.id)
    or exists (select from public.element_departments as e where e.department_id = old.id)
    or exists (select from public.show_departments as d where d.department_id = old.id)
    or exists (select from public.script_delegations as d where d.department_id = old.id)
    or exists (
      select from public.script_shares as s
      where s.permissions @> jsonb_build_object(
        'departments', jsonb_build_array(old.id)))
  then
    raise check_violation using
      message = 'A department can be deleted while no script, show or share names it',
      detail = '{"error_code":"DEPARTMENT_IN_USE"}';
  end if;
  return old;
end;
$$;

comment on function stagedoor_theatre.tg_departments__refuse_in_use is
'Refuse to delete a department that is in use. Raises 23514.';

create trigger _100_take_owner
  before insert on public.venues
  for each row execute function stagedoor_theatre.tg_any__take_owner();
create trigger _100_take_owner
  before insert on public.departments
  for each row execute function stagedoor_theatre.tg_any__take_owner();
create trigger _300_add_details
  after insert on public.venues
  for each row execute function stagedoor_theatre.tg_venues__add_details();
create trigger _300_add_details
  after insert on public.departments
  for each row execute function stagedoor_theatre.tg_departments__add_details();
create trigger _100_check
  before insert on public.department_members
  for each row execute function stagedoor_theatre.tg_department_members__check();
create trigger _100_refuse_in_use
  before delete on public.departments
  for each row execute function stagedoor_theatre.tg_departments__refuse_in_use();
alter table public.venues enable always trigger _100_take_owner;
alter table public.departments enable always trigger _100_take_owner;
alter table public.department_members enable always trigger _100_check;
alter table public.departments enable always trigger _100_refuse_in_use;

-- What a writer reads where they break a rule; the other rules are said by triggers.
comment on constraint venues_name_length_check on public.venues is
'A venue has a name of 1 to 200 characters, without blanks around it';
comment on constraint venues_city_length_check on public.venues is
'A city has 1 to 120 characters';
comment on constraint venues_capacity_not_negative_check on public.venues is
'A capacity lies between 0 and 1,000,000';
create trigger _180_say_rules
  before insert or update on public.venues
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.venues enable always trigger _180_say_rules;

comment on constraint venue_details_text_length_check on public.venue_details is
'Details of a venue: an address of at most 1000 characters, a name of 240, an e-mail of '
'320, a phone number of 40, configuration and notes of 8000';
create trigger _180_say_rules
  before insert or update on public.venue_details
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.venue_details enable always trigger _180_say_rules;

comment on constraint departments_name_length_check on public.departments is
'A department has a name of 1 to 200 characters, without blanks around it';
create trigger _180_say_rules
  before insert or update on public.departments
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.departments enable always trigger _180_say_rules;

comment on constraint department_details_color_hexadecimal_check
  on public.department_details is
'A color is written as #rrggbb';
comment on constraint department_details_text_length_check on public.department_details is
'Details of a department: initials of at most 10 characters, a description of 2000, '
'notes of 8000';
create trigger _180_say_rules
  before insert or update on public.department_details
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.department_details enable always trigger _180_say_rules;

-- Policies.

-- No policy and no grant: who works for themselves is nobody's business.
alter table stagedoor_theatre.personal_organizations enable row level security;

alter table public.venues enable row level security;
alter table public.venue_details enable row level security;
alter table public.departments enable row level security;
alter table public.department_details enable row level security;
alter table public.department_members enable row level security;

create policy venues_select on public.venues
  for select to authenticated
  using ((select stagedoor.live_caller()) is not null);
comment on policy venues_select on public.venues is
'Whoever is signed in reads name, city and capacity (F70).';

create policy venues_insert on public.venues
  for insert to authenticated
  with check (owner_id = (select stagedoor.live_caller()));
comment on policy venues_insert on public.venues is
'Whoever can sign in adds venues of their own (F64, F72).';

create policy venues_update on public.venues
  for update to authenticated
  using (owner_id = (select stagedoor.live_caller()))
  with check (owner_id = (select stagedoor.live_caller()));
comment on policy venues_update on public.venues is
'The owner alone changes a venue (F71).';

create policy venues_delete on public.venues
  for delete to authenticated
  using (owner_id = (select stagedoor.live_caller()));
comment on policy venues_delete on public.venues is
'The owner alone deletes a venue (F73).';

create policy venue_details_select on public.venue_details
  for select to authenticated
  using (venue_id = any ((select stagedoor_theatre.own_venues())::uuid[]));
comment on policy venue_details_select on public.venue_details is
'What is arranged with a house is read by its owner alone (F70).';

create policy venue_details_update on public.venue_details
  for update to authenticated
  using (venue_id = any ((select stagedoor_theatre.own_venues())::uuid[]))
  with check (venue_id = any ((select stagedoor_theatre.own_venues())::uuid[]));
comment on policy venue_details_update on public.venue_details is
'The owner alone changes what is arranged (F71).';

create policy departments_select on public.departments
  for select to authenticated
  using ((select stagedoor.live_caller()) is not null);
comment on policy departments_select on public.departments is
'Whoever is signed in reads the name (F70).';

create policy departments_insert on public.departments
  for insert to authenticated
  with check (owner_id = (select stagedoor.live_caller()));
comment on policy departments_insert on public.departments is
'Whoever can sign in adds departments of their own (F64, F72).';

create policy departments_update on public.departments
  for update to authenticated
  using (owner_id = (select stagedoor.live_caller()))
  with check (owner_id = (select stagedoor.live_caller()));
comment on policy departments_update on public.departments is
'The owner alone changes a department (F71).';

create policy departments_delete on public.departments
  for delete to authenticated
  using (owner_id = (select stagedoor.live_caller()));
comment on policy departments_delete on public.departments is
'The owner alone deletes a department (F73).';

create policy department_details_select on public.department_details
  for select to authenticated
  using (department_id = any ((select stagedoor_theatre.own_departments())::uuid[]));
comment on policy department_details_select on public.department_details is
'How a department is set up is read by its owner alone (F70).';

create policy department_details_update on public.department_details
  for update to authenticated
  using (department_id = any ((select stagedoor_theatre.own_departments())::uuid[]))
  with check (department_id = any ((select stagedoor_theatre.own_departments())::uuid[]));
comment on policy department_details_update on public.department_details is
'The owner alone changes how a department is set up (F71).';

create policy department_members_select on public.department_members
  for select to authenticated
  using (
    department_id = any ((select stagedoor_theatre.own_departments())::uuid[])
    or user_id = (select stagedoor.live_caller())
  );
comment on policy department_members_select on public.department_members is
'The owner sees who works in a department, people where they do.';

create policy department_members_insert on public.department_members
  for insert to authenticated
  with check (department_id = any ((select stagedoor_theatre.own_departments())::uuid[]));
comment on policy department_members_insert on public.department_members is
'The owner alone adds members (F68).';

create policy department_members_delete on public.department_members
  for delete to authenticated
  using (department_id = any ((select stagedoor_theatre.own_departments())::uuid[]));
comment on policy department_members_delete on public.department_members is
'The owner alone removes members (F73).';

-- Recording.

create trigger _900_record
  after insert or update or delete on public.venues
  for each row execute function stagedoor_theatre.tg_any__record(
    'venue', 'scope', 'organization_id', 'owner_id', 'name');
create trigger _900_record
  after update on public.venue_details
  for each row execute function stagedoor_theatre.tg_any__record(
    'venue_detail', 'venue', 'venue_id');
create trigger _900_record
  after insert or update or delete on public.departments
  for each row execute function stagedoor_theatre.tg_any__record(
    'department', 'scope', 'organization_id', 'owner_id', 'name');
create trigger _900_record
  after update on public.department_details
  for each row execute function stagedoor_theatre.tg_any__record(
    'department_detail', 'department', 'department_id');
create trigger _900_record
  after insert or update or delete on public.department_members
  for each row execute function stagedoor_theatre.tg_any__record(
    'department_member', 'department', 'department_id', 'department_id', 'user_id');
alter table public.venues enable always trigger _900_record;
alter table public.venue_details enable always trigger _900_record;
alter table public.departments enable always trigger _900_record;
alter table public.department_details enable always trigger _900_record;
alter table public.department_members enable always trigger _900_record;

-- Privileges.

revoke all on function
  stagedoor_theatre.personal_organization,
  stagedoor_theatre.tg_any__take_owner,
  stagedoor_theatre.own_venues,
  stagedoor_theatre.own_departments,
  stagedoor_theatre.tg_venues__add_details,
  stagedoor_theatre.tg_departments__add_details,
  stagedoor_theatre.tg_department_members__check,
  stagedoor_theatre.tg_departments__refuse_in_use
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.own_venues,
  stagedoor_theatre.own_departments
to authenticated;
revoke all on
  stagedoor_theatre.personal_organizations, public.venues, public.venue_details,
  public.departments, public.department_details, public.department_members
from public, anon, authenticated, service_role;
-- Whose something is, and what belongs together, is not public: no grant on owner_id and
-- organization_id. Owners find theirs by the details, which come and go with their row.
grant
  select (id, name, city, capacity),
  insert (name, city, capacity, organization_id),
  update (name, city, capacity),
  delete
on public.venues to authenticated;
grant
  select (id, name),
  insert (name, organization_id),
  update (name),
  delete
on public.departments to authenticated;
grant
  select,
  update (address, contact_name, contact_email, contact_phone, configuration, notes)
on public.venue_details to authenticated;
grant
  select,
  update (initials, color, description, notes)
on public.department_details to authenticated;
grant select, insert (department_id, user_id), delete on public.department_members
  to authenticated;
grant select on
  public.venues, public.venue_details, public.departments, public.department_details,
  public.department_members
to service_role;
