-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."venues" (
  "id"              uuid                     not null default gen_random_uuid(),
  "owner_id"        uuid                     not null,
  "organization_id" uuid                     not null,
  "name"            text                     not null,
  "city"            text,
  "capacity"        integer,
  "created_at"      timestamp with time zone not null default now(),
  constraint "venues_capacity_not_negative_check"
    check (((capacity >= 0) AND (capacity <= 1000000))),
  constraint "venues_city_length_check"
    check (((char_length(city) >= 1) AND (char_length(city) <= 120))),
  constraint "venues_name_length_check"
    check
    ((((char_length(name) >= 1) AND (char_length(name) <= 200)) AND (name = btrim(name)))),
  constraint "venues_pkey" primary key (id),
  constraint "venues_organization_id_fkey" foreign key (organization_id)
    references stagedoor.scopes(id) on delete restrict,
  constraint "venues_owner_id_fkey" foreign key (owner_id)
    references stagedoor.user_accounts(id) on update cascade on delete restrict
);

alter table "public"."venues"
  enable row level security;

create index venues_organization_id_idx on public.venues using btree (organization_id);

create index venues_owner_id_idx on public.venues using btree (owner_id);

create trigger _100_take_owner
  before insert on public.venues
  for each row
  execute function stagedoor_theatre.tg_any__take_owner();

alter table "public"."venues"
  enable always trigger "_100_take_owner";

create trigger _180_say_rules
  before insert or update on public.venues
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."venues"
  enable always trigger "_180_say_rules";

create trigger _300_add_details
  after insert on public.venues
  for each row
  execute function stagedoor_theatre.tg_venues__add_details();

create trigger _900_record
  after insert or delete or update on public.venues
  for each row
  execute function
    stagedoor_theatre.tg_any__record('venue', 'scope', 'organization_id', 'owner_id',
    'name');

alter table "public"."venues"
  enable always trigger "_900_record";

create policy "venues_delete" on "public"."venues"
  for delete
  to "authenticated"
  using ((owner_id = ( select stagedoor.live_caller() as live_caller)));

create policy "venues_insert" on "public"."venues"
  for insert
  to "authenticated"
  with check ((owner_id = ( SELECT stagedoor.live_caller() AS live_caller)));

create policy "venues_select" on "public"."venues"
  for select
  to "authenticated"
  using ((( select stagedoor.live_caller() as live_caller) is not null));

create policy "venues_update" on "public"."venues"
  for update
  to "authenticated"
  using ((owner_id = ( select stagedoor.live_caller() as live_caller)))
  with check ((owner_id = ( SELECT stagedoor.live_caller() AS live_caller)));

comment on column "public"."venues"."organization_id" is 'The organization that it was made in. Null on the way in: the personal one.';

comment on column "public"."venues"."owner_id" is 'Who changes it. Taken from the caller, never from a request.';

comment on constraint "venues_capacity_not_negative_check"
  on "public"."venues" is 'A capacity lies between 0 and 1,000,000';

comment on constraint "venues_city_length_check"
  on "public"."venues" is 'A city has 1 to 120 characters';

comment on constraint "venues_name_length_check"
  on "public"."venues" is 'A venue has a name of 1 to 200 characters, without blanks around it';

comment on policy "venues_delete" on "public"."venues" is 'The owner alone deletes a venue (F73).';

comment on policy "venues_insert" on "public"."venues" is 'Whoever can sign in adds venues of their own (F64, F72).';

comment on policy "venues_select" on "public"."venues" is 'Whoever is signed in reads name, city and capacity (F70).';

comment on policy "venues_update" on "public"."venues" is 'The owner alone changes a venue (F71).';

comment on table "public"."venues" is 'Houses that shows play in (F68).

Whoever is signed in reads name, city and capacity (F70).';

revoke all ("capacity") on table "public"."venues" from "authenticated";

grant insert ("capacity"), select ("capacity"), update ("capacity")
  on table "public"."venues"
  to "authenticated";

revoke all ("city") on table "public"."venues" from "authenticated";

grant insert ("city"), select ("city"), update ("city")
  on table "public"."venues"
  to "authenticated";

revoke all ("id") on table "public"."venues" from "authenticated";

grant select ("id") on table "public"."venues" to "authenticated";

revoke all ("name") on table "public"."venues" from "authenticated";

grant insert ("name"), select ("name"), update ("name")
  on table "public"."venues"
  to "authenticated";

revoke all ("organization_id") on table "public"."venues" from "authenticated";

grant insert ("organization_id") on table "public"."venues" to "authenticated";

revoke all on table "public"."venues" from "authenticated";

grant delete on table "public"."venues" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."venues"
  to "postgres";

revoke all on table "public"."venues" from "service_role";

grant select on table "public"."venues" to "service_role";
