-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."show_events" (
  "id"         uuid                     not null default gen_random_uuid(),
  "project_id" uuid                     not null,
  "title"      text                     not null,
  "starts_at"  timestamp with time zone not null,
  "ends_at"    timestamp with time zone,
  "venue_id"   uuid,
  "notes"      text,
  constraint "show_events_ends_after_start_check"
    check (((ends_at > starts_at) AND isfinite(starts_at) AND isfinite(ends_at))),
  constraint "show_events_notes_length_check" check ((char_length(notes) <= 8000)),
  constraint "show_events_pkey" primary key (id),
  constraint "show_events_title_length_check"
    check (((char_length(title) >= 1) AND (char_length(title) <= 200))),
  constraint "show_events_project_id_fkey" foreign key (project_id)
    references public.shows(project_id) on delete cascade,
  constraint "show_events_venue_id_fkey" foreign key (venue_id) references public.venues(id)
    on delete set null
);

alter table "public"."show_events"
  enable row level security;

create index show_events_project_id_starts_at_idx on public.show_events
  using btree (project_id, starts_at);

create index show_events_venue_id_idx on public.show_events using btree (venue_id);

create trigger _180_say_rules
  before insert or update on public.show_events
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."show_events"
  enable always trigger "_180_say_rules";

create trigger _900_record
  after insert or delete or update on public.show_events
  for each row
  execute function
    stagedoor_theatre.tg_any__record('show_event', 'scope', 'project_id', 'starts_at',
    'ends_at', 'venue_id');

alter table "public"."show_events"
  enable always trigger "_900_record";

create policy "show_events_delete" on "public"."show_events"
  for delete
  to "authenticated"
  using ((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])));

create policy "show_events_insert" on "public"."show_events"
  for insert
  to "authenticated"
  with
    check
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])));

create policy "show_events_select" on "public"."show_events"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_theatre.readable_shows() as
    readable_shows)::uuid[])));

create policy "show_events_update" on "public"."show_events"
  for update
  to "authenticated"
  using ((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])))
  with
    check
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])));

comment on constraint "show_events_ends_after_start_check"
  on "public"."show_events" is 'An event ends after it begins';

comment on constraint "show_events_notes_length_check"
  on "public"."show_events" is 'Notes on an event have at most 8000 characters';

comment on constraint "show_events_title_length_check"
  on "public"."show_events" is 'An event has a title of 1 to 200 characters';

comment on policy "show_events_delete"
  on "public"."show_events" is 'The owner alone takes something out of the timeline (F73).';

comment on policy "show_events_insert"
  on "public"."show_events" is 'The owner alone writes the timeline (F68).';

comment on policy "show_events_select"
  on "public"."show_events" is 'Whoever sees a show sees its timeline (F65).';

comment on policy "show_events_update"
  on "public"."show_events" is 'The owner alone changes the timeline (F71).';

comment on table "public"."show_events" is 'The timeline of a show: rehearsals, technical, performances (F68).';

revoke all ("ends_at") on table "public"."show_events" from "authenticated";

grant insert ("ends_at"), update ("ends_at")
  on table "public"."show_events"
  to "authenticated";

revoke all ("notes") on table "public"."show_events" from "authenticated";

grant insert ("notes"), update ("notes") on table "public"."show_events" to "authenticated";

revoke all ("project_id") on table "public"."show_events" from "authenticated";

grant insert ("project_id") on table "public"."show_events" to "authenticated";

revoke all ("starts_at") on table "public"."show_events" from "authenticated";

grant insert ("starts_at"), update ("starts_at")
  on table "public"."show_events"
  to "authenticated";

revoke all ("title") on table "public"."show_events" from "authenticated";

grant insert ("title"), update ("title") on table "public"."show_events" to "authenticated";

revoke all ("venue_id") on table "public"."show_events" from "authenticated";

grant insert ("venue_id"), update ("venue_id")
  on table "public"."show_events"
  to "authenticated";

revoke all on table "public"."show_events" from "authenticated";

grant delete, select on table "public"."show_events" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."show_events"
  to "postgres";

revoke all on table "public"."show_events" from "service_role";

grant select on table "public"."show_events" to "service_role";
