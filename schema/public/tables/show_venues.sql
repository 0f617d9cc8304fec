-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."show_venues" (
  "project_id" uuid not null,
  "venue_id"   uuid not null,
  constraint "show_venues_pkey" primary key (project_id, venue_id),
  constraint "show_venues_project_id_fkey" foreign key (project_id)
    references public.shows(project_id) on delete cascade,
  constraint "show_venues_venue_id_fkey" foreign key (venue_id) references public.venues(id)
    on delete cascade
);

alter table "public"."show_venues"
  enable row level security;

create index show_venues_venue_id_idx on public.show_venues using btree (venue_id);

create trigger _900_record
  after insert or delete or update on public.show_venues
  for each row
  execute function
    stagedoor_theatre.tg_any__record('show_venue', 'scope', 'project_id', 'venue_id');

alter table "public"."show_venues"
  enable always trigger "_900_record";

create policy "show_venues_delete" on "public"."show_venues"
  for delete
  to "authenticated"
  using ((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])));

create policy "show_venues_insert" on "public"."show_venues"
  for insert
  to "authenticated"
  with
    check
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])));

create policy "show_venues_select" on "public"."show_venues"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_theatre.readable_shows() as
    readable_shows)::uuid[])));

comment on policy "show_venues_delete"
  on "public"."show_venues" is 'The owner alone takes a venue out of a show (F73).';

comment on policy "show_venues_insert"
  on "public"."show_venues" is 'The owner alone says where a show plays (F68).';

comment on policy "show_venues_select"
  on "public"."show_venues" is 'Whoever sees a show sees where it plays (F65).';

comment on table "public"."show_venues" is 'Where a show plays (F68). Any venue: which there are is public.';

revoke all ("project_id") on table "public"."show_venues" from "authenticated";

grant insert ("project_id") on table "public"."show_venues" to "authenticated";

revoke all ("venue_id") on table "public"."show_venues" from "authenticated";

grant insert ("venue_id") on table "public"."show_venues" to "authenticated";

revoke all on table "public"."show_venues" from "authenticated";

grant delete, select on table "public"."show_venues" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."show_venues"
  to "postgres";

revoke all on table "public"."show_venues" from "service_role";

grant select on table "public"."show_venues" to "service_role";
