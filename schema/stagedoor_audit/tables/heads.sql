-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_audit"."heads" (
  "sequence_id" uuid                     not null,
  "last_seq"    bigint                   not null,
  "last_hash"   bytea                    not null,
  "changed_at"  timestamp with time zone not null default clock_timestamp(),
  constraint "heads_last_hash_length_check" check ((octet_length(last_hash) = 32)),
  constraint "heads_last_seq_not_negative_check" check ((last_seq >= 0)),
  constraint "heads_pkey" primary key (sequence_id)
);

alter table "stagedoor_audit"."heads"
  enable row level security;

alter table "stagedoor_audit"."heads"
  set (fillfactor=50);

alter table "stagedoor_audit"."heads"
  owner to "stagedoor_auditor";

create trigger _100_refuse
  before delete on stagedoor_audit.heads
  for each row
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."heads"
  enable always trigger "_100_refuse";

create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.heads
  for each STATEMENT
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."heads"
  enable always trigger "_110_refuse_truncate";

create trigger _120_advance
  before update on stagedoor_audit.heads
  for each row
  execute function stagedoor_audit.tg_heads__advance();

alter table "stagedoor_audit"."heads"
  enable always trigger "_120_advance";

comment on column "stagedoor_audit"."heads"."sequence_id" is 'The project or organization. The nil uuid is the installation.';

comment on table "stagedoor_audit"."heads" is 'Where each sequence ends. An appender locks it until its commit.';
