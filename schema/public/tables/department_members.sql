-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."department_members" (
  "department_id" uuid                     not null,
  "user_id"       uuid                     not null,
  "created_at"    timestamp with time zone not null default now(),
  constraint "department_members_pkey" primary key (department_id, user_id),
  constraint "department_members_department_id_fkey" foreign key (department_id)
    references public.departments(id) on delete cascade,
  constraint "department_members_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "public"."department_members"
  enable row level security;

create index department_members_user_id_idx on public.department_members
  using btree (user_id);

create trigger _100_check
  before insert on public.department_members
  for each row
  execute function stagedoor_theatre.tg_department_members__check();

alter table "public"."department_members"
  enable always trigger "_100_check";

create trigger _900_record
  after insert or delete or update on public.department_members
  for each row
  execute function
    stagedoor_theatre.tg_any__record('department_member', 'department', 'department_id',
    'department_id', 'user_id');

alter table "public"."department_members"
  enable always trigger "_900_record";

create policy "department_members_delete" on "public"."department_members"
  for delete
  to "authenticated"
  using
    ((department_id = ANY (( select stagedoor_theatre.own_departments() as
    own_departments)::uuid[])));

create policy "department_members_insert" on "public"."department_members"
  for insert
  to "authenticated"
  with
    check
    ((department_id = ANY (( SELECT stagedoor_theatre.own_departments() AS
    own_departments)::uuid[])));

create policy "department_members_select" on "public"."department_members"
  for select
  to "authenticated"
  using
    (((department_id = ANY (( select stagedoor_theatre.own_departments() as
    own_departments)::uuid[])) or
    (user_id = ( select stagedoor.live_caller() as live_caller))));

comment on policy "department_members_delete"
  on "public"."department_members" is 'The owner alone removes members (F73).';

comment on policy "department_members_insert"
  on "public"."department_members" is 'The owner alone adds members (F68).';

comment on policy "department_members_select"
  on "public"."department_members" is 'The owner sees who works in a department, people where they do.';

comment on table "public"."department_members" is 'Who usually works in a department (F68).

It gives nothing: an assignment does.';

revoke all ("department_id") on table "public"."department_members" from "authenticated";

grant insert ("department_id") on table "public"."department_members" to "authenticated";

revoke all ("user_id") on table "public"."department_members" from "authenticated";

grant insert ("user_id") on table "public"."department_members" to "authenticated";

revoke all on table "public"."department_members" from "authenticated";

grant delete, select on table "public"."department_members" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."department_members"
  to "postgres";

revoke all on table "public"."department_members" from "service_role";

grant select on table "public"."department_members" to "service_role";
