-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_audit"."installation" (
  "id"      uuid    not null default gen_random_uuid(),
  "is_only" boolean not null default true,
  constraint "installation_is_only_check" check (is_only),
  constraint "installation_is_only_key" unique (is_only),
  constraint "installation_pkey" primary key (id)
);

alter table "stagedoor_audit"."installation"
  enable row level security;

alter table "stagedoor_audit"."installation"
  owner to "stagedoor_auditor";

create trigger _100_refuse
  before delete or update on stagedoor_audit.installation
  for each row
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."installation"
  enable always trigger "_100_refuse";

create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.installation
  for each STATEMENT
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."installation"
  enable always trigger "_110_refuse_truncate";

comment on table "stagedoor_audit"."installation" is 'Which installation this is: one row, made with it and never changed.';
