-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."permissions" (
  "id"                   uuid     not null default gen_random_uuid(),
  "permission_key"       text     not null,
  "description"          text     not null,
  "requires_aal2"        boolean  not null default false,
  "is_delegable"         boolean  not null default true,
  "max_delegation_depth" smallint not null default 1,
  "counts_when_archived" boolean  not null default false,
  constraint "permissions_description_length_check"
    check (((char_length(description) >= 1) AND (char_length(description) <= 400))),
  constraint "permissions_max_delegation_depth_range_check"
    check (((max_delegation_depth >= 1) AND (max_delegation_depth <= 8))),
  constraint "permissions_permission_key_grammar_check"
    check ((permission_key ~ '^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*(:(all|assigned))?$'::text)),
  constraint "permissions_permission_key_key" unique (permission_key),
  constraint "permissions_pkey" primary key (id)
);

alter table "stagedoor"."permissions"
  enable row level security;

alter table "stagedoor"."permissions"
  add column "grant_type" text generated always as ('permission'::text) stored not null;

alter table "stagedoor"."permissions"
  add column "module" text generated always as (split_part(permission_key, ':'::text, 1))
    stored not null;

alter table "stagedoor"."permissions"
  add column "action" text generated always as (split_part(permission_key, ':'::text, 2))
    stored not null;

alter table "stagedoor"."permissions"
  add column "scope" text generated always as
    (NULLIF(split_part(permission_key, ':'::text, 3), ''::text)) stored;

alter table "stagedoor"."permissions"
  add constraint "permissions_id_fkey" foreign key (id, grant_type)
    references stagedoor.grant_targets(id, grant_type) on delete restrict;

alter table "stagedoor"."permissions"
  add constraint "permissions_module_fkey" foreign key (module)
    references stagedoor.permission_modules(module) on delete restrict;

create index permissions_module_idx on stagedoor.permissions using btree (module);

create trigger _200_make_grant_target
  before insert on stagedoor.permissions
  for each row
  execute function stagedoor.tg_any__make_grant_target('permission');

create trigger _200_refresh_grant_targets
  after insert or update of permission_key, requires_aal2 on stagedoor.permissions
  for each row
  execute function stagedoor.tg_any__refresh_grant_targets();

create trigger _800_drop_grant_target
  after delete on stagedoor.permissions
  for each row
  execute function stagedoor.tg_any__make_grant_target('permission');

create trigger _900_record
  after insert or delete or update on stagedoor.permissions
  for each row
  execute function stagedoor.tg_any__record('permission', '');

alter table "stagedoor"."permissions"
  enable always trigger "_900_record";

create policy "permissions_select" on "stagedoor"."permissions"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on column "stagedoor"."permissions"."counts_when_archived" is
  'Whether it counts in an archived scope, too.

For reading the log of the scope, or restoring it.';

comment on column "stagedoor"."permissions"."max_delegation_depth" is
  'How many times it may be passed on (F20).

1: the delegate cannot delegate it again.';

comment on column "stagedoor"."permissions"."requires_aal2" is 'Whether it counts only in a session with a second factor (F102).';

comment on column "stagedoor"."permissions"."scope" is 'all, assigned, or null for a key without modifier (F2).';

comment on policy "permissions_select"
  on "stagedoor"."permissions" is 'The catalogue is read-only and open to whoever is signed in.';

comment on table "stagedoor"."permissions" is 'Every permission key there is (F1, F8).

No user holds a key without a row here.';

grant select on table "stagedoor"."permissions" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."permissions"
  to "postgres";
