-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."outbox" (
  "id"           uuid                     not null default gen_random_uuid(),
  "topic"        text                     not null,
  "payload"      jsonb                    not null,
  "delivered_at" timestamp with time zone,
  "attempts"     integer                  not null default 0,
  "last_error"   text,
  constraint "outbox_attempts_counted_check" check ((attempts >= 0)),
  constraint "outbox_last_error_length_check" check ((char_length(last_error) <= 400)),
  constraint "outbox_pkey" primary key (id),
  constraint "outbox_topic_grammar_check"
    check ((topic ~ '^[a-z][a-z_]*\.[a-z][a-z_]*$'::text))
);

alter table "stagedoor"."outbox"
  enable row level security;

comment on column "stagedoor"."outbox"."attempts" is 'How often a courier took it, whatever became of it.';

comment on table "stagedoor"."outbox" is 'Messages for a webhook or a mailer, such as invitation.created.

It carries no secret.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."outbox"
  to "postgres";

grant update ("delivered_at") on table "stagedoor"."outbox" to "service_role";

grant select on table "stagedoor"."outbox" to "service_role";

alter table "stagedoor"."outbox"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();

create index outbox_undelivered_idx on stagedoor.outbox using btree (created_at)
  where (delivered_at is null);

alter table "stagedoor"."outbox"
  add column "due_at" timestamp with time zone not null default stagedoor.instant();

create index outbox_topic_due_at_idx on stagedoor.outbox using btree (topic, due_at)
  where (delivered_at is null);

comment on column "stagedoor"."outbox"."due_at" is 'From when on the next courier takes it: later with every attempt.';
