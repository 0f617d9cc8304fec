-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."rate_limits" (
  "kind"      text                       not null,
  "subject"   text                       not null,
  "failed_at" timestamp with time zone[] not null,
  constraint "rate_limits_kind_snake_case_check" check ((kind ~ '^[a-z][a-z_]*$'::text)),
  constraint "rate_limits_pkey" primary key (kind, subject),
  constraint "rate_limits_subject_length_check"
    check (((char_length(subject) >= 1) AND (char_length(subject) <= 200)))
);

alter table "stagedoor"."rate_limits"
  enable row level security;

comment on table "stagedoor"."rate_limits" is 'Moments of recent failures, per kind of secret and subject.

A subject is a user, a scope or an address.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."rate_limits"
  to "postgres";
