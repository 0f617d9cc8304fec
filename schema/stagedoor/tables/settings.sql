-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."settings" (
  "key"         text  not null,
  "value"       jsonb not null,
  "description" text  not null,
  constraint "settings_key_snake_case_check" check ((key ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "settings_pkey" primary key (key)
);

alter table "stagedoor"."settings"
  enable row level security;

create trigger _100_check_master_code_cost
  before insert or update on stagedoor.settings
  for each row
  when ((new.key = 'master_code_cost'::text))
  execute function stagedoor_studio.tg_settings__check_master_code_cost();

alter table "stagedoor"."settings"
  enable always trigger "_100_check_master_code_cost";

create trigger _900_record
  after insert or delete or update on stagedoor.settings
  for each row
  execute function stagedoor.tg_any__record('setting', '');

alter table "stagedoor"."settings"
  enable always trigger "_900_record";

comment on table "stagedoor"."settings" is 'Values that an installation may change, one row each.

Changed in SQL by its owner.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."settings"
  to "postgres";
