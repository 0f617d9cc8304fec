-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."elevations" (
  "id"           uuid                     not null default gen_random_uuid(),
  "user_id"      uuid                     not null,
  "scope_id"     uuid                     not null,
  "session_id"   uuid                     not null,
  "ends_at"      timestamp with time zone not null,
  "ended_at"     timestamp with time zone,
  "ended_reason" text,
  constraint "elevations_ended_for_a_reason_check"
    check (((ended_at IS NULL) = (ended_reason IS NULL))),
  constraint "elevations_pkey" primary key (id),
  constraint "elevations_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "elevations_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor"."elevations"
  enable row level security;

create index elevations_scope_id_idx on stagedoor.elevations using btree (scope_id);

create index elevations_user_id_idx on stagedoor.elevations using btree (user_id, scope_id);

create unique index elevations_user_id_session_id_scope_id_open_key on stagedoor.elevations
  using btree (user_id, session_id, scope_id)
  where (ended_at is null);

create trigger _100_only_end
  before update on stagedoor.elevations
  for each row
  execute function stagedoor.tg_elevations__only_end();

alter table "stagedoor"."elevations"
  enable always trigger "_100_only_end";

create trigger _900_record
  after insert or update of ended_at on stagedoor.elevations
  for each row
  execute function stagedoor.tg_elevations__record();

alter table "stagedoor"."elevations"
  enable always trigger "_900_record";

create policy "elevations_select" on "stagedoor"."elevations"
  for select
  to "authenticated"
  using
    (((scope_id = ANY (( select stagedoor.every_scope_with('access:view'::text) as
    every_scope_with)::uuid[])) or
    ((user_id = ( select stagedoor.caller_id() as caller_id)) AND (scope_id = ANY (( select
    stagedoor.my_access_scopes() as my_access_scopes)::uuid[])))));

comment on policy "elevations_select"
  on "stagedoor"."elevations" is 'Users see their own elevations; with access:view, all of a scope.';

comment on table "stagedoor"."elevations" is 'When locked permissions of a user counted, in one session (F55).

At one scope and below. Ended with its session, and when its scope is archived or moves.';

grant select ("ended_at") on table "stagedoor"."elevations" to "authenticated";

grant select ("ended_reason") on table "stagedoor"."elevations" to "authenticated";

grant select ("ends_at") on table "stagedoor"."elevations" to "authenticated";

grant select ("id") on table "stagedoor"."elevations" to "authenticated";

grant select ("scope_id") on table "stagedoor"."elevations" to "authenticated";

grant select ("user_id") on table "stagedoor"."elevations" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."elevations"
  to "postgres";

alter table "stagedoor"."elevations"
  add column "started_at" timestamp with time zone not null default stagedoor.instant();

alter table "stagedoor"."elevations"
  add constraint "elevations_ends_after_start_check"
    check (((ends_at > started_at) AND isfinite(ends_at)));

grant select ("started_at") on table "stagedoor"."elevations" to "authenticated";
