-- Appointments: bookings of clients with artists, and blocked time.
--
-- Completing, cancelling and marking a no-show have keys of their own
-- (set_appointment_status), and so has blocking time (block_time): requests have no grant
-- on the columns behind them.

create table public.appointments (
  id           uuid           not null default gen_random_uuid(),
  project_id   uuid           not null,
  artist_id    uuid           not null,
  owner_id     uuid,
  client_id    uuid,
  kind         text           not null default 'booking',
  status       text           not null default 'booked',
  starts_at    timestamptz    not null,
  ends_at      timestamptz    not null,
  service      text           not null default '',
  price        numeric(14, 2),
  created_at   timestamptz    not null default now(),
  elevation_id uuid,

  constraint appointments_pkey
    primary key (id),
  constraint appointments_project_id_id_key
    unique (project_id, id),

  constraint appointments_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint appointments_artist_id_fkey
    foreign key (project_id, artist_id) references public.artists (project_id, id)
    on delete restrict,
  constraint appointments_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  -- Deleting a client keeps the appointment, without the client.
  constraint appointments_client_id_fkey
    foreign key (project_id, client_id) references public.clients (project_id, id)
    on delete set null (client_id),
  constraint appointments_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,

  constraint appointments_kind_known_check
    check (kind in ('booking', 'block')),
  constraint appointments_status_known_check
    check (status in ('booked', 'confirmed', 'completed', 'cancelled', 'no_show')),
  -- Blocked time is either kept or released (cancelled).
  constraint appointments_block_has_no_client_check
    check (kind = 'booking'
      or (client_id is null and price is null and status in ('booked', 'cancelled'))),
  constraint appointments_ends_after_start_check
    check (ends_at > starts_at and isfinite(starts_at) and isfinite(ends_at)),
  constraint appointments_service_length_check
    check (char_length(service) <= 400),
  -- The upper limit refuses NaN, which PostgreSQL sorts above every number.
  constraint appointments_price_not_negative_check
    check (price between 0 and 999999999999.99),
  -- Nobody is booked twice, and not into blocked time. Within the studio: it is looked at
  -- before the foreign key, and would tell whether the artist of another studio is free.
  constraint appointments_artist_is_free_excl
    exclude using gist (
      project_id with =, artist_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status in ('booked', 'confirmed'))
);

comment on table public.appointments is
'Bookings and blocked time of artists (F49, F52).';
comment on column public.appointments.owner_id is
'The account of the artist. Kept by trigger; null while the profile is not linked.';
comment on column public.appointments.kind is
'booking, or block for blocked time.';
comment on column public.appointments.status is
'booked, confirmed, completed, cancelled or no_show. Changed by set_appointment_status.';
comment on column public.appointments.service is
'The service that is booked, or the reason for blocked time.';
comment on column public.appointments.elevation_id is
'The elevation under which it was last changed. Null: none was needed (F60).';

create index appointments_project_id_starts_at_idx
  on public.appointments (project_id, starts_at);
create index appointments_project_id_artist_id_idx
  on public.appointments (project_id, artist_id);
create index appointments_project_id_client_id_idx
  on public.appointments (project_id, client_id);
create index appointments_owner_id_idx on public.appointments (owner_id);
create index appointments_elevation_id_idx on public.appointments (elevation_id);

-- What a check refuses is said by its comment.
comment on constraint appointments_kind_known_check on public.appointments is
'An entry of the agenda is a booking or a block';
comment on constraint appointments_status_known_check on public.appointments is
'An appointment is booked, confirmed, completed, cancelled or no_show';
comment on constraint appointments_ends_after_start_check on public.appointments is
'An appointment ends after it begins';
comment on constraint appointments_price_not_negative_check on public.appointments is
'A price lies between 0 and 999999999999.99';
comment on constraint appointments_service_length_check on public.appointments is
'A service is described in at most 400 characters';
comment on constraint appointments_block_has_no_client_check on public.appointments is
'A block of time has no client and no price, and is booked or cancelled';
create trigger _180_say_rules
  before insert or update on public.appointments
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.appointments enable always trigger _180_say_rules;

create trigger _200_take_owner
  before insert or update of artist_id on public.appointments
  for each row execute function stagedoor_studio.tg_any__take_owner();

-- A definer stamps its own changes, for the key that it enforced.
create trigger _210_stamp_elevation
  before insert on public.appointments
  for each row when (new.kind = 'booking')
  execute function stagedoor.tg_any__stamp_elevation('agenda:create', '', '');
create trigger _220_stamp_elevation
  before update of project_id, artist_id, client_id, starts_at, ends_at, service, price
  on public.appointments
  for each row execute function stagedoor.tg_any__stamp_elevation('', 'agenda:edit', '');

create function stagedoor_studio.tg_appointments__refuse_overlap()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads appointments that the writer may not see. Asked as the policies ask, which are
-- looked at only afterwards; what somebody else books at this moment is left to the
-- constraint.
declare
  v_key pg_catalog.text := case tg_op
    when 'INSERT' then 'agenda:create' else 'agenda:edit' end;
