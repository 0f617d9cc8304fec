-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."explanation_hooks" (
  "part"    text not null,
  "explain" text not null,
  constraint "explanation_hooks_explain_qualified_check"
    check ((explain ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$'::text)),
  constraint "explanation_hooks_part_snake_case_check"
    check ((part ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "explanation_hooks_pkey" primary key (part)
);

alter table "stagedoor"."explanation_hooks"
  enable row level security;

create trigger _100_check_function
  after insert or update on stagedoor.explanation_hooks
  for each row
  execute function
    stagedoor.tg_any__check_function('explain',
    'pg_catalog.uuid, pg_catalog.text, pg_catalog.uuid, pg_catalog.uuid',
    'TABLE(checkpoint text, detail jsonb, remedy text)',
    'The function of an explanation hook');

alter table "stagedoor"."explanation_hooks"
  enable always trigger "_100_check_function";

create trigger _900_record
  after insert or delete or update on stagedoor.explanation_hooks
  for each row
  execute function stagedoor.tg_any__record('explanation_hook', '');

alter table "stagedoor"."explanation_hooks"
  enable always trigger "_900_record";

comment on column "stagedoor"."explanation_hooks"."explain" is '(user uuid, permission_key text, scope uuid, owner uuid) returns table (checkpoint text,
detail jsonb, remedy text): what else bears on it. Asked about scopes and users that the
caller may ask about; it tells what the caller may know.';

comment on table "stagedoor"."explanation_hooks" is 'The functions by which a part adds to an explanation (F96, F129).

Names with their schema. A part adds its row by migration.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."explanation_hooks"
  to "postgres";
