-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."element_departments" (
  "script_id"     uuid not null,
  "element_id"    uuid not null,
  "department_id" uuid not null,
  constraint "element_departments_department_id_fkey" foreign key (department_id)
    references public.departments(id) on delete restrict,
  constraint "element_departments_pkey" primary key (element_id, department_id),
  constraint "element_departments_element_id_fkey" foreign key (script_id, element_id)
    references public.script_elements(script_id, id) on delete cascade
);

alter table "public"."element_departments"
  enable row level security;

create index element_departments_department_id_idx on public.element_departments
  using btree (department_id);

create index element_departments_script_id_element_id_idx on public.element_departments
  using btree (script_id, element_id);

create trigger _100_check
  before insert on public.element_departments
  for each row
  execute function stagedoor_theatre.tg_element_departments__check();

alter table "public"."element_departments"
  enable always trigger "_100_check";

create trigger _300_revise
  after insert or delete on public.element_departments
  for each row
  execute function stagedoor_theatre.tg_element_departments__revise();

create trigger _900_record
  after insert or delete on public.element_departments
  for each row
  execute function stagedoor_theatre.tg_element_departments__record();

alter table "public"."element_departments"
  enable always trigger "_900_record";

create policy "element_departments_delete" on "public"."element_departments"
  for delete
  to "authenticated"
  using
    ((script_id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[])));

create policy "element_departments_insert" on "public"."element_departments"
  for insert
  to "authenticated"
  with
    check
    ((script_id = ANY (( SELECT stagedoor_theatre.own_scripts() AS own_scripts)::uuid[])));

create policy "element_departments_select" on "public"."element_departments"
  for select
  to "authenticated"
  using ((exists ( select
   from public.script_elements e
  where (e.id = element_departments.element_id))));

comment on policy "element_departments_delete"
  on "public"."element_departments" is 'The owner alone takes a department out of a call (F71).';

comment on policy "element_departments_insert"
  on "public"."element_departments" is 'The owner alone calls further departments (F71).';

comment on policy "element_departments_select"
  on "public"."element_departments" is 'Whoever sees an element sees whom it calls.';

comment on table "public"."element_departments" is 'Further departments of a call: "Standby LX 12 to 14 and SQ 5".';

revoke all ("department_id") on table "public"."element_departments" from "authenticated";

grant insert ("department_id") on table "public"."element_departments" to "authenticated";

revoke all ("element_id") on table "public"."element_departments" from "authenticated";

grant insert ("element_id") on table "public"."element_departments" to "authenticated";

revoke all ("script_id") on table "public"."element_departments" from "authenticated";

grant insert ("script_id") on table "public"."element_departments" to "authenticated";

revoke all on table "public"."element_departments" from "authenticated";

grant delete, select on table "public"."element_departments" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."element_departments"
  to "postgres";

revoke all on table "public"."element_departments" from "service_role";

grant select on table "public"."element_departments" to "service_role";
