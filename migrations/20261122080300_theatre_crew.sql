-- Crew: who manages whom, and what each is called.
--
-- A relationship opens all that its manager owns, so a forged row must give nothing:
-- whether it is active follows from what both sides did, whoever writes the row. One hop:
-- the crew of one's crew are strangers.

create table public.crew_profiles (
  user_id      uuid not null,
  user_role    text not null default 'CREW',
  custom_title text,

  constraint crew_profiles_pkey
    primary key (user_id),
  constraint crew_profiles_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint crew_profiles_user_role_fkey
    foreign key (user_role) references public.job_titles (user_role)
    on update cascade on delete restrict,
  constraint crew_profiles_custom_title_length_check
    check (char_length(custom_title) between 1 and 120)
);

comment on table public.crew_profiles is
'What people do unless a production says otherwise (F66).';
comment on column public.crew_profiles.custom_title is
'The text of a title that needs one, such as OTHER.';

create index crew_profiles_user_role_idx on public.crew_profiles (user_role);

create table public.crew_relationships (
  relationship_id uuid        not null default gen_random_uuid(),
  manager_user_id uuid        not null,
  crew_user_id    uuid        not null,
  notes           text,
  is_active       boolean     not null default true,
  accepted_at     timestamptz,
  manager_left_at timestamptz,
  crew_left_at    timestamptz,
  date_created    timestamptz not null default now(),
  date_updated    timestamptz not null default now(),

  constraint crew_relationships_pkey
    primary key (relationship_id),
  constraint crew_relationships_manager_user_id_crew_user_id_key
    unique (manager_user_id, crew_user_id),

  constraint crew_relationships_manager_user_id_fkey
    foreign key (manager_user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint crew_relationships_crew_user_id_fkey
    foreign key (crew_user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,

  constraint crew_relationships_two_people_check
    check (manager_user_id <> crew_user_id),
  constraint crew_relationships_notes_length_check
    check (char_length(notes) <= 4000)
);

comment on table public.crew_relationships is
'Who manages whom (F67). Written by calls alone.';
comment on column public.crew_relationships.notes is
'What the manager remarks. Not for the crew: list_crew tells it to the manager.';
comment on column public.crew_relationships.is_active is
'Whether it opens anything. Kept by trigger, whatever is written.

True where the crew accepted, or are a guest that the manager made, and neither side has
left.';
comment on column public.crew_relationships.accepted_at is
'When the crew accepted. Null: asked, or a guest.';
comment on column public.crew_relationships.manager_left_at is
'When the manager switched it off. Null: not.';
comment on column public.crew_relationships.crew_left_at is
'When the crew switched it off, or declined. Null: not.';

create index crew_relationships_crew_user_id_idx
  on public.crew_relationships (crew_user_id);

create function stagedoor_theatre.tg_crew_profiles__take_person()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Makes the account of the caller on first use, which no request may.
begin
  -- A request cannot name anybody; a definer that makes a guest does.
  new.user_id := coalesce(new.user_id, stagedoor.require_account());
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_crew_profiles__take_person is
'Let a profile that is written by hand be the writer''s own.';

create function stagedoor_theatre.is_guest_of(p_user_id uuid, p_manager_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accounts, which no request role may. Asked by definers only.
begin
  return exists (
    select from stagedoor.user_accounts as a
    where a.id = p_user_id
      and a.created_by = p_manager_id
      and a.account_status = 'guest'
      and a.deleted_at is null
      and a.claimed_as is null
  );
end;
$$;

comment on function stagedoor_theatre.is_guest_of is
'Whether somebody is a guest that somebody made (F81).';

create function stagedoor_theatre.tg_crew_relationships__derive()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accounts, which no request role may. A trigger, so that it binds the service and
-- the owner of the database too.
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  if not exists (
    select from stagedoor.user_accounts as a
    where a.id = new.manager_user_id and a.account_status = 'verified'
  ) then
    raise check_violation using
      message = 'Crew are managed by an account that can sign in',
      detail = '{"error_code":"NOT_VERIFIED"}';
  end if;
  new.is_active := new.manager_left_at is null
    and new.crew_left_at is null
    and (new.accepted_at is not null
      or stagedoor_theatre.is_guest_of(new.crew_user_id, new.manager_user_id));
  new.date_updated := stagedoor.instant();
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_crew_relationships__derive is
'Compute whether a relationship is active from what both sides did (F67).

Raises 23514 for a manager who is a guest.';

create trigger _100_derive
  before insert or update on public.crew_relationships
  for each row execute function stagedoor_theatre.tg_crew_relationships__derive();
alter table public.crew_relationships enable always trigger _100_derive;

create trigger _100_take_person
  before insert on public.crew_profiles
  for each row execute function stagedoor_theatre.tg_crew_profiles__take_person();
create trigger _110_check_title
  before insert or update of user_role, custom_title on public.crew_profiles
  for each row execute function stagedoor_theatre.tg_any__check_title();
alter table public.crew_profiles enable always trigger _100_take_person;
alter table public.crew_profiles enable always trigger _110_check_title;

-- What a check refuses is said by its comment.
comment on constraint crew_profiles_custom_title_length_check on public.crew_profiles is
'A title of one''s own has 1 to 120 characters';
create trigger _180_say_rules
  before insert or update on public.crew_profiles
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.crew_profiles enable always trigger _180_say_rules;

create function stagedoor_theatre.my_managers()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads accounts, which no request role may. A manager who is banned or gone opens nothing.
begin
  return array(
    select r.manager_user_id
    from public.crew_relationships as r
    where r.crew_user_id = stagedoor.live_caller()
      and r.is_active
      and stagedoor.account_is_live(r.manager_user_id)
  );
end;
$$;

comment on function stagedoor_theatre.my_managers is
'Whose crew the caller is now (F75).';

create function stagedoor_theatre.my_crew()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads relationships, of which a request sees its own part only.
begin
  return array(
    select r.crew_user_id
    from public.crew_relationships as r
    where r.manager_user_id = stagedoor.live_caller() and r.is_active
  );
end;
$$;

comment on function stagedoor_theatre.my_crew is
'Whom the caller manages now (F74).';

-- Policies.

alter table public.crew_profiles enable row level security;
alter table public.crew_relationships enable row level security;

create policy crew_profiles_select on public.crew_profiles
  for select to authenticated
  using (
    user_id = (select stagedoor.live_caller())
    or user_id = any ((select stagedoor_theatre.my_crew())::uuid[])
  );
comment on policy crew_profiles_select on public.crew_profiles is
'People see their own title, and managers those of their crew (F74).';

create policy crew_profiles_insert on public.crew_profiles
  for insert to authenticated
  with check (user_id = (select stagedoor.live_caller()));
comment on policy crew_profiles_insert on public.crew_profiles is
'Self alone: the title of a guest is given by create_guest_user (F71).';

create policy crew_profiles_update on public.crew_profiles
  for update to authenticated
  using (user_id = (select stagedoor.live_caller()))
  with check (user_id = (select stagedoor.live_caller()));
comment on policy crew_profiles_update on public.crew_profiles is
'Self alone: the title of a guest is changed by update_crew_member (F71).';

create policy crew_relationships_select on public.crew_relationships
  for select to authenticated
  using (
    manager_user_id = (select stagedoor.live_caller())
    or crew_user_id = (select stagedoor.live_caller())
  );
comment on policy crew_relationships_select on public.crew_relationships is
'Both sides see that there is a relationship, and nobody else (F67).';

-- Recording.

create trigger _900_record
  after insert or update or delete on public.crew_profiles
  for each row execute function stagedoor_theatre.tg_any__record(
    'crew_profile', 'installation', '', 'user_role');
create trigger _900_record
  after insert or update or delete on public.crew_relationships
  for each row execute function stagedoor_theatre.tg_any__record(
    'crew_relationship', 'installation', '', 'manager_user_id', 'crew_user_id',
    'is_active', 'accepted_at', 'manager_left_at', 'crew_left_at');
alter table public.crew_profiles enable always trigger _900_record;
alter table public.crew_relationships enable always trigger _900_record;

-- Privileges.

revoke all on function
  stagedoor_theatre.tg_crew_profiles__take_person,
  stagedoor_theatre.is_guest_of,
  stagedoor_theatre.tg_crew_relationships__derive,
  stagedoor_theatre.my_managers,
  stagedoor_theatre.my_crew
from public, anon, authenticated, service_role;
grant execute on function stagedoor_theatre.my_crew to authenticated;
revoke all on public.crew_profiles, public.crew_relationships
  from public, anon, authenticated, service_role;
grant
  select,
  insert (user_role, custom_title),
  update (user_role, custom_title)
on public.crew_profiles to authenticated;
grant select on public.crew_profiles to service_role;
-- The notes are the manager's and no column that both sides read: no grant.
grant select (
  relationship_id, manager_user_id, crew_user_id, is_active, accepted_at, manager_left_at,
  crew_left_at, date_created, date_updated
) on public.crew_relationships to authenticated;
grant select on public.crew_relationships to service_role;
