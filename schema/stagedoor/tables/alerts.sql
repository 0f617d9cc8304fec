-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."alerts" (
  "id"              uuid                     not null default gen_random_uuid(),
  "scope_id"        uuid                     not null,
  "rule_key"        text                     not null,
  "subject_id"      uuid,
  "detail"          jsonb                    not null default '{}'::jsonb,
  "acknowledged_at" timestamp with time zone,
  "acknowledged_by" uuid,
  "note"            text,
  constraint "alerts_acknowledged_at_some_time_check"
    check (((acknowledged_by IS NULL) OR (acknowledged_at IS NOT NULL))),
  constraint "alerts_note_length_check" check ((char_length(note) <= 1000)),
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

create unique index alerts_scope_id_rule_key_subject_id_open_key on stagedoor.alerts
  using btree (scope_id, rule_key, subject_id) nulls not DISTINCT
  where (acknowledged_at is null);

create index alerts_subject_id_idx on stagedoor.alerts using btree (subject_id);

create policy "alerts_select" on "stagedoor"."alerts"
  for select
  to "authenticated"
  using
    ((scope_id = ANY (( select stagedoor.every_scope_with('audit:view'::text) as
    every_scope_with)::uuid[])));

comment on policy "alerts_select" on "stagedoor"."alerts" is 'Users who read the audit log of a scope see its alerts.';

comment on table "stagedoor"."alerts" is 'Alerts of scopes, open until acknowledged (F89).';

grant select on table "stagedoor"."alerts" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."alerts"
  to "postgres";

alter table "stagedoor"."alerts"
  add column "raised_at" timestamp with time zone not null default stagedoor.instant();

create index alerts_scope_id_raised_at_idx on stagedoor.alerts
  using btree (scope_id, raised_at desc);
