-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."access_log_queue" (
  "access_log_id" bigint not null
);

alter table "stagedoor"."access_log_queue"
  enable row level security;

comment on table "stagedoor"."access_log_queue" is 'Lines of the access log that sweep_alerts has not looked at (F92).';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."access_log_queue"
  to "postgres";

alter table "stagedoor"."access_log_queue"
  add column "logged_at" timestamp with time zone not null default stagedoor.instant();

alter table "stagedoor"."access_log_queue"
  add constraint "access_log_queue_pkey" primary key (logged_at, access_log_id);
