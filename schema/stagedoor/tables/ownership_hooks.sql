-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."ownership_hooks" (
  "part"        text not null,
  "owned_by"    text not null,
  "hand_over"   text not null,
  "may_be_heir" text,
  constraint "ownership_hooks_functions_qualified_check"
    check
    ((concat_ws(' '::text, owned_by, hand_over, may_be_heir) ~
    '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*( [a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*){1,2}$'::text)),
  constraint "ownership_hooks_part_snake_case_check"
    check ((part ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "ownership_hooks_pkey" primary key (part)
);

alter table "stagedoor"."ownership_hooks"
  enable row level security;

create trigger _100_check_owned_by
  after insert or update on stagedoor.ownership_hooks
  for each row
  execute function
    stagedoor.tg_any__check_function('owned_by', 'pg_catalog.uuid',
    'TABLE(resource_type text, resource_id uuid, name text)',
    'A function of an ownership hook');

alter table "stagedoor"."ownership_hooks"
  enable always trigger "_100_check_owned_by";

create trigger _110_check_hand_over
  after insert or update on stagedoor.ownership_hooks
  for each row
  execute function
    stagedoor.tg_any__check_function('hand_over', 'pg_catalog.uuid, pg_catalog.uuid',
    'void', 'A function of an ownership hook');

alter table "stagedoor"."ownership_hooks"
  enable always trigger "_110_check_hand_over";

create trigger _120_check_may_be_heir
  after insert or update on stagedoor.ownership_hooks
  for each row
  execute function
    stagedoor.tg_any__check_function('may_be_heir', 'pg_catalog.uuid, pg_catalog.uuid',
    'boolean', 'A function of an ownership hook');

alter table "stagedoor"."ownership_hooks"
  enable always trigger "_120_check_may_be_heir";

create trigger _900_record
  after insert or delete or update on stagedoor.ownership_hooks
  for each row
  execute function stagedoor.tg_any__record('ownership_hook', '');

alter table "stagedoor"."ownership_hooks"
  enable always trigger "_900_record";

comment on column "stagedoor"."ownership_hooks"."hand_over" is '(from_user uuid, to_user uuid) returns void: all of it gets the other owner.';

comment on column "stagedoor"."ownership_hooks"."may_be_heir" is '(from_user uuid, to_user uuid) returns boolean: whether another user may be heir.

Null: only users who work in an organization with them.';

comment on column "stagedoor"."ownership_hooks"."owned_by" is '(user uuid) returns table (resource_type text, resource_id uuid, name text).';

comment on table "stagedoor"."ownership_hooks" is 'The functions by which a part lists and hands over ownership (F73).

Names with their schema. A part adds its row by migration.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."ownership_hooks"
  to "postgres";
