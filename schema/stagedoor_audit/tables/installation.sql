-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_audit"."installation" (
  "id"           uuid    not null default gen_random_uuid(),
  "is_only"      boolean not null default true,
  "is_restoring" boolean not null default false,
  constraint "installation_is_only_check" check (is_only),
  constraint "installation_is_only_key" unique (is_only),
  constraint "installation_pkey" primary key (id)
);

alter table "stagedoor_audit"."installation"
  enable row level security;

alter table "stagedoor_audit"."installation"
  owner to "stagedoor_auditor";

create trigger _100_refuse
  before delete on stagedoor_audit.installation
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

create trigger _120_settle
  before insert or update on stagedoor_audit.installation
  for each row
  execute function stagedoor_audit.tg_installation__settle();

alter table "stagedoor_audit"."installation"
  enable always trigger "_120_settle";

comment on column "stagedoor_audit"."installation"."is_restoring" is
  'Whether the log is being filled from a backup or by a publisher.

Set when the row itself arrives that way, ended by guard_audit_log.';

comment on table "stagedoor_audit"."installation" is 'Which installation this is: one row, made with it.';
