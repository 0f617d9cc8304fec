-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."decision_reasons" (
  "reason"      text    not null,
  "is_allowed"  boolean not null,
  "remedy"      text    not null,
  "description" text    not null,
  constraint "decision_reasons_pkey" primary key (reason),
  constraint "decision_reasons_reason_snake_case_check"
    check ((reason ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "decision_reasons_remedy_snake_case_check"
    check ((remedy ~ '^[a-z][a-z_]*$'::text))
);

alter table "stagedoor"."decision_reasons"
  enable row level security;

comment on table "stagedoor"."decision_reasons" is 'Every reason of a yes or a no, and the remedy of the no (F96).

A part adds rows.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."decision_reasons"
  to "postgres";