begin
  if not stagedoor.is_replaying() and exists (
    select
    from public.appointments as a
    where a.project_id = new.project_id
      and a.artist_id = new.artist_id
      and a.id <> new.id
      and a.status in ('booked', 'confirmed')
      and a.starts_at < new.ends_at
      and a.ends_at > new.starts_at
  ) and (
    new.project_id = any (stagedoor.scopes_with(v_key))
    or (
      new.owner_id = stagedoor.caller_id()
      and new.project_id = any (stagedoor.scopes_with_own(v_key)))
  ) then
    raise check_violation using
      message = 'The artist is not free then',
      detail = '{"error_code":"ARTIST_NOT_FREE"}';
  end if;
  return new;
end;
$$;

comment on function stagedoor_studio.tg_appointments__refuse_overlap is
'Say that an artist is not free, before the constraint says it raw.

Raises 23514, to those who may write the appointment.';

create trigger _500_refuse_overlap
  before insert or update of artist_id, starts_at, ends_at on public.appointments
  for each row when (new.kind = 'booking' and new.status in ('booked', 'confirmed'))
  execute function stagedoor_studio.tg_appointments__refuse_overlap();
alter table public.appointments enable always trigger _500_refuse_overlap;

create function stagedoor_studio.tg_appointments__refuse_absent_artist()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accounts and who is switched off, of which the writer sees their own part only. A
-- profile that is linked to nobody can be booked.
declare
  v_user_id pg_catalog.uuid;
begin
  if stagedoor.is_replaying() then
    return null;
  end if;
  select a.user_id into v_user_id
  from public.artists as a
  where a.project_id = new.project_id and a.id = new.artist_id;
  if v_user_id is not null and (
    exists (
      select from stagedoor_studio.switched_off as o
      where o.project_id = new.project_id and o.user_id = v_user_id
    )
    or exists (
      select
      from stagedoor.user_accounts as a
      where a.id = v_user_id
        and (a.deleted_at is not null or (
          a.account_status = 'verified'
          and not exists (select from stagedoor.auth_account(a.id))))
    )
  ) then
    raise check_violation using
      message = 'The artist does not work here at present',
      detail = '{"error_code":"ARTIST_NOT_ACTIVE"}',
      hint = 'Switch the artist on, or book another.';
  end if;
  return null;
end;
$$;

comment on function stagedoor_studio.tg_appointments__refuse_absent_artist is
'Refuse to book an artist who is switched off or whose login is gone.

Raises 23514 (F52).';

-- After the policies: a row that one may not write answers for itself.
create trigger _510_refuse_absent_artist
  after insert on public.appointments
  for each row when (new.kind = 'booking' and new.status in ('booked', 'confirmed'))
  execute function stagedoor_studio.tg_appointments__refuse_absent_artist();
create trigger _520_refuse_absent_artist
  after update of artist_id, starts_at, ends_at, status on public.appointments
  for each row when (
    new.kind = 'booking' and new.status in ('booked', 'confirmed')
    and (
      (new.artist_id, new.starts_at, new.ends_at)
        is distinct from (old.artist_id, old.starts_at, old.ends_at)
      or old.status not in ('booked', 'confirmed')
    ))
  execute function stagedoor_studio.tg_appointments__refuse_absent_artist();
alter table public.appointments enable always trigger _510_refuse_absent_artist;
alter table public.appointments enable always trigger _520_refuse_absent_artist;

-- Blocked time is an appointment, too. set_appointment_status records what it does. Another
-- studio would be another artist.
create trigger _900_record
  after insert or delete
  or update of artist_id, client_id, starts_at, ends_at, service, price
  on public.appointments
  for each row execute function stagedoor_studio.tg_any__record(
    'appointment', 'kind', 'artist_id', 'client_id', 'starts_at', 'ends_at', 'price');
alter table public.appointments enable always trigger _900_record;

-- Policies.

alter table public.appointments enable row level security;

create policy appointments_select on public.appointments
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('agenda:view'))::uuid[])
    or (
      owner_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('agenda:view'))::uuid[])
    )
  );
comment on policy appointments_select on public.appointments is
'The whole studio sees the calendar: booking needs the free times.';

create policy appointments_insert on public.appointments
  for insert to authenticated
  with check (
    project_id = any ((select stagedoor.scopes_with('agenda:create'))::uuid[])
    or (
      owner_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('agenda:create'))::uuid[])
    )
  );
comment on policy appointments_insert on public.appointments is
'The front desk books for everybody, artists for themselves.';

create policy appointments_update on public.appointments
  for update to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('agenda:edit'))::uuid[])
    or (
      owner_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('agenda:edit'))::uuid[])
    )
  )
  with check (
    project_id = any ((select stagedoor.scopes_with('agenda:edit'))::uuid[])
    or (
      owner_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('agenda:edit'))::uuid[])
    )
  );
comment on policy appointments_update on public.appointments is
'Artists change their own bookings and cannot reassign them.';

insert into stagedoor.protected_tables (table_name, scope_column, owner_column) values
  ('public.appointments', 'project_id', 'owner_id');

-- Privileges.

revoke all on function
  stagedoor_studio.tg_appointments__refuse_overlap,
  stagedoor_studio.tg_appointments__refuse_absent_artist
from public, anon, authenticated, service_role;
-- Deleting is no act of the matrix: a booking is cancelled and stays.
revoke all on public.appointments from public, anon, authenticated, service_role;
grant
  select,
  insert (project_id, artist_id, client_id, starts_at, ends_at, service, price),
  update (artist_id, client_id, starts_at, ends_at, service, price)
on public.appointments to authenticated, service_role;
