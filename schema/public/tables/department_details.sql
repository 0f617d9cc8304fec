-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."department_details" (
  "department_id" uuid not null,
  "initials"      text,
  "color"         text,
  "description"   text,
  "notes"         text,
  constraint "department_details_color_hexadecimal_check"
    check ((color ~ '^#[0-9a-fA-F]{6}$'::text)),
  constraint "department_details_pkey" primary key (department_id),
  constraint "department_details_text_length_check"
    check
    (((char_length(initials) <= 10) AND (char_length(description) <= 2000) AND
    (char_length(notes) <= 8000))),
  constraint "department_details_department_id_fkey" foreign key (department_id)
    references public.departments(id) on delete cascade
);

alter table "public"."department_details"
  enable row level security;

create trigger _180_say_rules
  before insert or update on public.department_details
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."department_details"
  enable always trigger "_180_say_rules";

create trigger _900_record
  after update on public.department_details
  for each row
  execute function
    stagedoor_theatre.tg_any__record('department_detail', 'department', 'department_id');

alter table "public"."department_details"
  enable always trigger "_900_record";

create policy "department_details_select" on "public"."department_details"
  for select
  to "authenticated"
  using
    ((department_id = ANY (( select stagedoor_theatre.own_departments() as
    own_departments)::uuid[])));

create policy "department_details_update" on "public"."department_details"
  for update
  to "authenticated"
  using
    ((department_id = ANY (( select stagedoor_theatre.own_departments() as
    own_departments)::uuid[])))
  with
    check
    ((department_id = ANY (( SELECT stagedoor_theatre.own_departments() AS
    own_departments)::uuid[])));

comment on constraint "department_details_color_hexadecimal_check"
  on "public"."department_details" is 'A color is written as #rrggbb';

comment on constraint "department_details_text_length_check"
  on "public"."department_details" is 'Details of a department: initials of at most 10 characters, a description of 2000, notes of 8000';

comment on policy "department_details_select"
  on "public"."department_details" is 'How a department is set up is read by its owner alone (F70).';

comment on policy "department_details_update"
  on "public"."department_details" is 'The owner alone changes how a department is set up (F71).';

comment on table "public"."department_details" is 'How a department is set up: for its owner alone (F70).';

revoke all ("color") on table "public"."department_details" from "authenticated";

grant update ("color") on table "public"."department_details" to "authenticated";

revoke all ("description") on table "public"."department_details" from "authenticated";

grant update ("description") on table "public"."department_details" to "authenticated";

revoke all ("initials") on table "public"."department_details" from "authenticated";

grant update ("initials") on table "public"."department_details" to "authenticated";

revoke all ("notes") on table "public"."department_details" from "authenticated";

grant update ("notes") on table "public"."department_details" to "authenticated";

revoke all on table "public"."department_details" from "authenticated";

grant select on table "public"."department_details" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."department_details"
  to "postgres";

revoke all on table "public"."department_details" from "service_role";

grant select on table "public"."department_details" to "service_role";
