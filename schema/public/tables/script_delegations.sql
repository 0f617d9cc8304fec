-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."script_delegations" (
  "id"              uuid                     not null default gen_random_uuid(),
  "script_id"       uuid                     not null,
  "relationship_id" uuid                     not null,
  "crew_user_id"    uuid                     not null,
  "column_keys"     text[]                   not null,
  "operations"      text[]                   not null default '{update}'::text[],
  "department_id"   uuid,
  "valid_until"     timestamp with time zone,
  constraint "script_delegations_adds_in_department_check"
    check (((operations <@ ARRAY['update'::text]) OR (department_id IS NOT NULL))),
  constraint "script_delegations_department_id_fkey" foreign key (department_id)
    references public.departments(id) on delete restrict,
  constraint "script_delegations_once_key" unique nulls
    not DISTINCT (script_id, crew_user_id, department_id),
  constraint "script_delegations_operations_known_check"
    check
    (((operations <@ ARRAY['update'::text, 'insert'::text, 'delete'::text]) AND (operations
    <> '{}'::text[]))),
  constraint "script_delegations_pkey" primary key (id),
  constraint "script_delegations_relationship_id_fkey" foreign key (relationship_id)
    references public.crew_relationships(relationship_id) on delete cascade,
  constraint "script_delegations_updates_columns_check"
    check ((('update'::text <> ALL (operations)) OR (column_keys <> '{}'::text[]))),
  constraint "script_delegations_valid_until_finite_check" check (isfinite(valid_until)),
  constraint "script_delegations_script_id_fkey" foreign key (script_id)
    references public.scripts(id) on delete cascade,
  constraint "script_delegations_crew_user_id_fkey" foreign key (crew_user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "public"."script_delegations"
  enable row level security;

create index script_delegations_crew_user_id_idx on public.script_delegations
  using btree (crew_user_id);

create index script_delegations_department_id_idx on public.script_delegations
  using btree (department_id);

create index script_delegations_relationship_id_idx on public.script_delegations
  using btree (relationship_id);

create trigger _900_record
  after insert or delete or update on public.script_delegations
  for each row
  execute function
    stagedoor_theatre.tg_any__record('script_delegation', 'script', 'script_id',
    'script_id', 'column_keys', 'operations', 'department_id', 'valid_until');

alter table "public"."script_delegations"
  enable always trigger "_900_record";

create policy "script_delegations_select" on "public"."script_delegations"
  for select
  to "authenticated"
  using
    (((script_id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[]))
    or
    (id = ANY (( select stagedoor_theatre.live_delegations() as
    live_delegations)::uuid[]))));

comment on column "public"."script_delegations"."column_keys" is 'Rows of delegable_columns.';

comment on column "public"."script_delegations"."department_id" is 'The department whose elements are meant. Null: all.';

comment on column "public"."script_delegations"."operations" is 'update of these columns; insert and delete of elements in the department.';

comment on policy "script_delegations_select"
  on "public"."script_delegations" is 'The owner sees what is delegated, crew what is delegated to them.';

comment on table "public"."script_delegations" is 'What the owner of a script lets crew write (F71).

Written by delegate_script alone.';

revoke all on table "public"."script_delegations" from "authenticated";

grant select on table "public"."script_delegations" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."script_delegations"
  to "postgres";

revoke all on table "public"."script_delegations" from "service_role";

grant select on table "public"."script_delegations" to "service_role";

alter table "public"."script_delegations"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
