-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."access_log" (
  "id"            bigint  generated always as identity not null,
  "user_id"       uuid,
  "resource_type" text    not null,
  "resource_id"   text    not null,
  "action"        text    not null,
  "ip_address"    inet,
  "user_agent"    text,
  "scope_id"      uuid,
  "refused"       text,
  "times"         integer not null default 1,
  "client_id"     text,
  constraint "access_log_action_snake_case_check"
    check ((action ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "access_log_pkey" primary key (id),
  constraint "access_log_refused_snake_case_check"
    check ((refused ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "access_log_resource_id_length_check"
    check (((char_length(resource_id) >= 1) AND (char_length(resource_id) <= 200))),
  constraint "access_log_resource_type_snake_case_check"
    check ((resource_type ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "access_log_times_of_refusals_check"
    check (((times >= 1) AND ((times = 1) OR (refused IS NOT NULL)))),
  constraint "access_log_user_agent_length_check" check ((char_length(user_agent) <= 400)),
  constraint "access_log_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "access_log_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "stagedoor"."access_log"
  enable row level security;

create index access_log_scope_id_idx on stagedoor.access_log using btree (scope_id, id desc);

create index access_log_user_id_idx on stagedoor.access_log using btree (user_id, id desc);

create policy "access_log_select" on "stagedoor"."access_log"
  for select
  to "authenticated"
  using
    (((scope_id = ANY (( select stagedoor.every_scope_with('audit:view'::text) as
    every_scope_with)::uuid[])) or
    (user_id = ( select stagedoor.live_caller() as live_caller))));

comment on column "stagedoor"."access_log"."action" is 'What was done, such as open or export. A part adds words of its own.';

comment on column "stagedoor"."access_log"."client_id" is 'The app that acted with the token of the user (F131). Null for the user''s own.';

comment on column "stagedoor"."access_log"."ip_address" is 'From where, as the platform''s own header says it. Null: not known.';

comment on column "stagedoor"."access_log"."refused" is 'The reason, where a call answered with a refusal. Null: it was done.';

comment on column "stagedoor"."access_log"."scope_id" is 'Whose log it is: holders of audit:view there read it. Null: only the person''s own.';

comment on column "stagedoor"."access_log"."times" is 'How often within a minute. More than once only where the same was refused again.';

comment on column "stagedoor"."access_log"."user_id" is 'Who. Null: nobody who was signed in, such as whoever opened a link.';

comment on policy "access_log_select"
  on "stagedoor"."access_log" is 'People see what they did; with audit:view, what was done in a scope.';

comment on table "stagedoor"."access_log" is 'What somebody opened, exported or was shown by a call (F88).

Personal: rows go after access_log_retention_days, and with a person who is erased.';

grant select on table "stagedoor"."access_log" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."access_log"
  to "postgres";

alter table "stagedoor"."access_log"
  add column "timestamp" timestamp with time zone not null default stagedoor.instant();

create index access_log_client_id_idx on stagedoor.access_log using btree ("timestamp")
  where (client_id is not null);

create index access_log_refused_idx on stagedoor.access_log using btree ("timestamp")
  where (refused is not null);

create index access_log_timestamp_idx on stagedoor.access_log using btree ("timestamp");

create index access_log_refused_subject_idx on stagedoor.access_log
  using btree (stagedoor.log_subject(user_id, ip_address), "timestamp")
  where (refused is not null);
