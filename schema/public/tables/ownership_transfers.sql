-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."ownership_transfers" (
  "id"            uuid                     not null default gen_random_uuid(),
  "script_id"     uuid,
  "venue_id"      uuid,
  "department_id" uuid,
  "project_id"    uuid,
  "from_user_id"  uuid                     not null,
  "to_user_id"    uuid                     not null,
  "offered_by"    uuid                     not null,
  "accepted_at"   timestamp with time zone,
  constraint "ownership_transfers_department_id_fkey" foreign key (department_id)
    references public.departments(id) on delete cascade,
  constraint "ownership_transfers_of_one_thing_check"
    check ((num_nonnulls(script_id, venue_id, department_id, project_id) = 1)),
  constraint "ownership_transfers_pkey" primary key (id),
  constraint "ownership_transfers_script_id_fkey" foreign key (script_id)
    references public.scripts(id) on delete cascade,
  constraint "ownership_transfers_project_id_fkey" foreign key (project_id)
    references public.shows(project_id) on delete cascade,
  constraint "ownership_transfers_venue_id_fkey" foreign key (venue_id)
    references public.venues(id) on delete cascade,
  constraint "ownership_transfers_from_user_id_fkey" foreign key (from_user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade,
  constraint "ownership_transfers_offered_by_fkey" foreign key (offered_by)
    references stagedoor.user_accounts(id) on update cascade on delete cascade,
  constraint "ownership_transfers_to_user_id_fkey" foreign key (to_user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "public"."ownership_transfers"
  enable row level security;

create index ownership_transfers_department_id_idx on public.ownership_transfers
  using btree (department_id);

create unique index ownership_transfers_department_id_open_key on public.ownership_transfers
  using btree (department_id)
  where (accepted_at is null);

create index ownership_transfers_from_user_id_idx on public.ownership_transfers
  using btree (from_user_id);

create index ownership_transfers_offered_by_idx on public.ownership_transfers
  using btree (offered_by);

create index ownership_transfers_project_id_idx on public.ownership_transfers
  using btree (project_id);

create unique index ownership_transfers_project_id_open_key on public.ownership_transfers
  using btree (project_id)
  where (accepted_at is null);

create index ownership_transfers_script_id_idx on public.ownership_transfers
  using btree (script_id);

create unique index ownership_transfers_script_id_open_key on public.ownership_transfers
  using btree (script_id)
  where (accepted_at is null);

create index ownership_transfers_to_user_id_idx on public.ownership_transfers
  using btree (to_user_id);

create index ownership_transfers_venue_id_idx on public.ownership_transfers
  using btree (venue_id);

create unique index ownership_transfers_venue_id_open_key on public.ownership_transfers
  using btree (venue_id)
  where (accepted_at is null);

create trigger _900_record
  after insert or update of accepted_at on public.ownership_transfers
  for each row
  execute function stagedoor_theatre.tg_ownership_transfers__record();

alter table "public"."ownership_transfers"
  enable always trigger "_900_record";

create policy "ownership_transfers_select" on "public"."ownership_transfers"
  for select
  to "authenticated"
  using
    (((from_user_id = ( select stagedoor.live_caller() as live_caller)) or (to_user_id = (
    select stagedoor.live_caller() as live_caller)) or
    (offered_by = ( select stagedoor.live_caller() as live_caller))));

comment on column "public"."ownership_transfers"."accepted_at" is 'When it was accepted. Null: not yet.';

comment on column "public"."ownership_transfers"."offered_by" is 'Who offered it: the owner, or a holder of access:escalate in its organization.';

comment on policy "ownership_transfers_select"
  on "public"."ownership_transfers" is 'Both sides, and whoever offered it, see what is handed over.';

comment on table "public"."ownership_transfers" is 'What is offered to another owner, until they accept it.

Written by transfer_ownership and accept_transfer (F68).';

revoke all on table "public"."ownership_transfers" from "authenticated";

grant select on table "public"."ownership_transfers" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."ownership_transfers"
  to "postgres";

revoke all on table "public"."ownership_transfers" from "service_role";

grant select on table "public"."ownership_transfers" to "service_role";

alter table "public"."ownership_transfers"
  add column "offered_at" timestamp with time zone not null default stagedoor.instant();
