-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."seen_policies" (
  "table_name" text not null,
  "object"     text not null,
  "says"       text not null,
  constraint "seen_policies_pkey" primary key (table_name, object)
);

alter table "stagedoor"."seen_policies"
  enable row level security;

comment on column "stagedoor"."seen_policies"."object" is 'policy NAME, or row_security.';

comment on table "stagedoor"."seen_policies" is 'What policies said, and which tables had row-level security (F117).

As the audit log was told. For the owner of the database only.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."seen_policies"
  to "postgres";
