-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."appointments" (
  "id"           uuid                     not null default gen_random_uuid(),
  "project_id"   uuid                     not null,
  "artist_id"    uuid                     not null,
  "owner_id"     uuid,
  "client_id"    uuid,
  "kind"         text                     not null default 'booking'::text,
  "status"       text                     not null default 'booked'::text,
  "starts_at"    timestamp with time zone not null,
  "ends_at"      timestamp with time zone not null,
  "service"      text                     not null default ''::text,
  "price"        numeric(14,2),
  "created_at"   timestamp with time zone not null default now(),
  "elevation_id" uuid,
  constraint "appointments_artist_is_free_excl" EXCLUDE using gist (project_id
    with =,
    artist_id with =,
    tstzrange(starts_at, ends_at) with &&)
    where ((status = ANY (ARRAY['booked'::text, 'confirmed'::text]))),
  constraint "appointments_block_has_no_client_check"
    check
    (((kind = 'booking'::text) OR ((client_id IS NULL) AND (price IS NULL) AND (status = ANY
    (ARRAY['booked'::text, 'cancelled'::text]))))),
  constraint "appointments_ends_after_start_check"
    check (((ends_at > starts_at) AND isfinite(starts_at) AND isfinite(ends_at))),
  constraint "appointments_kind_known_check"
    check ((kind = ANY (ARRAY['booking'::text, 'block'::text]))),
  constraint "appointments_pkey" primary key (id),
  constraint "appointments_price_not_negative_check"
    check (((price >= (0)::numeric) AND (price <= 999999999999.99))),
  constraint "appointments_project_id_id_key" unique (project_id, id),
  constraint "appointments_service_length_check" check ((char_length(service) <= 400)),
  constraint "appointments_status_known_check"
    check
    ((status = ANY (ARRAY['booked'::text, 'confirmed'::text, 'completed'::text,
    'cancelled'::text, 'no_show'::text]))),
  constraint "appointments_artist_id_fkey" foreign key (project_id, artist_id)
    references public.artists(project_id, id) on delete restrict,
  constraint "appointments_client_id_fkey" foreign key (project_id, client_id)
    references public.clients(project_id, id) on delete set null (client_id),
  constraint "appointments_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "appointments_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "appointments_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."appointments"
  enable row level security;

create index appointments_elevation_id_idx on public.appointments using btree (elevation_id);

create index appointments_owner_id_idx on public.appointments using btree (owner_id);

create index appointments_project_id_artist_id_idx on public.appointments
  using btree (project_id, artist_id);

create index appointments_project_id_client_id_idx on public.appointments
  using btree (project_id, client_id);

create index appointments_project_id_starts_at_idx on public.appointments
  using btree (project_id, starts_at);

create trigger _180_say_rules
  before insert or update on public.appointments
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."appointments"
  enable always trigger "_180_say_rules";

create trigger _200_take_owner
  before insert or update of artist_id on public.appointments
  for each row
  execute function stagedoor_studio.tg_any__take_owner();

create trigger _210_stamp_elevation
  before insert on public.appointments
  for each row
  when ((new.kind = 'booking'::text))
  execute function stagedoor.tg_any__stamp_elevation('agenda:create', '', '');

create trigger _220_stamp_elevation
  before update of project_id,
    artist_id, client_id, starts_at, ends_at, service, price on public.appointments
  for each row
  execute function stagedoor.tg_any__stamp_elevation('', 'agenda:edit', '');

create trigger _300_pass_owner
  after update on public.appointments
  for each row
  when ((old.owner_id IS DISTINCT FROM new.owner_id))
  execute function stagedoor_studio.tg_appointments__pass_owner();

create trigger _500_refuse_overlap
  before insert or update of artist_id, starts_at, ends_at on public.appointments
  for each row
  when
    (((new.kind = 'booking'::text) AND (new.status = ANY (ARRAY['booked'::text,
    'confirmed'::text]))))
  execute function stagedoor_studio.tg_appointments__refuse_overlap();

alter table "public"."appointments"
  enable always trigger "_500_refuse_overlap";

create trigger _510_refuse_absent_artist
  after insert on public.appointments
  for each row
  when
    (((new.kind = 'booking'::text) AND (new.status = ANY (ARRAY['booked'::text,
    'confirmed'::text]))))
  execute function stagedoor_studio.tg_appointments__refuse_absent_artist();

alter table "public"."appointments"
  enable always trigger "_510_refuse_absent_artist";

create trigger _520_refuse_absent_artist
  after update of artist_id, starts_at, ends_at, status on public.appointments
  for each row
  when
    (((new.kind = 'booking'::text) AND (new.status = ANY (ARRAY['booked'::text,
    'confirmed'::text])) AND
    ((((new.artist_id IS DISTINCT FROM old.artist_id) OR (new.starts_at IS DISTINCT FROM
    old.starts_at)) OR (new.ends_at IS DISTINCT FROM old.ends_at)) OR
    (old.status <> ALL (ARRAY['booked'::text, 'confirmed'::text])))))
  execute function stagedoor_studio.tg_appointments__refuse_absent_artist();

alter table "public"."appointments"
  enable always trigger "_520_refuse_absent_artist";

create trigger _900_record
  after insert or delete or update of artist_id,
    client_id, starts_at, ends_at, service, price on public.appointments
  for each row
  execute function
    stagedoor_studio.tg_any__record('appointment', 'kind', 'artist_id', 'client_id',
    'starts_at', 'ends_at', 'price');

alter table "public"."appointments"
  enable always trigger "_900_record";

create policy "appointments_insert" on "public"."appointments"
  for insert
  to "authenticated"
  with
    check
    (((project_id = ANY (( SELECT stagedoor.scopes_with('agenda:create'::text) AS
    scopes_with)::uuid[])) OR
    ((owner_id = ( SELECT stagedoor.caller_id() AS caller_id)) AND (project_id = ANY ((
    SELECT stagedoor.scopes_with_own('agenda:create'::text) AS scopes_with_own)::uuid[])))));

create policy "appointments_select" on "public"."appointments"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('agenda:view'::text) as
    scopes_with)::uuid[])) or
    ((owner_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('agenda:view'::text) as scopes_with_own)::uuid[])))));

