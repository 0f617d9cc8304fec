-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."departments" (
  "id"              uuid                     not null default gen_random_uuid(),
  "owner_id"        uuid                     not null,
  "organization_id" uuid                     not null,
  "name"            text                     not null,
  "created_at"      timestamp with time zone not null default now(),
  constraint "departments_name_length_check"
    check
    ((((char_length(name) >= 1) AND (char_length(name) <= 200)) AND (name = btrim(name)))),
  constraint "departments_pkey" primary key (id),
  constraint "departments_organization_id_fkey" foreign key (organization_id)
    references stagedoor.scopes(id) on delete restrict,
  constraint "departments_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."departments"
  enable row level security;

create index departments_organization_id_idx on public.departments
  using btree (organization_id);

create index departments_owner_id_idx on public.departments using btree (owner_id);

create trigger _100_refuse_in_use
  before delete on public.departments
  for each row
  execute function stagedoor_theatre.tg_departments__refuse_in_use();

alter table "public"."departments"
  enable always trigger "_100_refuse_in_use";

create trigger _100_take_owner
  before insert on public.departments
  for each row
  execute function stagedoor_theatre.tg_any__take_owner();

alter table "public"."departments"
  enable always trigger "_100_take_owner";

create trigger _180_say_rules
  before insert or update on public.departments
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."departments"
  enable always trigger "_180_say_rules";

create trigger _300_add_details
  after insert on public.departments
  for each row
  execute function stagedoor_theatre.tg_departments__add_details();

create trigger _300_name_scopes
  after update of name on public.departments
  for each row
  execute function stagedoor_theatre.tg_departments__name_scopes();

create trigger _900_record
  after insert or delete or update on public.departments
  for each row
  execute function
    stagedoor_theatre.tg_any__record('department', 'scope', 'organization_id', 'owner_id',
    'name');

alter table "public"."departments"
  enable always trigger "_900_record";

create policy "departments_delete" on "public"."departments"
  for delete
  to "authenticated"
  using ((owner_id = ( select stagedoor.live_caller() as live_caller)));

create policy "departments_insert" on "public"."departments"
  for insert
  to "authenticated"
  with check ((owner_id = ( SELECT stagedoor.live_caller() AS live_caller)));

create policy "departments_select" on "public"."departments"
  for select
  to "authenticated"
  using ((( select stagedoor.live_caller() as live_caller) is not null));

create policy "departments_update" on "public"."departments"
  for update
  to "authenticated"
  using ((owner_id = ( select stagedoor.live_caller() as live_caller)))
  with check ((owner_id = ( SELECT stagedoor.live_caller() AS live_caller)));

comment on column "public"."departments"."organization_id" is 'The organization that it was made in. Null on the way in: the personal one.';

comment on column "public"."departments"."owner_id" is 'Who changes it. Taken from the caller, never from a request.';

comment on constraint "departments_name_length_check"
  on "public"."departments" is 'A department has a name of 1 to 200 characters, without blanks around it';

comment on policy "departments_delete"
  on "public"."departments" is 'The owner alone deletes a department (F73).';

comment on policy "departments_insert"
  on "public"."departments" is 'Whoever can sign in adds departments of their own (F64, F72).';

comment on policy "departments_select"
  on "public"."departments" is 'Whoever is signed in reads the name (F70).';

comment on policy "departments_update"
  on "public"."departments" is 'The owner alone changes a department (F71).';

comment on table "public"."departments" is 'Departments of an owner, used again in every show (F68).

Whoever is signed in reads the name (F70).';

revoke all ("id") on table "public"."departments" from "authenticated";

grant select ("id") on table "public"."departments" to "authenticated";

revoke all ("name") on table "public"."departments" from "authenticated";

grant insert ("name"), select ("name"), update ("name")
  on table "public"."departments"
  to "authenticated";

revoke all ("organization_id") on table "public"."departments" from "authenticated";

grant insert ("organization_id") on table "public"."departments" to "authenticated";

revoke all on table "public"."departments" from "authenticated";

grant delete on table "public"."departments" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."departments"
  to "postgres";

revoke all on table "public"."departments" from "service_role";

grant select on table "public"."departments" to "service_role";
