-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."artists" (
  "id"           uuid                     not null default gen_random_uuid(),
  "project_id"   uuid                     not null,
  "user_id"      uuid,
  "display_name" text                     not null,
  "bio"          text                     not null default ''::text,
  "created_at"   timestamp with time zone not null default now(),
  "elevation_id" uuid,
  constraint "artists_bio_length_check" check ((char_length(bio) <= 4000)),
  constraint "artists_display_name_length_check"
    check (((char_length(display_name) >= 1) AND (char_length(display_name) <= 120))),
  constraint "artists_pkey" primary key (id),
  constraint "artists_project_id_id_key" unique (project_id, id),
  constraint "artists_project_id_user_id_key" unique (project_id, user_id),
  constraint "artists_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "artists_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "artists_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."artists"
  enable row level security;

create index artists_elevation_id_idx on public.artists using btree (elevation_id);

create index artists_user_id_idx on public.artists using btree (user_id);

create trigger _180_say_rules
  before insert or update on public.artists
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."artists"
  enable always trigger "_180_say_rules";

create trigger _200_stamp_elevation
  before update of display_name, bio on public.artists
  for each row
  execute function stagedoor.tg_any__stamp_elevation('', 'staff:manage_users', '');

create trigger _300_pass_owner
  after update on public.artists
  for each row
  when ((old.user_id IS DISTINCT FROM new.user_id))
  execute function stagedoor_studio.tg_artists__pass_owner();

create trigger _900_record
  after update of display_name, bio on public.artists
  for each row
  execute function stagedoor_studio.tg_any__record('artist');

alter table "public"."artists"
  enable always trigger "_900_record";

create policy "artists_select" on "public"."artists"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('staff:view'::text) as
    scopes_with)::uuid[])) or
    ((user_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('staff:view'::text) as scopes_with_own)::uuid[])))));

create policy "artists_update" on "public"."artists"
  for update
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('staff:manage_users'::text) as
    scopes_with)::uuid[])) or
    ((user_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('staff:manage_users'::text) as
    scopes_with_own)::uuid[])))))
  with
    check
    (((project_id = ANY (( SELECT stagedoor.scopes_with('staff:manage_users'::text) AS
    scopes_with)::uuid[])) OR
    ((user_id = ( SELECT stagedoor.caller_id() AS caller_id)) AND (project_id = ANY ((
    SELECT stagedoor.scopes_with_own('staff:manage_users'::text) AS
    scopes_with_own)::uuid[])))));

comment on column "public"."artists"."elevation_id" is 'The elevation under which it was last changed. Null: none was needed (F60).';

comment on column "public"."artists"."user_id" is 'The account of the artist. Null: not linked, so that its work has no owner.';

comment on constraint "artists_bio_length_check"
  on "public"."artists" is 'An artist is described in at most 4000 characters';

comment on constraint "artists_display_name_length_check"
  on "public"."artists" is 'An artist has a name of 1 to 120 characters';

comment on policy "artists_select" on "public"."artists" is 'Users who see the staff list see the profiles of its artists.';

comment on policy "artists_update" on "public"."artists" is 'Users who manage the staff change the profiles of artists.';

comment on table "public"."artists" is 'Artists of a studio: profiles that bookings and work refer to (F49).';

revoke all ("bio") on table "public"."artists" from "authenticated";

grant update ("bio") on table "public"."artists" to "authenticated";

revoke all ("display_name") on table "public"."artists" from "authenticated";

grant update ("display_name") on table "public"."artists" to "authenticated";

revoke all on table "public"."artists" from "authenticated";

grant select on table "public"."artists" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."artists"
  to "postgres";

revoke all ("bio") on table "public"."artists" from "service_role";

grant update ("bio") on table "public"."artists" to "service_role";

revoke all ("display_name") on table "public"."artists" from "service_role";

grant update ("display_name") on table "public"."artists" to "service_role";

revoke all on table "public"."artists" from "service_role";

grant select on table "public"."artists" to "service_role";
