-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."alert_sweeps" (
  "rule_key"    text                     not null,
  "swept_until" timestamp with time zone,
  constraint "alert_sweeps_pkey" primary key (rule_key),
  constraint "alert_sweeps_rule_key_fkey" foreign key (rule_key)
    references stagedoor.alert_rules(rule_key) on update cascade on delete cascade
);

alter table "stagedoor"."alert_sweeps"
  enable row level security;

comment on table "stagedoor"."alert_sweeps" is 'Until when sweep_alerts has looked for what a rule finds (F89).

Apart from the rules, which people change: its rows are what sweepers take turns at.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."alert_sweeps"
  to "postgres";
