-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."secrets" (
  "scope_id" uuid not null,
  "name"     text not null,
  "value"    text not null,
  constraint "secrets_name_upper_case_check" check ((name ~ '^[A-Z][A-Z0-9_]*$'::text)),
  constraint "secrets_pkey" primary key (scope_id, name),
  constraint "secrets_scope_id_fkey" foreign key (scope_id) references stagedoor.scopes(id)
    on delete cascade,
  constraint "secrets_value_length_check"
    check (((char_length(value) >= 1) AND (char_length(value) <= 4096)))
);

alter table "stagedoor"."secrets"
  enable row level security;

create trigger _110_check_master_code
  before insert or update on stagedoor.secrets
  for each row
  when ((new.name = 'MASTER_CODE_HASH'::text))
  execute function stagedoor_studio.tg_secrets__check_master_code();

alter table "stagedoor"."secrets"
  enable always trigger "_110_check_master_code";

create trigger _300_end_elevations
  after insert or update on stagedoor.secrets
  for each row
  when ((new.name = 'MASTER_CODE_HASH'::text))
  execute function stagedoor_studio.tg_secrets__end_elevations();

create trigger _310_end_elevations
  after delete on stagedoor.secrets
  for each row
  when ((old.name = 'MASTER_CODE_HASH'::text))
  execute function stagedoor_studio.tg_secrets__end_elevations();

create trigger _900_record
  after insert or delete or update on stagedoor.secrets
  for each row
  execute function stagedoor.tg_secrets__record();

alter table "stagedoor"."secrets"
  enable always trigger "_900_record";

comment on table "stagedoor"."secrets" is 'Hashes of secrets, one per scope and name (F56).

No policy and no grant: only definers compare with them.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."secrets"
  to "postgres";

alter table "stagedoor"."secrets"
  add column "updated_at" timestamp with time zone not null default stagedoor.instant();
