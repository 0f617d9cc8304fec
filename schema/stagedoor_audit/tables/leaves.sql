-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_audit"."leaves" (
  "sequence_id" uuid                     not null,
  "seq"         bigint                   not null,
  "body"        bytea                    not null,
  "leaf_hash"   bytea                    not null,
  "occurred_at" timestamp with time zone not null,
  "event"       text                     not null,
  "override_id" uuid,
  constraint "leaves_leaf_hash_of_body_check"
    check ((leaf_hash = sha256(('\x00'::bytea || body)))),
  constraint "leaves_pkey" primary key (sequence_id, seq),
  constraint "leaves_seq_from_one_check" check ((seq >= 1))
);

alter table "stagedoor_audit"."leaves"
  enable row level security;

alter table "stagedoor_audit"."leaves"
  owner to "stagedoor_auditor";

create index leaves_override_id_idx on stagedoor_audit.leaves using btree (override_id)
  where (override_id is not null);

create trigger _100_refuse
  before delete or update on stagedoor_audit.leaves
  for each row
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."leaves"
  enable always trigger "_100_refuse";

create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.leaves
  for each STATEMENT
  execute function stagedoor_audit.tg_any__refuse();

alter table "stagedoor_audit"."leaves"
  enable always trigger "_110_refuse_truncate";

comment on column "stagedoor_audit"."leaves"."body" is 'The bytes of the event: a line of JSON in UTF-8, without its newline.';

comment on column "stagedoor_audit"."leaves"."event" is 'The event of the body, here for queries.

Like occurred_at and override_id it is compared with the body by verify_audit.';

comment on table "stagedoor_audit"."leaves" is 'Every event, once, in the order of commits (F24, F47, F60).';
