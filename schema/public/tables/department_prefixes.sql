-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."department_prefixes" (
  "id"            uuid not null default gen_random_uuid(),
  "project_id"    uuid,
  "prefix"        text not null,
  "department_id" uuid,
  "category"      text not null,
  constraint "department_prefixes_category_known_check"
    check ((category = ANY (ARRAY['above_line'::text, 'below_line'::text]))),
  constraint "department_prefixes_department_of_production_check" check (((project_id IS
    NOT NULL) OR (department_id IS NULL))),
  constraint "department_prefixes_pkey" primary key (id),
  constraint "department_prefixes_prefix_four_digits_check"
    check ((prefix ~ '^[0-9]{4}$'::text)),
  constraint "department_prefixes_project_id_prefix_key" unique nulls
    not DISTINCT (project_id, prefix),
  constraint "department_prefixes_project_id_fkey" foreign key (project_id)
    references public.productions(project_id) on delete cascade,
  constraint "department_prefixes_department_id_fkey" foreign key (department_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "public"."department_prefixes"
  enable row level security;

create index department_prefixes_department_id_idx on public.department_prefixes
  using btree (department_id);

create trigger _100_check
  before insert or update on public.department_prefixes
  for each row
  execute function stagedoor_film.tg_department_prefixes__check();

alter table "public"."department_prefixes"
  enable always trigger "_100_check";

create trigger _200_carry
  after insert or delete or update on public.department_prefixes
  for each row
  execute function stagedoor_film.tg_department_prefixes__carry();

create trigger _900_record
  after insert or delete or update on public.department_prefixes
  for each row
  execute function stagedoor_film.tg_any__record('department_prefix', 'access');

alter table "public"."department_prefixes"
  enable always trigger "_900_record";

create policy "department_prefixes_select" on "public"."department_prefixes"
  for select
  to "authenticated"
  using ((((project_id is null) AND (( select stagedoor.caller_id() as caller_id) is
    not null)) or
    (project_id = ANY (( select stagedoor_film.projects_with('cost_code:view'::text) as
    projects_with)::uuid[]))));

comment on column "public"."department_prefixes"."department_id" is
  'The department scope. Null: the production itself.';

comment on column "public"."department_prefixes"."project_id" is 'The production. Null: it ships, names no department, and is read-only.';

comment on policy "department_prefixes_select"
  on "public"."department_prefixes" is 'Whoever codes a purchase sees which department a prefix belongs to.';

comment on table "public"."department_prefixes" is 'Which department a prefix of the chart belongs to (F44).';

revoke all on table "public"."department_prefixes" from "authenticated";

grant select on table "public"."department_prefixes" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."department_prefixes"
  to "postgres";

revoke all on table "public"."department_prefixes" from "service_role";

grant select on table "public"."department_prefixes" to "service_role";
