-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."studio_settings" (
  "project_id"   uuid                     not null,
  "key"          text                     not null,
  "value"        jsonb                    not null,
  "updated_at"   timestamp with time zone not null default now(),
  "elevation_id" uuid,
  constraint "studio_settings_key_snake_case_check"
    check (((key ~ '^[a-z][a-z0-9_]*$'::text) AND (char_length(key) <= 80))),
  constraint "studio_settings_no_master_code_check"
    check ((key !~ 'master_?code|password|secret'::text)),
  constraint "studio_settings_pkey" primary key (project_id, key),
  constraint "studio_settings_time_zone_is_the_scopes_check"
    check ((key <> 'time_zone'::text)),
  constraint "studio_settings_value_size_check"
    check ((octet_length((value)::text) <= 16384)),
  constraint "studio_settings_elevation_id_fkey" foreign key (elevation_id)
    references stagedoor.elevations(id) on delete set null,
  constraint "studio_settings_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "public"."studio_settings"
  enable row level security;

create index studio_settings_elevation_id_idx on public.studio_settings
  using btree (elevation_id);

create trigger _100_same_setting
  before update on public.studio_settings
  for each row
  when
    (((new.project_id IS DISTINCT FROM old.project_id) OR (new.key IS DISTINCT FROM
    old.key)))
  execute function stagedoor_studio.tg_studio_settings__same_setting();

alter table "public"."studio_settings"
  enable always trigger "_100_same_setting";

create trigger _180_say_rules
  before insert or update on public.studio_settings
  for each row
  execute function stagedoor.tg_any__say_rules();

alter table "public"."studio_settings"
  enable always trigger "_180_say_rules";

create trigger _200_stamp_elevation
  before insert or delete or update on public.studio_settings
  for each row
  execute function
    stagedoor.tg_any__stamp_elevation('security:settings', 'security:settings',
    'security:settings');

create trigger _900_record
  after insert or delete or update on public.studio_settings
  for each row
  execute function stagedoor_studio.tg_studio_settings__record();

alter table "public"."studio_settings"
  enable always trigger "_900_record";

create policy "studio_settings_delete" on "public"."studio_settings"
  for delete
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('security:settings'::text) as
    scopes_with)::uuid[])));

create policy "studio_settings_insert" on "public"."studio_settings"
  for insert
  to "authenticated"
  with
    check
    ((project_id = ANY (( SELECT stagedoor.scopes_with('security:settings'::text) AS
    scopes_with)::uuid[])));

create policy "studio_settings_select" on "public"."studio_settings"
  for select
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('security:settings'::text) as
    scopes_with)::uuid[])));

create policy "studio_settings_update" on "public"."studio_settings"
  for update
  to "authenticated"
  using
    ((project_id = ANY (( select stagedoor.scopes_with('security:settings'::text) as
    scopes_with)::uuid[])))
  with
    check
    ((project_id = ANY (( SELECT stagedoor.scopes_with('security:settings'::text) AS
    scopes_with)::uuid[])));

comment on column "public"."studio_settings"."elevation_id" is 'The elevation under which it was last changed. Null: none was needed (F60).';

comment on constraint "studio_settings_key_snake_case_check"
  on "public"."studio_settings" is 'The key of a setting is at most 80 lower-case letters, digits and underscores, and begins with a letter';

comment on constraint "studio_settings_no_master_code_check"
  on "public"."studio_settings" is 'A setting holds no master code, password or secret: anybody in the studio reads it';

comment on constraint "studio_settings_time_zone_is_the_scopes_check"
  on "public"."studio_settings" is 'The time zone is that of the scope';

comment on constraint "studio_settings_value_size_check"
  on "public"."studio_settings" is 'The value of a setting has at most 16384 bytes';

comment on policy "studio_settings_delete"
  on "public"."studio_settings" is 'Settings are the admin''s.';

comment on policy "studio_settings_insert"
  on "public"."studio_settings" is 'Settings are the admin''s.';

comment on policy "studio_settings_select"
  on "public"."studio_settings" is 'Only an admin reads the settings.';

comment on policy "studio_settings_update"
  on "public"."studio_settings" is 'Settings are the admin''s.';

comment on table "public"."studio_settings" is 'Settings of a studio, one row each (F52).

For values of its applications. The time zone is a column of the scope (F127).';

revoke all ("key") on table "public"."studio_settings" from "authenticated";

grant insert ("key"), update ("key") on table "public"."studio_settings" to "authenticated";

revoke all ("project_id") on table "public"."studio_settings" from "authenticated";

grant insert ("project_id"), update ("project_id")
  on table "public"."studio_settings"
  to "authenticated";

revoke all ("value") on table "public"."studio_settings" from "authenticated";

grant insert ("value"), update ("value")
  on table "public"."studio_settings"
  to "authenticated";

revoke all on table "public"."studio_settings" from "authenticated";

grant delete, select on table "public"."studio_settings" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."studio_settings"
  to "postgres";

revoke all ("key") on table "public"."studio_settings" from "service_role";

grant insert ("key"), update ("key") on table "public"."studio_settings" to "service_role";

revoke all ("project_id") on table "public"."studio_settings" from "service_role";

grant insert ("project_id"), update ("project_id")
  on table "public"."studio_settings"
  to "service_role";

revoke all ("value") on table "public"."studio_settings" from "service_role";

grant insert ("value"), update ("value")
  on table "public"."studio_settings"
  to "service_role";

revoke all on table "public"."studio_settings" from "service_role";

grant delete, select on table "public"."studio_settings" to "service_role";
