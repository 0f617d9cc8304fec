-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."clients" (
  "id"           uuid                     not null default gen_random_uuid(),
  "project_id"   uuid                     not null,
  "full_name"    text                     not null,
  "email"        text,
  "phone_number" text,
  "born_on"      date,
  "remarks"      text                     not null default ''::text,
  "created_at"   timestamp with time zone not null default now(),
  "elevation_id" uuid,
  constraint "clients_email_length_check"
    check (((char_length(email) >= 3) AND (char_length(email) <= 320))),
  constraint "clients_full_name_length_check"
    check (((char_length(full_name) >= 1) AND (char_length(full_name) <= 200))),
  constraint "clients_phone_number_length_check"
    check (((char_length(phone_number) >= 1) AND (char_length(phone_number) <= 40))),
  constraint "clients_pkey" primary key (id),
  constraint "clients_project_id_id_key" unique (project_id, id),
  constraint "clients_remarks_length_check" check ((char_length(remarks) <= 4000)),
  constraint "clients_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "clients_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "public"."clients"
  enable row level security;

create index clients_elevation_id_idx on public.clients using btree (elevation_id);

create trigger _180_say_rules
  before insert or update on public.clients
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."clients"
  enable always trigger "_180_say_rules";

create trigger _200_stamp_elevation
  before insert or delete or update of project_id,
    full_name, email, phone_number, born_on, remarks on public.clients
  for each row
  execute function
    stagedoor.tg_any__stamp_elevation('clients:create', 'clients:edit', 'clients:delete');

create trigger _900_record
  after insert or delete or update on public.clients
  for each row
  execute function stagedoor_studio.tg_any__record('client');

alter table "public"."clients"
  enable always trigger "_900_record";

create policy "clients_delete" on "public"."clients"
  for delete
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('clients:delete'::text) as
    scopes_with)::uuid[])));

create policy "clients_insert" on "public"."clients"
  for insert
  to "authenticated"
  with
    check
    ((project_id = ANY (( SELECT stagedoor.scopes_with('clients:create'::text) AS
    scopes_with)::uuid[])));

create policy "clients_select" on "public"."clients"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('clients:view'::text) as
    scopes_with)::uuid[])));

create policy "clients_update" on "public"."clients"
  for update
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('clients:edit'::text) as
    scopes_with)::uuid[])))
  with
    check
    ((project_id = ANY (( SELECT stagedoor.scopes_with('clients:edit'::text) AS
    scopes_with)::uuid[])));

comment on column "public"."clients"."elevation_id" is 'The elevation under which it was last changed. Null: none was needed (F60).';

comment on constraint "clients_email_length_check"
  on "public"."clients" is 'An e-mail address has 3 to 320 characters';

comment on constraint "clients_full_name_length_check"
  on "public"."clients" is 'A client has a name of 1 to 200 characters';

comment on constraint "clients_phone_number_length_check"
  on "public"."clients" is 'A phone number has 1 to 40 characters';

comment on constraint "clients_remarks_length_check"
  on "public"."clients" is 'Remarks on a client have at most 4000 characters';

comment on policy "clients_delete" on "public"."clients" is 'Deleting a client is locked for assistants.

scopes_with holds it while elevated only.';

comment on policy "clients_insert" on "public"."clients" is 'Users who take bookings add clients.';

comment on policy "clients_select" on "public"."clients" is 'The front desk and every artist see the clients.';

comment on policy "clients_update" on "public"."clients" is 'Changing a client is locked for assistants.

scopes_with holds it while elevated only.';

comment on table "public"."clients" is 'Clients of a studio (F52).

Their notes and consents are in tables of their own, with stricter policies.';

revoke all ("born_on") on table "public"."clients" from "authenticated";

grant insert ("born_on"), update ("born_on") on table "public"."clients" to "authenticated";

revoke all ("email") on table "public"."clients" from "authenticated";

grant insert ("email"), update ("email") on table "public"."clients" to "authenticated";

revoke all ("full_name") on table "public"."clients" from "authenticated";

grant insert ("full_name"), update ("full_name")
  on table "public"."clients"
  to "authenticated";

revoke all ("phone_number") on table "public"."clients" from "authenticated";

grant insert ("phone_number"), update ("phone_number")
  on table "public"."clients"
  to "authenticated";

revoke all ("project_id") on table "public"."clients" from "authenticated";

grant insert ("project_id") on table "public"."clients" to "authenticated";

revoke all ("remarks") on table "public"."clients" from "authenticated";

grant insert ("remarks"), update ("remarks") on table "public"."clients" to "authenticated";

revoke all on table "public"."clients" from "authenticated";

grant delete, select on table "public"."clients" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."clients"
  to "postgres";

revoke all ("born_on") on table "public"."clients" from "service_role";

grant insert ("born_on"), update ("born_on") on table "public"."clients" to "service_role";

revoke all ("email") on table "public"."clients" from "service_role";

grant insert ("email"), update ("email") on table "public"."clients" to "service_role";

revoke all ("full_name") on table "public"."clients" from "service_role";

grant insert ("full_name"), update ("full_name")
  on table "public"."clients"
  to "service_role";

revoke all ("phone_number") on table "public"."clients" from "service_role";

grant insert ("phone_number"), update ("phone_number")
  on table "public"."clients"
  to "service_role";

revoke all ("project_id") on table "public"."clients" from "service_role";

grant insert ("project_id") on table "public"."clients" to "service_role";

revoke all ("remarks") on table "public"."clients" from "service_role";

grant insert ("remarks"), update ("remarks") on table "public"."clients" to "service_role";

revoke all on table "public"."clients" from "service_role";

grant delete, select on table "public"."clients" to "service_role";
