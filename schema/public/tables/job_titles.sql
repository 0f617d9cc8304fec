-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."job_titles" (
  "user_role"   text     not null,
  "category"    text     not null,
  "description" text     not null,
  "position"    smallint not null,
  "source"      text     not null default 'own'::text,
  "needs_text"  boolean  not null default false,
  constraint "job_titles_category_length_check"
    check (((char_length(category) >= 1) AND (char_length(category) <= 60))),
  constraint "job_titles_description_length_check"
    check (((char_length(description) >= 1) AND (char_length(description) <= 200))),
  constraint "job_titles_pkey" primary key (user_role),
  constraint "job_titles_source_known_check"
    check ((source = ANY (ARRAY['seed'::text, 'origin'::text, 'ours'::text, 'own'::text]))),
  constraint "job_titles_user_role_upper_case_check"
    check ((user_role ~ '^[A-Z][A-Z0-9_]{0,59}$'::text))
);

alter table "public"."job_titles"
  enable row level security;

create trigger _900_record
  after insert or delete or update on public.job_titles
  for each row
  execute function
    stagedoor_theatre.tg_any__record('job_title', 'installation', '', 'user_role',
    'category', 'source', 'needs_text');

alter table "public"."job_titles"
  enable always trigger "_900_record";

create policy "job_titles_select" on "public"."job_titles"
  for select
  to "authenticated"
  using ((( select stagedoor.live_caller() as live_caller) is not null));

comment on column "public"."job_titles"."needs_text" is 'Whether the title says nothing without a text of its own.';

comment on column "public"."job_titles"."source" is 'seed, origin (the system that it comes from), ours, or own: added by an installation.';

comment on policy "job_titles_select" on "public"."job_titles" is 'Titles are read by whoever is signed in.';

comment on table "public"."job_titles" is 'What people do in a production (F66): a title and no right.

Extensible by row.';

revoke all on table "public"."job_titles" from "authenticated";

grant select on table "public"."job_titles" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."job_titles"
  to "postgres";

revoke all on table "public"."job_titles" from "service_role";

grant select on table "public"."job_titles" to "service_role";
