-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."script_shares" (
  "id"                  uuid                     not null default gen_random_uuid(),
  "script_id"           uuid,
  "project_id"          uuid,
  "created_by"          uuid,
  "shared_with_user_id" uuid,
  "permissions"         jsonb
    not null default
    '{"view": true, "download": false, "elements": ["CUE", "NOTE"], "departments": []}'::jsonb,
  "share_name"          text,
  "notes"               text,
  "is_active"           boolean                  not null default true,
  "valid_from"          timestamp with time zone,
  "expires_at"          timestamp with time zone,
  "max_uses"            integer,
  "access_count"        integer                  not null default 0,
  "last_accessed_at"    timestamp with time zone,
  "last_accessed_by_ip" text,
  constraint "script_shares_access_count_not_negative_check" check ((access_count >= 0)),
  constraint "script_shares_ends_after_start_check"
    check (((expires_at > valid_from) AND isfinite(valid_from) AND isfinite(expires_at))),
  constraint "script_shares_max_uses_positive_check" check ((max_uses > 0)),
  constraint "script_shares_names_length_check"
    check (((char_length(share_name) <= 200) AND (char_length(notes) <= 4000))),
  constraint "script_shares_permissions_shape_check"
    check
    (((permissions ?& ARRAY['view'::text, 'download'::text, 'departments'::text,
    'elements'::text]) AND ((permissions -> 'view'::text) = 'true'::jsonb) AND
    (jsonb_typeof((permissions -> 'download'::text)) = 'boolean'::text) AND
    (jsonb_typeof((permissions -> 'departments'::text)) = 'array'::text) AND
    (jsonb_typeof((permissions -> 'elements'::text)) = 'array'::text) AND
    ((permissions -> 'elements'::text) <> '[]'::jsonb) AND
    (NOT jsonb_path_exists(permissions,
    '$."departments"[*]?(@.type() != "string" || !(@ like_regex "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"))'::jsonpath)) AND (NOT jsonb_path_exists(permissions, '$."elements"[*]?(@.type() != "string")'::jsonpath)) AND ((permissions - ARRAY['view'::text, 'download'::text, 'departments'::text, 'elements'::text]) = '{}'::jsonb))),
  constraint "script_shares_pkey" primary key (id),
  constraint "script_shares_script_or_show_check"
    check ((num_nonnulls(script_id, project_id) = 1)),
  constraint "script_shares_script_id_fkey" foreign key (script_id)
    references public.scripts(id) on delete cascade,
  constraint "script_shares_project_id_fkey" foreign key (project_id)
    references public.shows(project_id) on delete cascade,
  constraint "script_shares_created_by_fkey" foreign key (created_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "script_shares_shared_with_user_id_fkey" foreign key (shared_with_user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "public"."script_shares"
  enable row level security;

create index script_shares_created_by_idx on public.script_shares using btree (created_by);

create index script_shares_permissions_idx on public.script_shares
  using gin (permissions jsonb_path_ops);

create index script_shares_project_id_idx on public.script_shares using btree (project_id);

create index script_shares_script_id_idx on public.script_shares using btree (script_id);

create index script_shares_shared_with_user_id_idx on public.script_shares
  using btree (shared_with_user_id);

create trigger _900_record
  after insert or update of is_active,
    expires_at,
    valid_from, max_uses, permissions, shared_with_user_id on public.script_shares
  for each row
  execute function
    stagedoor_theatre.tg_any__record('script_share', 'share', 'id', 'script_id',
    'project_id', 'permissions', 'is_active', 'valid_from', 'expires_at', 'max_uses');

alter table "public"."script_shares"
  enable always trigger "_900_record";

create policy "script_shares_select" on "public"."script_shares"
  for select
  to "authenticated"
  using
    (((script_id = ANY (( select stagedoor_theatre.own_scripts() as own_scripts)::uuid[]))
    or (project_id = ANY (( select stagedoor_theatre.own_shows() as own_shows)::uuid[]))));

comment on column "public"."script_shares"."access_count" is 'How often it was opened. Reading through policies is no use of it.';

comment on column "public"."script_shares"."permissions" is 'view, download, departments ([] is all) and elements, the kinds that are shown.';

comment on column "public"."script_shares"."script_id" is 'The script. Null: those of the show that project_id names.';

comment on column "public"."script_shares"."shared_with_user_id" is
  'Who it is for, and who reads it without the token too. Null: whoever has the token.';

comment on policy "script_shares_select"
  on "public"."script_shares" is 'The owner sees the shares of what is theirs, never a token (F79).';

comment on table "public"."script_shares" is 'Shares of scripts (F76, F77, F79). Written by calls alone.

The token is shown once; its hash stands where no policy reaches.';

revoke all on table "public"."script_shares" from "authenticated";

grant select on table "public"."script_shares" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."script_shares"
  to "postgres";

revoke all on table "public"."script_shares" from "service_role";

grant select on table "public"."script_shares" to "service_role";

alter table "public"."script_shares"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
