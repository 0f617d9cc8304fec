-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."show_departments" (
  "project_id"    uuid not null,
  "department_id" uuid not null,
  "scope_id"      uuid not null,
  constraint "show_departments_department_id_fkey" foreign key (department_id)
    references public.departments(id) on delete restrict,
  constraint "show_departments_pkey" primary key (project_id, department_id),
  constraint "show_departments_scope_id_key" unique (scope_id),
  constraint "show_departments_project_id_fkey" foreign key (project_id)
    references public.shows(project_id) on delete cascade,
  constraint "show_departments_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "public"."show_departments"
  enable row level security;

create index show_departments_department_id_idx on public.show_departments
  using btree (department_id);

create trigger _200_place
  before insert on public.show_departments
  for each row
  execute function stagedoor_theatre.tg_show_departments__place();

create trigger _900_record
  after insert or delete or update on public.show_departments
  for each row
  execute function
    stagedoor_theatre.tg_any__record('show_department', 'scope', 'project_id',
    'department_id', 'scope_id');

alter table "public"."show_departments"
  enable always trigger "_900_record";

create policy "show_departments_insert" on "public"."show_departments"
  for insert
  to "authenticated"
  with
    check
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])));

create policy "show_departments_select" on "public"."show_departments"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor_theatre.readable_shows() as
    readable_shows)::uuid[])));

comment on column "public"."show_departments"."scope_id" is 'A department of the project. Made by trigger when the department joins the show.';

comment on policy "show_departments_insert"
  on "public"."show_departments" is 'The owner alone brings a department into a show (F68).';

comment on policy "show_departments_select"
  on "public"."show_departments" is 'Whoever sees a show sees its departments (F65).';

comment on table "public"."show_departments" is 'Departments in a show (F91).

Each with the scope that roles and windows hang on.';

revoke all ("department_id") on table "public"."show_departments" from "authenticated";

grant insert ("department_id") on table "public"."show_departments" to "authenticated";

revoke all ("project_id") on table "public"."show_departments" from "authenticated";

grant insert ("project_id") on table "public"."show_departments" to "authenticated";

revoke all on table "public"."show_departments" from "authenticated";

grant select on table "public"."show_departments" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."show_departments"
  to "postgres";

revoke all on table "public"."show_departments" from "service_role";

grant select on table "public"."show_departments" to "service_role";