create policy "appointments_update" on "public"."appointments"
  for update
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('agenda:edit'::text) as
    scopes_with)::uuid[])) or
    ((owner_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('agenda:edit'::text) as scopes_with_own)::uuid[])))))
  with
    check
    (((project_id = ANY (( SELECT stagedoor.scopes_with('agenda:edit'::text) AS
    scopes_with)::uuid[])) OR
    ((owner_id = ( SELECT stagedoor.caller_id() AS caller_id)) AND (project_id = ANY ((
    SELECT stagedoor.scopes_with_own('agenda:edit'::text) AS scopes_with_own)::uuid[])))));

comment on column "public"."appointments"."elevation_id" is 'The elevation under which it was last changed. Null: none was needed (F60).';

comment on column "public"."appointments"."kind" is 'booking, or block for blocked time.';

comment on column "public"."appointments"."owner_id" is 'The account of the artist. Kept by trigger; null while the profile is not linked.';

comment on column "public"."appointments"."service" is 'The service that is booked, or the reason for blocked time.';

comment on column "public"."appointments"."status" is 'booked, confirmed, completed, cancelled or no_show. Changed by set_appointment_status.';

comment on constraint "appointments_block_has_no_client_check"
  on "public"."appointments" is 'A block of time has no client and no price, and is booked or cancelled';

comment on constraint "appointments_ends_after_start_check"
  on "public"."appointments" is 'An appointment ends after it begins';

comment on constraint "appointments_kind_known_check"
  on "public"."appointments" is 'An entry of the agenda is a booking or a block';

comment on constraint "appointments_price_not_negative_check"
  on "public"."appointments" is 'A price lies between 0 and 999999999999.99';

comment on constraint "appointments_service_length_check"
  on "public"."appointments" is 'A service is described in at most 400 characters';

comment on constraint "appointments_status_known_check"
  on "public"."appointments" is 'An appointment is booked, confirmed, completed, cancelled or no_show';

comment on policy "appointments_insert"
  on "public"."appointments" is 'The front desk books for everybody, artists for themselves.';

comment on policy "appointments_select"
  on "public"."appointments" is 'The whole studio sees the calendar: booking needs the free times.';

comment on policy "appointments_update"
  on "public"."appointments" is 'Artists change their own bookings and cannot reassign them.';

comment on table "public"."appointments" is 'Bookings and blocked time of artists (F49, F52).';

revoke all ("artist_id") on table "public"."appointments" from "authenticated";

grant insert ("artist_id"), update ("artist_id")
  on table "public"."appointments"
  to "authenticated";

revoke all ("client_id") on table "public"."appointments" from "authenticated";

grant insert ("client_id"), update ("client_id")
  on table "public"."appointments"
  to "authenticated";

revoke all ("ends_at") on table "public"."appointments" from "authenticated";

grant insert ("ends_at"), update ("ends_at")
  on table "public"."appointments"
  to "authenticated";

revoke all ("price") on table "public"."appointments" from "authenticated";

grant insert ("price"), update ("price") on table "public"."appointments" to "authenticated";

revoke all ("project_id") on table "public"."appointments" from "authenticated";

grant insert ("project_id") on table "public"."appointments" to "authenticated";

revoke all ("service") on table "public"."appointments" from "authenticated";

grant insert ("service"), update ("service")
  on table "public"."appointments"
  to "authenticated";

revoke all ("starts_at") on table "public"."appointments" from "authenticated";

grant insert ("starts_at"), update ("starts_at")
  on table "public"."appointments"
  to "authenticated";

revoke all on table "public"."appointments" from "authenticated";

grant select on table "public"."appointments" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."appointments"
  to "postgres";

revoke all ("artist_id") on table "public"."appointments" from "service_role";

grant insert ("artist_id"), update ("artist_id")
  on table "public"."appointments"
  to "service_role";

revoke all ("client_id") on table "public"."appointments" from "service_role";

grant insert ("client_id"), update ("client_id")
  on table "public"."appointments"
  to "service_role";

revoke all ("ends_at") on table "public"."appointments" from "service_role";

grant insert ("ends_at"), update ("ends_at")
  on table "public"."appointments"
  to "service_role";

revoke all ("price") on table "public"."appointments" from "service_role";

grant insert ("price"), update ("price") on table "public"."appointments" to "service_role";

revoke all ("project_id") on table "public"."appointments" from "service_role";

grant insert ("project_id") on table "public"."appointments" to "service_role";

revoke all ("service") on table "public"."appointments" from "service_role";

grant insert ("service"), update ("service")
  on table "public"."appointments"
  to "service_role";

revoke all ("starts_at") on table "public"."appointments" from "service_role";

grant insert ("starts_at"), update ("starts_at")
  on table "public"."appointments"
  to "service_role";

revoke all on table "public"."appointments" from "service_role";

grant select on table "public"."appointments" to "service_role";
