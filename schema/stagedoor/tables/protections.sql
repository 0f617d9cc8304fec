-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."protections" (
  "table_name"  regclass not null,
  "asked"       jsonb    not null,
  "before"      jsonb    not null,
  "before_hash" bytea    not null,
  constraint "protections_asked_is_object_check"
    check ((jsonb_typeof(asked) = 'object'::text)),
  constraint "protections_before_as_written_check"
    check ((before_hash = sha256(convert_to((before)::text, 'UTF8'::name)))),
  constraint "protections_pkey" primary key (table_name)
);

alter table "stagedoor"."protections"
  enable row level security;

create trigger _900_record
  after insert or delete or update on stagedoor.protections
  for each row
  execute function stagedoor.tg_any__record('protection', '');

alter table "stagedoor"."protections"
  enable always trigger "_900_record";

comment on column "stagedoor"."protections"."before" is 'Statements that restore what stood there, each with its kind, in their order.';

comment on table "stagedoor"."protections" is 'What protect was asked for, and the statements that take it back (F107).

For the owner of the database only.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."protections"
  to "postgres";

alter table "stagedoor"."protections"
  add column "protected_at" timestamp with time zone not null default stagedoor.instant();
