-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."alerts" (
  "id"              uuid                     not null default gen_random_uuid(),
  "scope_id"        uuid,
  "rule_key"        text                     not null,
  "subject_id"      uuid,
  "cause"           text                     not null default ''::text,
  "detail"          jsonb                    not null default '{}'::jsonb,
  "acknowledged_at" timestamp with time zone,
  "acknowledged_by" uuid,
  "note"            text,
  "occurrence"      text                     not null default gen_random_uuid(),
  constraint "alerts_acknowledged_at_some_time_check"
    check (((acknowledged_by IS NULL) OR (acknowledged_at IS NOT NULL))),
  constraint "alerts_cause_length_check" check ((char_length(cause) <= 200)),
  constraint "alerts_note_length_check" check ((char_length(note) <= 1000)),
  constraint "alerts_occurrence_key" unique (occurrence),
  constraint "alerts_pkey" primary key (id),
  constraint "alerts_rule_key_fkey" foreign key (rule_key)
    references stagedoor.alert_rules(rule_key) on delete cascade,
  constraint "alerts_scope_id_fkey" foreign key (scope_id) references stagedoor.scopes(id)
    on delete cascade,
  constraint "alerts_acknowledged_by_fkey" foreign key (acknowledged_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "alerts_subject_id_fkey" foreign key (subject_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor"."alerts"
  enable row level security;

create index alerts_acknowledged_by_idx on stagedoor.alerts using btree (acknowledged_by);

create index alerts_rule_key_idx on stagedoor.alerts using btree (rule_key);

create index alerts_subject_id_idx on stagedoor.alerts using btree (subject_id);

create policy "alerts_select" on "stagedoor"."alerts"
  for select
  to "authenticated"
  using
    ((scope_id = ANY (( select stagedoor.every_scope_with('audit:view'::text) as
    every_scope_with)::uuid[])));

comment on column "stagedoor"."alerts"."cause" is 'What tells alerts of one rule and subject apart. Nothing about a person.';

comment on column "stagedoor"."alerts"."detail" is 'What was found. Values about a person stand under personal, and can be erased.';

comment on column "stagedoor"."alerts"."occurrence" is 'Of scope, rule, subject, cause and day, as they were then.

A guest who claims an account takes alerts along, and may bring the same one.';

comment on column "stagedoor"."alerts"."scope_id" is 'Whose alert it is. Null: of what belongs to no scope, for whoever runs the installation.';

comment on policy "alerts_select" on "stagedoor"."alerts" is 'Users who read the audit log of a scope see its alerts.';

comment on table "stagedoor"."alerts" is 'Alerts of scopes, open until acknowledged (F89).';

grant select on table "stagedoor"."alerts" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."alerts"
  to "postgres";

alter table "stagedoor"."alerts"
  add column "raised_on" date
    not null default ((stagedoor.instant() AT TIME ZONE 'UTC'::text))::date;

comment on column "stagedoor"."alerts"."raised_on" is 'The day in UTC on which it occurred.';

alter table "stagedoor"."alerts"
  add column "raised_at" timestamp with time zone not null default stagedoor.instant();

create index alerts_scope_id_raised_at_idx on stagedoor.alerts
  using btree (scope_id, raised_at desc);
