-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."client_notes" (
  "id"             uuid                     not null default gen_random_uuid(),
  "project_id"     uuid                     not null,
  "appointment_id" uuid                     not null,
  "client_id"      uuid                     not null,
  "owner_id"       uuid,
  "text"           text                     not null,
  "written_by"     uuid,
  "written_at"     timestamp with time zone not null default now(),
  "elevation_id"   uuid,
  constraint "client_notes_appointment_id_fkey" foreign key (project_id, appointment_id)
    references public.appointments(project_id, id) on delete cascade,
  constraint "client_notes_pkey" primary key (id),
  constraint "client_notes_text_length_check"
    check (((char_length(text) >= 1) AND (char_length(text) <= 4000))),
  constraint "client_notes_client_id_fkey" foreign key (project_id, client_id)
    references public.clients(project_id, id) on delete cascade,
  constraint "client_notes_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "client_notes_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "client_notes_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "client_notes_written_by_fkey" foreign key (written_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."client_notes"
  enable row level security;

create index client_notes_elevation_id_idx on public.client_notes using btree (elevation_id);

create index client_notes_owner_id_idx on public.client_notes using btree (owner_id);

create index client_notes_project_id_appointment_id_idx on public.client_notes
  using btree (project_id, appointment_id);

create index client_notes_project_id_client_id_idx on public.client_notes
  using btree (project_id, client_id);

create index client_notes_written_by_idx on public.client_notes using btree (written_by);

create trigger _200_take_owner
  before insert or update of appointment_id on public.client_notes
  for each row
  execute function stagedoor_studio.tg_any__take_owner_of_appointment();

create trigger _900_record
  after insert or delete or update on public.client_notes
  for each row
  execute function
    stagedoor_studio.tg_any__record('client_note', 'appointment_id', 'client_id', '#text');

alter table "public"."client_notes"
  enable always trigger "_900_record";

create policy "client_notes_select" on "public"."client_notes"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('clients:notes'::text) as
    scopes_with)::uuid[])) or
    ((owner_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('clients:notes'::text) as scopes_with_own)::uuid[])))));

comment on column "public"."client_notes"."elevation_id" is 'The elevation under which it was written. Null: none was needed (F60).';

comment on column "public"."client_notes"."owner_id" is 'The account of the artist of the appointment, not of the author. Kept by trigger.';

comment on policy "client_notes_select"
  on "public"."client_notes" is 'The front desk reads every note, artists those of their appointments.';

comment on table "public"."client_notes" is 'Notes about clients, written at an appointment (F49).';

revoke all on table "public"."client_notes" from "authenticated";

grant select on table "public"."client_notes" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."client_notes"
  to "postgres";

revoke all on table "public"."client_notes" from "service_role";

grant select on table "public"."client_notes" to "service_role";
