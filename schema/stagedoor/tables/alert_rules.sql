-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."alert_rules" (
  "rule_key"    text     not null,
  "description" text     not null,
  "threshold"   integer  not null default 1,
  "is_active"   boolean  not null default true,
  "within"      interval,
  "factor"      numeric,
  "found_by"    text,
  constraint "alert_rules_factor_positive_check"
    check (((factor > (0)::numeric) AND (factor <= (1000000)::numeric))),
  constraint "alert_rules_found_by_qualified_check"
    check ((found_by ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$'::text)),
  constraint "alert_rules_pkey" primary key (rule_key),
  constraint "alert_rules_rule_key_snake_case_check"
    check ((rule_key ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "alert_rules_threshold_positive_check" check ((threshold >= 1)),
  constraint "alert_rules_within_a_month_check"
    check (((within >= '00:01:00'::interval) AND (within <= '31 days'::interval)))
);

alter table "stagedoor"."alert_rules"
  enable row level security;

create trigger _100_check_function
  after insert or update on stagedoor.alert_rules
  for each row
  execute function
    stagedoor.tg_any__check_function('found_by',
    'stagedoor.alert_rules, pg_catalog.timestamptz, pg_catalog.timestamptz',
    'TABLE(scope_id uuid, subject_id uuid, cause text, occurred_at timestamp with time zone, detail jsonb)', 'The function of an alert rule');

alter table "stagedoor"."alert_rules"
  enable always trigger "_100_check_function";

create trigger _900_record
  after insert or delete or update on stagedoor.alert_rules
  for each row
  execute function stagedoor.tg_any__record('alert_rule', '');

alter table "stagedoor"."alert_rules"
  enable always trigger "_900_record";

create policy "alert_rules_select" on "stagedoor"."alert_rules"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on column "stagedoor"."alert_rules"."factor" is 'How far beyond the usual, as the description says. Null: the rule compares with none.';

comment on column "stagedoor"."alert_rules"."found_by" is '(rule stagedoor.alert_rules, since timestamptz, until timestamptz) returns table (scope_id
uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb): what sweep_alerts
raises.

What became true between the two moments, and it may find again what it found before. Values
about a person stand under personal in the detail. Null: a call raises it.';

comment on column "stagedoor"."alert_rules"."threshold" is 'How often it takes, as the description says. Never zero: is_active switches a rule off.';

comment on column "stagedoor"."alert_rules"."within" is 'In which time. Null: the rule counts in none.';

comment on policy "alert_rules_select"
  on "stagedoor"."alert_rules" is 'Every user sees the rules of alerts.';

comment on table "stagedoor"."alert_rules" is 'The conditions of alerts, and their thresholds (F89). A part adds rows.';

grant select on table "stagedoor"."alert_rules" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."alert_rules"
  to "postgres";
