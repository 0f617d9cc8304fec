-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."crew_profiles" (
  "user_id"      uuid not null,
  "user_role"    text not null default 'CREW'::text,
  "custom_title" text,
  constraint "crew_profiles_custom_title_length_check"
    check (((char_length(custom_title) >= 1) AND (char_length(custom_title) <= 120))),
  constraint "crew_profiles_pkey" primary key (user_id),
  constraint "crew_profiles_user_role_fkey" foreign key (user_role)
    references public.job_titles(user_role) on update cascade on delete restrict,
  constraint "crew_profiles_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "public"."crew_profiles"
  enable row level security;

create index crew_profiles_user_role_idx on public.crew_profiles using btree (user_role);

create trigger _100_take_person
  before insert on public.crew_profiles
  for each row
  execute function stagedoor_theatre.tg_crew_profiles__take_person();

alter table "public"."crew_profiles"
  enable always trigger "_100_take_person";

create trigger _110_check_title
  before insert or update of user_role, custom_title on public.crew_profiles
  for each row
  execute function stagedoor_theatre.tg_any__check_title();

alter table "public"."crew_profiles"
  enable always trigger "_110_check_title";

create trigger _180_say_rules
  before insert or update on public.crew_profiles
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."crew_profiles"
  enable always trigger "_180_say_rules";

create trigger _900_record
  after insert or delete or update on public.crew_profiles
  for each row
  execute function
    stagedoor_theatre.tg_any__record('crew_profile', 'installation', '', 'user_role');

alter table "public"."crew_profiles"
  enable always trigger "_900_record";

create policy "crew_profiles_insert" on "public"."crew_profiles"
  for insert
  to "authenticated"
  with check ((user_id = ( SELECT stagedoor.live_caller() AS live_caller)));

create policy "crew_profiles_select" on "public"."crew_profiles"
  for select
  to "authenticated"
  using
    (((user_id = ( select stagedoor.live_caller() as live_caller)) or (user_id = ANY ((
    select stagedoor_theatre.my_crew() as my_crew)::uuid[]))));

create policy "crew_profiles_update" on "public"."crew_profiles"
  for update
  to "authenticated"
  using ((user_id = ( select stagedoor.live_caller() as live_caller)))
  with check ((user_id = ( SELECT stagedoor.live_caller() AS live_caller)));

comment on column "public"."crew_profiles"."custom_title" is 'The text of a title that needs one, such as OTHER.';

comment on constraint "crew_profiles_custom_title_length_check"
  on "public"."crew_profiles" is 'A title of one''s own has 1 to 120 characters';

comment on policy "crew_profiles_insert"
  on "public"."crew_profiles" is 'Self alone: the title of a guest is given by create_guest_user (F71).';

comment on policy "crew_profiles_select"
  on "public"."crew_profiles" is 'People see their own title, and managers those of their crew (F74).';

comment on policy "crew_profiles_update"
  on "public"."crew_profiles" is 'Self alone: the title of a guest is changed by update_crew_member (F71).';

comment on table "public"."crew_profiles" is 'What people do unless a production says otherwise (F66).';

revoke all ("custom_title") on table "public"."crew_profiles" from "authenticated";

grant insert ("custom_title"), update ("custom_title")
  on table "public"."crew_profiles"
  to "authenticated";

revoke all ("user_role") on table "public"."crew_profiles" from "authenticated";

grant insert ("user_role"), update ("user_role")
  on table "public"."crew_profiles"
  to "authenticated";

revoke all on table "public"."crew_profiles" from "authenticated";

grant select on table "public"."crew_profiles" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."crew_profiles"
  to "postgres";

revoke all on table "public"."crew_profiles" from "service_role";

grant select on table "public"."crew_profiles" to "service_role";
