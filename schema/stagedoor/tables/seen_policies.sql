-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."seen_policies" (
  "is_only"    boolean                  not null default true,
  "policies"   jsonb,
  "checked_at" timestamp with time zone not null default clock_timestamp(),
  constraint "seen_policies_one_row_check" check (is_only),
  constraint "seen_policies_pkey" primary key (is_only)
);

alter table "stagedoor"."seen_policies"
  enable row level security;

comment on column "stagedoor"."seen_policies"."policies" is 'What each policy says, and of each table whether its rows are guarded.

Null until the first look.';

comment on table "stagedoor"."seen_policies" is 'What policies said when they were last looked at (F117).

One row, for the owner of the database only.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."seen_policies"
  to "postgres";
