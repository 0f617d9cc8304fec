-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."scripts" (
  "id"              uuid                     not null default gen_random_uuid(),
  "owner_id"        uuid                     not null,
  "organization_id" uuid                     not null,
  "title"           text                     not null,
  "audience"        text                     not null default 'crew'::text,
  "revision"        bigint                   not null default 1,
  "notes"           text,
  "starts_at"       timestamp with time zone,
  "ends_at"         timestamp with time zone,
  "created_at"      timestamp with time zone not null default now(),
  constraint "scripts_audience_known_check"
    check ((audience = ANY (ARRAY['crew'::text, 'show'::text, 'owner'::text]))),
  constraint "scripts_ends_after_start_check"
    check (((ends_at > starts_at) AND isfinite(starts_at) AND isfinite(ends_at))),
  constraint "scripts_notes_length_check" check ((char_length(notes) <= 8000)),
  constraint "scripts_pkey" primary key (id),
  constraint "scripts_title_length_check"
    check
    ((((char_length(title) >= 1) AND (char_length(title) <= 200)) AND (title =
    btrim(title)))),
  constraint "scripts_organization_id_fkey" foreign key (organization_id)
    references stagedoor.scopes(id) on delete restrict,
  constraint "scripts_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."scripts"
  enable row level security;

create index scripts_organization_id_idx on public.scripts using btree (organization_id);

create index scripts_owner_id_idx on public.scripts using btree (owner_id);

create trigger _100_take_owner
  before insert on public.scripts
  for each row
  execute function stagedoor_theatre.tg_any__take_owner();

alter table "public"."scripts"
  enable always trigger "_100_take_owner";

create trigger _110_keep_to_delegation
  before update of title, audience, notes, starts_at, ends_at on public.scripts
  for each row
  execute function stagedoor_theatre.tg_scripts__keep_to_delegation();

alter table "public"."scripts"
  enable always trigger "_110_keep_to_delegation";

create trigger _180_say_rules
  before insert or update on public.scripts
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."scripts"
  enable always trigger "_180_say_rules";

create trigger _200_revise
  before update of title, notes, starts_at, ends_at on public.scripts
  for each row
  execute function stagedoor_theatre.tg_scripts__revise();

create trigger _900_record
  after insert or update on public.scripts
  for each row
  execute function
    stagedoor_theatre.tg_any__record('script', 'script', 'id', 'owner_id', 'audience');

alter table "public"."scripts"
  enable always trigger "_900_record";

create trigger _910_record
  after delete on public.scripts
  for each row
  execute function
    stagedoor_theatre.tg_any__record('script', 'scope', 'organization_id', 'owner_id',
    'audience');

alter table "public"."scripts"
  enable always trigger "_910_record";

create policy "scripts_delete" on "public"."scripts"
  for delete
  to "authenticated"
  using ((id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[])));

create policy "scripts_insert" on "public"."scripts"
  for insert
  to "authenticated"
  with check ((owner_id = ( SELECT stagedoor.live_caller() AS live_caller)));

create policy "scripts_select" on "public"."scripts"
  for select
  to "authenticated"
  using
    (((owner_id = ( select stagedoor_theatre.me_unless_narrowed() as me_unless_narrowed)) or
    (id = ANY (( select stagedoor_theatre.readable_scripts() as
    readable_scripts)::uuid[]))));

create policy "scripts_update" on "public"."scripts"
  for update
  to "authenticated"
  using
    (((id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[])) or (id =
    ANY (( select stagedoor_theatre.delegated_scripts() as delegated_scripts)::uuid[]))))
  with
    check
    (((id = ANY (( SELECT stagedoor_theatre.own_scripts() AS own_scripts)::uuid[])) OR (id =
    ANY (( SELECT stagedoor_theatre.delegated_scripts() AS delegated_scripts)::uuid[]))));

comment on column "public"."scripts"."audience" is 'Who reads it: crew, the owner''s; show, whoever works in a linked one; owner, nobody.';

comment on column "public"."scripts"."organization_id" is 'The organization that it was made in. Null on the way in: the personal one.';

comment on column "public"."scripts"."owner_id" is 'Who changes it. Taken from the caller, never from a request.';

comment on column "public"."scripts"."revision" is 'Grows with every change of what crew may read. Kept by trigger.

A private note does not count, or its coming and going could be seen.';

comment on constraint "scripts_audience_known_check"
  on "public"."scripts" is 'An audience is crew, show or owner';

comment on constraint "scripts_ends_after_start_check"
  on "public"."scripts" is 'A script ends after it begins';

comment on constraint "scripts_notes_length_check"
  on "public"."scripts" is 'Notes on a script have at most 8000 characters';

comment on constraint "scripts_title_length_check"
  on "public"."scripts" is 'A script has a title of 1 to 200 characters, without blanks around it';

comment on policy "scripts_delete" on "public"."scripts" is 'The owner alone deletes a script (F73).';

comment on policy "scripts_insert" on "public"."scripts" is 'Whoever can sign in writes scripts of their own (F64, F72).';

comment on policy "scripts_select" on "public"."scripts" is 'The owner, and whoever the owner lets read it: never all (F75).';

comment on policy "scripts_update" on "public"."scripts" is 'The owner, and crew in the columns that are delegated to them (F71).';

comment on table "public"."scripts" is 'Scripts of their owners (F68).';

revoke all ("audience") on table "public"."scripts" from "authenticated";

grant insert ("audience"), update ("audience")
  on table "public"."scripts"
  to "authenticated";

revoke all ("ends_at") on table "public"."scripts" from "authenticated";

grant insert ("ends_at"), update ("ends_at") on table "public"."scripts" to "authenticated";

revoke all ("notes") on table "public"."scripts" from "authenticated";

grant insert ("notes"), update ("notes") on table "public"."scripts" to "authenticated";

revoke all ("organization_id") on table "public"."scripts" from "authenticated";

grant insert ("organization_id") on table "public"."scripts" to "authenticated";

revoke all ("starts_at") on table "public"."scripts" from "authenticated";

grant insert ("starts_at"), update ("starts_at")
  on table "public"."scripts"
  to "authenticated";

revoke all ("title") on table "public"."scripts" from "authenticated";

grant insert ("title"), update ("title") on table "public"."scripts" to "authenticated";

revoke all on table "public"."scripts" from "authenticated";

grant delete, select on table "public"."scripts" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."scripts"
  to "postgres";

revoke all on table "public"."scripts" from "service_role";

grant select on table "public"."scripts" to "service_role";
