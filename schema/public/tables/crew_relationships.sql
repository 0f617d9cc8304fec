-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."crew_relationships" (
  "relationship_id" uuid                     not null default gen_random_uuid(),
  "manager_user_id" uuid                     not null,
  "crew_user_id"    uuid                     not null,
  "notes"           text,
  "is_active"       boolean                  not null default true,
  "accepted_at"     timestamp with time zone,
  "manager_left_at" timestamp with time zone,
  "crew_left_at"    timestamp with time zone,
  "date_created"    timestamp with time zone not null default now(),
  "date_updated"    timestamp with time zone not null default now(),
  constraint "crew_relationships_manager_user_id_crew_user_id_key" unique
    (manager_user_id, crew_user_id),
  constraint "crew_relationships_notes_length_check" check ((char_length(notes) <= 4000)),
  constraint "crew_relationships_pkey" primary key (relationship_id),
  constraint "crew_relationships_two_people_check"
    check ((manager_user_id <> crew_user_id)),
  constraint "crew_relationships_crew_user_id_fkey" foreign key (crew_user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade,
  constraint "crew_relationships_manager_user_id_fkey" foreign key (manager_user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "public"."crew_relationships"
  enable row level security;

create index crew_relationships_crew_user_id_idx on public.crew_relationships
  using btree (crew_user_id);

create index crew_relationships_date_updated_idx on public.crew_relationships
  using btree (date_updated);

create trigger _100_derive
  before insert or update on public.crew_relationships
  for each row
  execute function stagedoor_theatre.tg_crew_relationships__derive();

alter table "public"."crew_relationships"
  enable always trigger "_100_derive";

create trigger _300_void_claim
  after delete on public.crew_relationships
  for each row
  execute function stagedoor_theatre.tg_crew_relationships__void_claim();

create trigger _900_record
  after insert or delete or update on public.crew_relationships
  for each row
  execute function
    stagedoor_theatre.tg_any__record('crew_relationship', 'installation', '',
    'manager_user_id',
    'crew_user_id', 'is_active', 'accepted_at', 'manager_left_at', 'crew_left_at');

alter table "public"."crew_relationships"
  enable always trigger "_900_record";

create policy "crew_relationships_select" on "public"."crew_relationships"
  for select
  to "authenticated"
  using
    (((manager_user_id = ( select stagedoor.live_caller() as live_caller)) or (crew_user_id
    = ( select stagedoor.live_caller() as live_caller))));

comment on column "public"."crew_relationships"."accepted_at" is 'When the crew accepted. Null: asked, or a guest.';

comment on column "public"."crew_relationships"."crew_left_at" is 'When the crew switched it off, or declined. Null: not.';

comment on column "public"."crew_relationships"."is_active" is 'Whether it opens anything. Kept by trigger, whatever is written.

True where the crew accepted, or are a guest that the manager made, and neither side has
left.';

comment on column "public"."crew_relationships"."manager_left_at" is
  'When the manager switched it off. Null: not.';

comment on column "public"."crew_relationships"."notes" is 'What the manager remarks. Not for the crew: list_crew tells it to the manager.';

comment on policy "crew_relationships_select"
  on "public"."crew_relationships" is 'Both sides see that there is a relationship, and nobody else (F67).';

comment on table "public"."crew_relationships" is 'Who manages whom (F67). Written by calls alone.';

revoke all ("accepted_at") on table "public"."crew_relationships" from "authenticated";

grant select ("accepted_at") on table "public"."crew_relationships" to "authenticated";

revoke all ("crew_left_at") on table "public"."crew_relationships" from "authenticated";

grant select ("crew_left_at") on table "public"."crew_relationships" to "authenticated";

revoke all ("crew_user_id") on table "public"."crew_relationships" from "authenticated";

grant select ("crew_user_id") on table "public"."crew_relationships" to "authenticated";

revoke all ("date_created") on table "public"."crew_relationships" from "authenticated";

grant select ("date_created") on table "public"."crew_relationships" to "authenticated";

revoke all ("date_updated") on table "public"."crew_relationships" from "authenticated";

grant select ("date_updated") on table "public"."crew_relationships" to "authenticated";

revoke all ("is_active") on table "public"."crew_relationships" from "authenticated";

grant select ("is_active") on table "public"."crew_relationships" to "authenticated";

revoke all ("manager_left_at") on table "public"."crew_relationships" from "authenticated";

grant select ("manager_left_at") on table "public"."crew_relationships" to "authenticated";

revoke all ("manager_user_id") on table "public"."crew_relationships" from "authenticated";

grant select ("manager_user_id") on table "public"."crew_relationships" to "authenticated";

revoke all ("relationship_id") on table "public"."crew_relationships" from "authenticated";

grant select ("relationship_id") on table "public"."crew_relationships" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."crew_relationships"
  to "postgres";

revoke all on table "public"."crew_relationships" from "service_role";

grant select on table "public"."crew_relationships" to "service_role";
