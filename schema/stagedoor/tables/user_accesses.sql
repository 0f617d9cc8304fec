-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."user_accesses" (
  "id"             uuid                     not null default gen_random_uuid(),
  "user_id"        uuid,
  "scope_type"     text                     not null,
  "scope_id"       uuid                     not null,
  "grant_type"     text                     not null,
  "grant_id"       uuid                     not null,
  "status"         text                     not null default 'Active'::text,
  "valid_from"     timestamp with time zone,
  "valid_until"    timestamp with time zone,
  "granted_by"     uuid,
  "accepted_at"    timestamp with time zone,
  "revoked_by"     uuid,
  "revoked_at"     timestamp with time zone,
  "reason"         text,
  "revoke_reason"  text,
  "delegated_from" uuid,
  constraint "user_accesses_active_has_user_check"
    check (((status <> 'Active'::text) OR (user_id IS NOT NULL))),
  constraint "user_accesses_delegated_from_another_check" check ((delegated_from <> id)),
  constraint "user_accesses_delegates_permission_check"
    check (((delegated_from IS NULL) OR (grant_type = 'permission'::text))),
  constraint "user_accesses_ends_after_start_check" check ((valid_until > valid_from)),
  constraint "user_accesses_grant_id_fkey" foreign key (grant_id, grant_type)
    references stagedoor.grant_targets(id, grant_type) on delete cascade,
  constraint "user_accesses_grant_type_known_check"
    check ((grant_type = ANY (ARRAY['role'::text, 'permission'::text]))),
  constraint "user_accesses_pkey" primary key (id),
  constraint "user_accesses_delegated_from_fkey" foreign key (delegated_from)
    references stagedoor.user_accesses(id) on delete cascade,
  constraint "user_accesses_reason_length_check"
    check (((char_length(reason) <= 1000) AND (char_length(revoke_reason) <= 1000))),
  constraint "user_accesses_revoked_at_some_time_check"
    check (((status = 'Revoked'::text) = (revoked_at IS NOT NULL))),
  constraint "user_accesses_scope_id_fkey" foreign key (scope_id, scope_type)
    references stagedoor.scopes(id, scope_type) on update cascade on delete cascade,
  constraint "user_accesses_status_known_check"
    check ((status = ANY (ARRAY['Active'::text, 'Invited'::text, 'Revoked'::text]))),
  constraint "user_accesses_window_finite_check"
    check ((isfinite(valid_from) AND isfinite(valid_until))),
  constraint "user_accesses_granted_by_fkey" foreign key (granted_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "user_accesses_revoked_by_fkey" foreign key (revoked_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "user_accesses_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor"."user_accesses"
  enable row level security;

create index user_accesses_delegated_from_idx on stagedoor.user_accesses
  using btree (delegated_from)
  where (delegated_from is not null);

create index user_accesses_grant_id_idx on stagedoor.user_accesses
  using btree (grant_id, grant_type);

create index user_accesses_granted_by_idx on stagedoor.user_accesses
  using btree (granted_by);

create index user_accesses_revoked_by_idx on stagedoor.user_accesses
  using btree (revoked_by)
  where (revoked_by is not null);

create index user_accesses_scope_id_idx on stagedoor.user_accesses
  using btree (scope_id, scope_type, user_id);

create index user_accesses_user_id_scope_id_delegated_idx on stagedoor.user_accesses
  using btree (user_id, scope_id)
  include (grant_id, delegated_from, valid_from, valid_until)
  where ((status = 'Active'::text) AND (delegated_from is not null));

create index user_accesses_user_id_scope_id_idx on stagedoor.user_accesses
  using btree (user_id, scope_id);

create index user_accesses_user_id_scope_id_live_idx on stagedoor.user_accesses
  using btree (user_id, scope_id) include (grant_id, valid_from, valid_until, scope_type)
  where ((status = 'Active'::text) AND (delegated_from is null));

create trigger _100_insert_and_close
  before insert or update on stagedoor.user_accesses
  for each row
  execute function stagedoor.tg_user_accesses__insert_and_close();

alter table "stagedoor"."user_accesses"
  enable always trigger "_100_insert_and_close";

create trigger _300_end_elevations
  after insert or update of status on stagedoor.user_accesses
  for each row
  when (((new.grant_type = 'role'::text) AND (new.status <> 'Invited'::text)))
  execute function stagedoor.tg_user_accesses__end_elevations();

create trigger _500_separate_duties
  after insert or update of status, user_id on stagedoor.user_accesses
  for each row
  execute function stagedoor.tg_user_accesses__separate_duties();

alter table "stagedoor"."user_accesses"
  enable always trigger "_500_separate_duties";

create trigger _510_one_studio_role
  after insert or update of status, user_id on stagedoor.user_accesses
  for each row
  execute function stagedoor_studio.tg_user_accesses__one_studio_role();

alter table "stagedoor"."user_accesses"
  enable always trigger "_510_one_studio_role";

create trigger _900_record
  after insert or delete or update on stagedoor.user_accesses
  for each row
  execute function stagedoor.tg_user_accesses__record();

alter table "stagedoor"."user_accesses"
  enable always trigger "_900_record";

create policy "user_accesses_select" on "stagedoor"."user_accesses"
  for select
  to "authenticated"
  using
    (((scope_id = ANY (( select stagedoor.every_scope_with('access:view'::text) as
    every_scope_with)::uuid[])) or
    ((user_id = ( select stagedoor.caller_id() as caller_id)) AND (scope_id = ANY (( select
    stagedoor.my_access_scopes() as my_access_scopes)::uuid[])))));

comment on column "stagedoor"."user_accesses"."delegated_from" is 'The access that it is delegated from: it counts only while this source does (F20).';

comment on column "stagedoor"."user_accesses"."grant_id" is 'The role or the permission, by grant_type.';

comment on column "stagedoor"."user_accesses"."granted_by" is 'The user who granted it (F24). Null: the service or a migration.';

comment on column "stagedoor"."user_accesses"."user_id" is 'The holder. Null while an invitation is not accepted.';

comment on column "stagedoor"."user_accesses"."valid_from" is 'When it begins to count. Null: from the moment it was granted.';

comment on column "stagedoor"."user_accesses"."valid_until" is 'When it stops to count. Null: it has no end.';

comment on policy "user_accesses_select"
  on "stagedoor"."user_accesses" is 'Users see their own accesses; with access:view, all of a scope.';

comment on table "stagedoor"."user_accesses" is 'Roles and permissions granted to users at scopes (F11, F18, F19, F20).';

grant select on table "stagedoor"."user_accesses" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."user_accesses"
  to "postgres";

alter table "stagedoor"."user_accesses"
  add column "granted_at" timestamp with time zone not null default stagedoor.instant();

alter table "stagedoor"."user_accesses"
  add constraint "user_accesses_live_once_excl" EXCLUDE
    using gist
    (((md5(((((user_id)::text || scope_id) || grant_id) || COALESCE((delegated_from)::text,
    ''::text))))::uuid) with =,
    stagedoor.access_window(valid_from, valid_until, granted_at) with &&)
    where ((status = 'Active'::text));
