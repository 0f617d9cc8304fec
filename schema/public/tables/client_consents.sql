-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."client_consents" (
  "id"             uuid                     not null default gen_random_uuid(),
  "project_id"     uuid                     not null,
  "appointment_id" uuid                     not null,
  "client_id"      uuid                     not null,
  "owner_id"       uuid,
  "form"           jsonb                    not null,
  "attached_by"    uuid,
  "attached_at"    timestamp with time zone not null default now(),
  "elevation_id"   uuid,
  constraint "client_consents_appointment_id_fkey" foreign key (project_id, appointment_id)
    references public.appointments(project_id, id) on delete cascade,
  constraint "client_consents_form_object_check"
    check
    (((jsonb_typeof(form) = 'object'::text) AND (form <> '{}'::jsonb) AND
    (octet_length((form)::text) <= 65536))),
  constraint "client_consents_pkey" primary key (id),
  constraint "client_consents_client_id_fkey" foreign key (project_id, client_id)
    references public.clients(project_id, id) on delete cascade,
  constraint "client_consents_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "client_consents_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "client_consents_attached_by_fkey" foreign key (attached_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "client_consents_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "public"."client_consents"
  enable row level security;

create index client_consents_attached_by_idx on public.client_consents
  using btree (attached_by);

create index client_consents_elevation_id_idx on public.client_consents
  using btree (elevation_id);

create index client_consents_owner_id_idx on public.client_consents using btree (owner_id);

create index client_consents_project_id_appointment_id_idx on public.client_consents
  using btree (project_id, appointment_id);

create index client_consents_project_id_client_id_idx on public.client_consents
  using btree (project_id, client_id);

create trigger _200_take_owner
  before insert or update of appointment_id on public.client_consents
  for each row
  execute function stagedoor_studio.tg_any__take_owner_of_appointment();

create trigger _900_record
  after insert or delete or update on public.client_consents
  for each row
  execute function
    stagedoor_studio.tg_any__record('client_consent', 'appointment_id', 'client_id',
    '#form');

alter table "public"."client_consents"
  enable always trigger "_900_record";

create policy "client_consents_select" on "public"."client_consents"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor.scopes_with('clients:consent'::text) as
    scopes_with)::uuid[])) or
    ((owner_id = ( select stagedoor.caller_id() as caller_id)) AND (project_id = ANY ((
    select stagedoor.scopes_with_own('clients:consent'::text) as
    scopes_with_own)::uuid[])))));

comment on column "public"."client_consents"."elevation_id" is 'The elevation under which it was attached. Null: none was needed (F60).';

comment on column "public"."client_consents"."owner_id" is 'The account of the artist of the appointment. Kept by trigger.';

comment on policy "client_consents_select"
  on "public"."client_consents" is 'The front desk sees every form, artists those of their own appointments.';

comment on table "public"."client_consents" is 'Consent forms that clients signed for an appointment (F49).';

revoke all on table "public"."client_consents" from "authenticated";

grant select on table "public"."client_consents" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."client_consents"
  to "postgres";

revoke all on table "public"."client_consents" from "service_role";

grant select on table "public"."client_consents" to "service_role";
