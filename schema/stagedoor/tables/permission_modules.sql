-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."permission_modules" (
  "module"   text     not null,
  "label"    text     not null,
  "position" smallint not null,
  constraint "permission_modules_label_length_check"
    check (((char_length(label) >= 1) AND (char_length(label) <= 80))),
  constraint "permission_modules_module_snake_case_check"
    check ((module ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "permission_modules_pkey" primary key (module)
);

alter table "stagedoor"."permission_modules"
  enable row level security;

create trigger _900_record
  after insert or delete or update on stagedoor.permission_modules
  for each row
  execute function stagedoor.tg_any__record('module', '');

alter table "stagedoor"."permission_modules"
  enable always trigger "_900_record";

create policy "permission_modules_select" on "stagedoor"."permission_modules"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on policy "permission_modules_select"
  on "stagedoor"."permission_modules" is 'The catalogue is read-only and open to whoever is signed in.';

comment on table "stagedoor"."permission_modules" is 'The areas of permission keys: project, access, role (F4).';

grant select on table "stagedoor"."permission_modules" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."permission_modules"
  to "postgres";
