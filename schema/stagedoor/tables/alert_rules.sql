-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."alert_rules" (
  "rule_key"    text    not null,
  "description" text    not null,
  "threshold"   integer not null default 1,
  "is_active"   boolean not null default true,
  constraint "alert_rules_pkey" primary key (rule_key),
  constraint "alert_rules_rule_key_snake_case_check"
    check ((rule_key ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "alert_rules_threshold_positive_check" check ((threshold >= 1))
);

alter table "stagedoor"."alert_rules"
  enable row level security;

create policy "alert_rules_select" on "stagedoor"."alert_rules"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on policy "alert_rules_select"
  on "stagedoor"."alert_rules" is 'Every user sees the rules of alerts.';

comment on table "stagedoor"."alert_rules" is 'The conditions of alerts, and their thresholds (F89). A part adds rows.';

grant select on table "stagedoor"."alert_rules" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."alert_rules"
  to "postgres";
