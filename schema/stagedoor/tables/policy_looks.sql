-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."policy_looks" (
  "is_only"   boolean                  not null default true,
  "looked_at" timestamp with time zone,
  constraint "policy_looks_one_row_check" check (is_only),
  constraint "policy_looks_pkey" primary key (is_only)
);

alter table "stagedoor"."policy_looks"
  enable row level security;

comment on column "stagedoor"."policy_looks"."looked_at" is 'Null until the first look.';

comment on table "stagedoor"."policy_looks" is 'When all policies were last compared with what the log was told (F117).

One row, for the owner of the database only.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."policy_looks"
  to "postgres";
