-- Generated from migrations/ by "npm run generate". Do not edit.

create unlogged table "stagedoor"."event_queue" (
  "id"            bigint                   generated always as identity not null,
  "xact_id"       xid8                     not null default pg_current_xact_id(),
  "sequence_id"   uuid,
  "scope_id"      uuid,
  "occurred_at"   timestamp with time zone not null default clock_timestamp(),
  "event"         text                     not null,
  "actor_id"      uuid,
  "session_id"    uuid,
  "client_id"     text,
  "actor_role"    text,
  "intermediary"  text,
  "subject_id"    uuid,
  "object_type"   text,
  "object_id"     text,
  "before"        jsonb,
  "after"         jsonb,
  "personal"      jsonb,
  "reason"        text,
  "window_from"   timestamp with time zone,
  "window_until"  timestamp with time zone,
  "override_id"   uuid,
  "elevation_id"  uuid,
  "alters_access" boolean                  not null default false,
  "is_first"      boolean                  not null default true,
  "uses"          integer                  not null default 0,
  constraint "event_queue_event_grammar_check"
    check ((event ~ '^[a-z][a-z_]*\.[a-z][a-z_]*$'::text)),
  constraint "event_queue_pkey" primary key (xact_id, id)
);

alter table "stagedoor"."event_queue"
  enable row level security;

create trigger _100_keep
  before update on stagedoor.event_queue
  for each row
  execute function stagedoor.tg_event_queue__keep();

alter table "stagedoor"."event_queue"
  enable always trigger "_100_keep";

create trigger _110_keep_from_delete
  before delete on stagedoor.event_queue
  for each row
  when ((pg_trigger_depth() = 0))
  execute function stagedoor.tg_event_queue__keep();

alter table "stagedoor"."event_queue"
  enable always trigger "_110_keep_from_delete";

create trigger _120_keep_all
  before truncate on stagedoor.event_queue
  for each STATEMENT
  execute function stagedoor.tg_event_queue__keep();

alter table "stagedoor"."event_queue"
  enable always trigger "_120_keep_all";

create constraint TRIGGER _900_flush
  after insert on stagedoor.event_queue deferrable initially deferred
  for each row
  when (new.is_first)
  execute function stagedoor.tg_event_queue__flush();

alter table "stagedoor"."event_queue"
  enable always trigger "_900_flush";

comment on column "stagedoor"."event_queue"."alters_access" is 'Whether it could change a decision: it then raises the version of the scope.';

comment on column "stagedoor"."event_queue"."client_id" is 'The app that acted with the token of the actor (F131).

Null where the actor used their own session.';

comment on column "stagedoor"."event_queue"."intermediary" is 'The database login that acted, where it differs from the API''s.

A migration or a console, for example.';

comment on column "stagedoor"."event_queue"."is_first" is 'Whether it is the first of its statement, which hands over the others with itself.';

comment on column "stagedoor"."event_queue"."personal" is 'Values about a person, stored apart from the leaf so that they can be erased.';

comment on column "stagedoor"."event_queue"."scope_id" is 'The scope of the event, which may be a department.

Null for the catalogue and for accounts.';

comment on column "stagedoor"."event_queue"."sequence_id" is 'The project or organization in whose sequence it goes.

Null is the installation.';

comment on column "stagedoor"."event_queue"."uses" is 'As how many uses of its limit it counts where it is alone (F92).

Where its transaction has no other event. None for the service and the owner, and for
fifteen of sixteen events that have no limit of their own: the sixteenth counts for all.';

comment on table "stagedoor"."event_queue" is 'Events of transactions that have not committed yet (F24, F47).';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."event_queue"
  to "postgres";
