-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."show_assignments" (
  "id"            uuid                     not null default gen_random_uuid(),
  "project_id"    uuid                     not null,
  "user_id"       uuid                     not null,
  "kind"          text                     not null default 'crew'::text,
  "user_role"     text                     not null default 'CREW'::text,
  "custom_title"  text,
  "department_id" uuid,
  "scope_id"      uuid                     not null,
  "valid_from"    timestamp with time zone,
  "valid_until"   timestamp with time zone,
  constraint "show_assignments_custom_title_length_check"
    check (((char_length(custom_title) >= 1) AND (char_length(custom_title) <= 120))),
  constraint "show_assignments_ends_after_start_check"
    check (((valid_until > valid_from) AND isfinite(valid_from) AND isfinite(valid_until))),
  constraint "show_assignments_kind_known_check"
    check ((kind = ANY (ARRAY['cast'::text, 'crew'::text]))),
  constraint "show_assignments_once_key" unique nulls
    not DISTINCT
    (project_id, user_id, kind, user_role, custom_title, department_id, valid_from),
  constraint "show_assignments_pkey" primary key (id),
  constraint "show_assignments_user_role_fkey" foreign key (user_role)
    references public.job_titles(user_role) on update cascade on delete restrict,
  constraint "show_assignments_department_id_fkey" foreign key (project_id, department_id)
    references public.show_departments(project_id, department_id) on delete cascade,
  constraint "show_assignments_project_id_fkey" foreign key (project_id)
    references public.shows(project_id) on delete cascade,
  constraint "show_assignments_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "show_assignments_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "public"."show_assignments"
  enable row level security;

create index show_assignments_project_id_department_id_idx on public.show_assignments
  using btree (project_id, department_id);

create index show_assignments_scope_id_idx on public.show_assignments using btree (scope_id);

create index show_assignments_user_id_scope_id_idx on public.show_assignments
  using btree (user_id, scope_id);

create index show_assignments_user_role_idx on public.show_assignments
  using btree (user_role);

create trigger _100_check_title
  before insert or update of user_role, custom_title on public.show_assignments
  for each row
  execute function stagedoor_theatre.tg_any__check_title();

alter table "public"."show_assignments"
  enable always trigger "_100_check_title";

create trigger _110_place
  before insert or update of project_id,
    kind, department_id, valid_from, valid_until on public.show_assignments
  for each row
  execute function stagedoor_theatre.tg_show_assignments__place();

alter table "public"."show_assignments"
  enable always trigger "_110_place";

create trigger _180_say_rules
  before insert or update on public.show_assignments
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."show_assignments"
  enable always trigger "_180_say_rules";

create trigger _500_settle
  after insert or delete or update of department_id,
    valid_from, valid_until on public.show_assignments
  for each row
  execute function stagedoor_theatre.tg_show_assignments__settle();

alter table "public"."show_assignments"
  enable always trigger "_500_settle";

create trigger _900_record
  after insert or delete or update on public.show_assignments
  for each row
  execute function
    stagedoor_theatre.tg_any__record('show_assignment', 'scope', 'scope_id', 'kind',
    'user_role', 'department_id', 'valid_from', 'valid_until');

alter table "public"."show_assignments"
  enable always trigger "_900_record";

create policy "show_assignments_delete" on "public"."show_assignments"
  for delete
  to "authenticated"
  using ((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])));

create policy "show_assignments_insert" on "public"."show_assignments"
  for insert
  to "authenticated"
  with
    check
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])));

create policy "show_assignments_select" on "public"."show_assignments"
  for select
  to "authenticated"
  using
    (((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])) or
    (project_id = ANY (( select stagedoor.scopes_with('project:view:assigned'::text) as
    scopes_with)::uuid[])) or
    (scope_id = ANY (( select stagedoor.scopes_with('project:view:assigned'::text) as
    scopes_with)::uuid[])) or
    (id = ANY (( select stagedoor_theatre.own_assignments() as own_assignments)::uuid[]))));

create policy "show_assignments_update" on "public"."show_assignments"
  for update
  to "authenticated"
  using ((project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[])))
  with
    check
    ((project_id = ANY (( SELECT stagedoor_theatre.own_shows() AS own_shows)::uuid[])));

comment on column "public"."show_assignments"."kind" is 'cast or crew.';

comment on column "public"."show_assignments"."scope_id" is 'Where the access is opened: the department in the show, or the show. Kept by trigger.';

comment on column "public"."show_assignments"."user_role" is 'The title in this show. The profile says what somebody usually is.';

comment on column "public"."show_assignments"."valid_from" is 'When it begins. Null: it has begun.';

comment on column "public"."show_assignments"."valid_until" is 'When it is over. Null: it has no end.';

comment on constraint "show_assignments_custom_title_length_check"
  on "public"."show_assignments" is 'A title of one''s own has 1 to 120 characters';

comment on constraint "show_assignments_ends_after_start_check"
  on "public"."show_assignments" is 'An assignment ends after it begins';

comment on constraint "show_assignments_kind_known_check"
  on "public"."show_assignments" is 'An assignment is cast or crew';

comment on policy "show_assignments_delete"
  on "public"."show_assignments" is 'The owner alone ends an assignment (F73).';

comment on policy "show_assignments_insert"
  on "public"."show_assignments" is 'The owner alone assigns cast and crew (F68).';

comment on policy "show_assignments_select"
  on "public"."show_assignments" is 'Owner and company see who works in a show, a department its own (F90).';

comment on policy "show_assignments_update"
  on "public"."show_assignments" is 'The owner alone changes an assignment (F71).';

comment on table "public"."show_assignments" is 'Who works in a show (F68, F91): deps and understudies have a window.';

revoke all ("custom_title") on table "public"."show_assignments" from "authenticated";

grant insert ("custom_title"), update ("custom_title")
  on table "public"."show_assignments"
  to "authenticated";

revoke all ("department_id") on table "public"."show_assignments" from "authenticated";

grant insert ("department_id"), update ("department_id")
  on table "public"."show_assignments"
  to "authenticated";

revoke all ("kind") on table "public"."show_assignments" from "authenticated";

grant insert ("kind"), update ("kind")
  on table "public"."show_assignments"
  to "authenticated";

revoke all ("project_id") on table "public"."show_assignments" from "authenticated";

grant insert ("project_id") on table "public"."show_assignments" to "authenticated";

revoke all ("user_id") on table "public"."show_assignments" from "authenticated";

grant insert ("user_id") on table "public"."show_assignments" to "authenticated";

revoke all ("user_role") on table "public"."show_assignments" from "authenticated";

grant insert ("user_role"), update ("user_role")
  on table "public"."show_assignments"
  to "authenticated";

revoke all ("valid_from") on table "public"."show_assignments" from "authenticated";

grant insert ("valid_from"), update ("valid_from")
  on table "public"."show_assignments"
  to "authenticated";

revoke all ("valid_until") on table "public"."show_assignments" from "authenticated";

grant insert ("valid_until"), update ("valid_until")
  on table "public"."show_assignments"
  to "authenticated";

revoke all on table "public"."show_assignments" from "authenticated";

grant delete, select on table "public"."show_assignments" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."show_assignments"
  to "postgres";

revoke all on table "public"."show_assignments" from "service_role";

grant select on table "public"."show_assignments" to "service_role";
