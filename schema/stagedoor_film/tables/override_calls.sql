-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_film"."override_calls" (
  "call" text not null,
  constraint "override_calls_call_snake_case_check"
    check ((call ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "override_calls_pkey" primary key (call)
);

alter table "stagedoor_film"."override_calls"
  enable row level security;

create trigger _900_record
  after insert or delete or update on stagedoor_film.override_calls
  for each row
  execute function stagedoor_film.tg_any__record('override_call', 'figures');

alter table "stagedoor_film"."override_calls"
  enable always trigger "_900_record";

comment on table "stagedoor_film"."override_calls" is 'The calls that run_under_override performs (F42).

Each is an implementation in stagedoor_film that checks its caller by itself.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_film"."override_calls"
  to "postgres";
