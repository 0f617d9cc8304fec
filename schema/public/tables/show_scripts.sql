-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."show_scripts" (
  "project_id" uuid not null,
  "script_id"  uuid not null,
  constraint "show_scripts_pkey" primary key (project_id, script_id),
  constraint "show_scripts_script_id_fkey" foreign key (script_id)
    references public.scripts(id) on delete cascade,
  constraint "show_scripts_project_id_fkey" foreign key (project_id)
    references public.shows(project_id) on delete cascade
);

alter table "public"."show_scripts"
  enable row level security;

create index show_scripts_script_id_idx on public.show_scripts using btree (script_id);

create trigger _900_record
  after insert or delete or update on public.show_scripts
  for each row
  execute function
    stagedoor_theatre.tg_any__record('show_script', 'scope', 'project_id', 'script_id');

alter table "public"."show_scripts"
  enable always trigger "_900_record";

create policy "show_scripts_delete" on "public"."show_scripts"
  for delete
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])) or
    (script_id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[]))));

create policy "show_scripts_insert" on "public"."show_scripts"
  for insert
  to "authenticated"
  with
    check
    (((script_id = ANY (( SELECT stagedoor_theatre.own_scripts(false) AS
    own_scripts)::uuid[])) AND
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])) OR
    (project_id = ANY (( SELECT stagedoor.scopes_with('script:upload'::text) AS
    scopes_with)::uuid[])))));

create policy "show_scripts_select" on "public"."show_scripts"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])) or
    (script_id = ANY (( select stagedoor_theatre.readable_scripts() as
    readable_scripts)::uuid[]))));

comment on policy "show_scripts_delete"
  on "public"."show_scripts" is 'The owner of either side takes a link away (F68).';

comment on policy "show_scripts_insert"
  on "public"."show_scripts" is 'The owner of the script links it, to their show or where they upload.';

comment on policy "show_scripts_select"
  on "public"."show_scripts" is 'Whoever reads a script, or owns the show, sees the link.';

comment on table "public"."show_scripts" is 'Which scripts are played in which show (F68).

Linked by the owner of the script, so that a show alone opens nothing.';

revoke all ("project_id") on table "public"."show_scripts" from "authenticated";

grant insert ("project_id") on table "public"."show_scripts" to "authenticated";

revoke all ("script_id") on table "public"."show_scripts" from "authenticated";

grant insert ("script_id") on table "public"."show_scripts" to "authenticated";

revoke all on table "public"."show_scripts" from "authenticated";

grant delete, select on table "public"."show_scripts" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."show_scripts"
  to "postgres";

revoke all on table "public"."show_scripts" from "service_role";

grant select on table "public"."show_scripts" to "service_role";
