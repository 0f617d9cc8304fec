-- Artists: the profile that bookings and work of an artist refer to, and the account that
-- owns them.

create table public.artists (
  id           uuid        not null default gen_random_uuid(),
  project_id   uuid        not null,
  user_id      uuid,
  display_name text        not null,
  bio          text        not null default '',
  created_at   timestamptz not null default now(),
  elevation_id uuid,

  constraint artists_pkey
    primary key (id),
  -- Appointments and other rows refer to artist and studio together.
  constraint artists_project_id_id_key
    unique (project_id, id),
  -- One profile per person and studio.
  constraint artists_project_id_user_id_key
    unique (project_id, user_id),

  constraint artists_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  -- When the account is deleted, the work stays with the studio, without an owner.
  constraint artists_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint artists_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,

  constraint artists_display_name_length_check
    check (char_length(display_name) between 1 and 120),
  constraint artists_bio_length_check
    check (char_length(bio) <= 4000)
);

comment on table public.artists is
'Artists of a studio: profiles that bookings and work refer to (F49).';
comment on column public.artists.user_id is
'The account of the artist. Null: not linked, so that its work has no owner.';
comment on column public.artists.elevation_id is
'The elevation under which it was last changed. Null: none was needed (F60).';

create index artists_user_id_idx on public.artists (user_id);
create index artists_elevation_id_idx on public.artists (elevation_id);

create function stagedoor_studio.tg_any__take_owner()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads profiles that the writer may not see. The owner is the account of the artist; an
-- owner that the writer sends is overwritten.
begin
  new.owner_id := (
    select a.user_id
    from public.artists as a
    where a.id = new.artist_id and a.project_id = new.project_id
  );
  return new;
end;
$$;

comment on function stagedoor_studio.tg_any__take_owner is
'Set the owner of a row to the account of its artist (F49).';

-- What a check refuses is said by its comment.
comment on constraint artists_display_name_length_check on public.artists is
'An artist has a name of 1 to 120 characters';
comment on constraint artists_bio_length_check on public.artists is
'An artist is described in at most 4000 characters';
create trigger _180_say_rules
  before insert or update on public.artists
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.artists enable always trigger _180_say_rules;

create trigger _200_stamp_elevation
  before update of display_name, bio on public.artists
  for each row execute function stagedoor.tg_any__stamp_elevation(
    '', 'staff:manage_users', '');

-- add_artist and link_artist say more than that a row has changed.
create trigger _900_record
  after update of display_name, bio on public.artists
  for each row execute function stagedoor_studio.tg_any__record('artist');
alter table public.artists enable always trigger _900_record;

-- Policies. user_id is the owner here.

alter table public.artists enable row level security;

create policy artists_select on public.artists
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('staff:view'))::uuid[])
    or (
      user_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('staff:view'))::uuid[])
    )
  );
comment on policy artists_select on public.artists is
'Users who see the staff list see the profiles of its artists.';

create policy artists_update on public.artists
  for update to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('staff:manage_users'))::uuid[])
    or (
      user_id = (select stagedoor.caller_id())
      and project_id = any (
        (select stagedoor.scopes_with_own('staff:manage_users'))::uuid[])
    )
  )
  with check (
    project_id = any ((select stagedoor.scopes_with('staff:manage_users'))::uuid[])
    or (
      user_id = (select stagedoor.caller_id())
      and project_id = any (
        (select stagedoor.scopes_with_own('staff:manage_users'))::uuid[])
    )
  );
comment on policy artists_update on public.artists is
'Users who manage the staff change the profiles of artists.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.artists', 'project_id');

-- Privileges. For definers only.

revoke all on function stagedoor_studio.tg_any__take_owner
  from public, anon, authenticated, service_role;
-- No insert and no update of user_id: add_artist and link_artist check the account first.
revoke all on public.artists from public, anon, authenticated, service_role;
grant select, update (display_name, bio) on public.artists to authenticated, service_role;
