-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."shows" (
  "project_id" uuid                     not null,
  "owner_id"   uuid                     not null,
  "title"      text                     not null,
  "opens_on"   date,
  "closes_on"  date,
  "created_at" timestamp with time zone not null default now(),
  constraint "shows_closes_after_opening_check"
    check (((closes_on >= opens_on) AND isfinite(opens_on) AND isfinite(closes_on))),
  constraint "shows_pkey" primary key (project_id),
  constraint "shows_title_length_check"
    check
    ((((char_length(title) >= 1) AND (char_length(title) <= 200)) AND (title =
    btrim(title)))),
  constraint "shows_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "shows_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."shows"
  enable row level security;

create index shows_owner_id_idx on public.shows using btree (owner_id);

create trigger _180_say_rules
  before insert or update on public.shows
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."shows"
  enable always trigger "_180_say_rules";

create trigger _300_name_project
  after update of title on public.shows
  for each row
  execute function stagedoor_theatre.tg_shows__name_project();

create trigger _900_record
  after insert or delete or update on public.shows
  for each row
  execute function
    stagedoor_theatre.tg_any__record('show', 'scope', 'project_id', 'owner_id', 'opens_on',
    'closes_on');

alter table "public"."shows"
  enable always trigger "_900_record";

create policy "shows_select" on "public"."shows"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_theatre.readable_shows() as
    readable_shows)::uuid[])));

create policy "shows_update" on "public"."shows"
  for update
  to "authenticated"
  using ((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])))
  with
    check
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])));

comment on column "public"."shows"."title" is 'The name of the project as well: changing one changes both.';

comment on constraint "shows_closes_after_opening_check"
  on "public"."shows" is 'A show closes on the day that it opens, or later';

comment on constraint "shows_title_length_check"
  on "public"."shows" is 'A show has a title of 1 to 200 characters, without blanks around it';

comment on policy "shows_select" on "public"."shows" is 'The owner, their crew and whoever works in it see a show (F65, F69).';

comment on policy "shows_update" on "public"."shows" is 'The owner alone changes a show (F71).';

comment on table "public"."shows" is 'Shows: a project each, with an owner (F68). Made by create_show.';

revoke all ("closes_on") on table "public"."shows" from "authenticated";

grant update ("closes_on") on table "public"."shows" to "authenticated";

revoke all ("opens_on") on table "public"."shows" from "authenticated";

grant update ("opens_on") on table "public"."shows" to "authenticated";

revoke all ("title") on table "public"."shows" from "authenticated";

grant update ("title") on table "public"."shows" to "authenticated";

revoke all on table "public"."shows" from "authenticated";

grant select on table "public"."shows" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."shows"
  to "postgres";

revoke all on table "public"."shows" from "service_role";

grant select on table "public"."shows" to "service_role";
