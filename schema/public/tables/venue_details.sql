-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."venue_details" (
  "venue_id"      uuid not null,
  "address"       text,
  "contact_name"  text,
  "contact_email" text,
  "contact_phone" text,
  "configuration" text,
  "notes"         text,
  constraint "venue_details_pkey" primary key (venue_id),
  constraint "venue_details_text_length_check"
    check
    (((char_length(address) <= 1000) AND (char_length(contact_name) <= 240) AND
    (char_length(contact_email) <= 320) AND (char_length(contact_phone) <= 40) AND
    (char_length(configuration) <= 8000) AND (char_length(notes) <= 8000))),
  constraint "venue_details_venue_id_fkey" foreign key (venue_id)
    references public.venues(id) on delete cascade
);

alter table "public"."venue_details"
  enable row level security;

create trigger _180_say_rules
  before insert or update on public.venue_details
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."venue_details"
  enable always trigger "_180_say_rules";

create trigger _900_record
  after update on public.venue_details
  for each row
  execute function stagedoor_theatre.tg_any__record('venue_detail', 'venue', 'venue_id');

alter table "public"."venue_details"
  enable always trigger "_900_record";

create policy "venue_details_select" on "public"."venue_details"
  for select
  to "authenticated"
  using ((venue_id = ANY (( select stagedoor_theatre.own_venues() as own_venues)::uuid[])));

create policy "venue_details_update" on "public"."venue_details"
  for update
  to "authenticated"
  using ((venue_id = ANY (( select stagedoor_theatre.own_venues() as own_venues)::uuid[])))
  with
    check
    ((venue_id = ANY (( SELECT stagedoor_theatre.own_venues() AS own_venues)::uuid[])));

comment on constraint "venue_details_text_length_check"
  on "public"."venue_details" is 'Details of a venue: an address of at most 1000 characters, a name of 240, an e-mail of 320, a phone number of 40, configuration and notes of 8000';

comment on policy "venue_details_select"
  on "public"."venue_details" is 'What is arranged with a house is read by its owner alone (F70).';

comment on policy "venue_details_update"
  on "public"."venue_details" is 'The owner alone changes what is arranged (F71).';

comment on table "public"."venue_details" is 'What is arranged with a house: for its owner alone (F70).';

revoke all ("address") on table "public"."venue_details" from "authenticated";

grant update ("address") on table "public"."venue_details" to "authenticated";

revoke all ("configuration") on table "public"."venue_details" from "authenticated";

grant update ("configuration") on table "public"."venue_details" to "authenticated";

revoke all ("contact_email") on table "public"."venue_details" from "authenticated";

grant update ("contact_email") on table "public"."venue_details" to "authenticated";

revoke all ("contact_name") on table "public"."venue_details" from "authenticated";

grant update ("contact_name") on table "public"."venue_details" to "authenticated";

revoke all ("contact_phone") on table "public"."venue_details" from "authenticated";

grant update ("contact_phone") on table "public"."venue_details" to "authenticated";

revoke all ("notes") on table "public"."venue_details" from "authenticated";

grant update ("notes") on table "public"."venue_details" to "authenticated";

revoke all on table "public"."venue_details" from "authenticated";

grant select on table "public"."venue_details" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."venue_details"
  to "postgres";

revoke all on table "public"."venue_details" from "service_role";

grant select on table "public"."venue_details" to "service_role";
