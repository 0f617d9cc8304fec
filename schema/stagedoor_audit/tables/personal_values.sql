-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_audit"."personal_values" (
  "sequence_id" uuid   not null,
  "seq"         bigint not null,
  "key"         text   not null,
  "person_id"   uuid,
  "salt"        bytea  not null,
  "value"       text   not null,
  constraint "personal_values_pkey" primary key (sequence_id, seq, key),
  constraint "personal_values_salt_length_check" check ((octet_length(salt) = 32))
);

alter table "stagedoor_audit"."personal_values"
  enable row level security;

alter table "stagedoor_audit"."personal_values"
  owner to "stagedoor_auditor";

create index personal_values_person_id_idx on stagedoor_audit.personal_values
  using btree (person_id);

create trigger _100_refuse
  before update on stagedoor_audit.personal_values
  for each row
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."personal_values"
  enable always trigger "_100_refuse";

create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.personal_values
  for each STATEMENT
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."personal_values"
  enable always trigger "_110_refuse_truncate";

comment on column "stagedoor_audit"."personal_values"."person_id" is
  'The user whom the value is about. Null where only the value itself tells.';

comment on table "stagedoor_audit"."personal_values" is 'Personal values of events, erasable without touching a leaf.';
