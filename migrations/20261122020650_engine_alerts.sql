-- Alerts: conditions that a user should look at, raised once a day and acknowledged.
--
-- A condition that one call meets is raised by that call. One that shows in what was
-- counted and logged before is looked for by sweep_alerts, which asks the function of each
-- rule: no request waits for it, and asking about somebody raises nothing about them.

create table stagedoor.alert_rules (
  rule_key    text    not null,
  description text    not null,
  threshold   integer not null default 1,
  is_active   boolean not null default true,
  within      interval,
  factor      numeric,
  found_by    text,

  constraint alert_rules_pkey
    primary key (rule_key),
  constraint alert_rules_rule_key_snake_case_check
    check (rule_key ~ '^[a-z][a-z0-9_]*$'),
  constraint alert_rules_threshold_positive_check
    check (threshold >= 1),
  constraint alert_rules_within_a_month_check
    check (within between '1 minute' and '31 days'),
  constraint alert_rules_factor_positive_check
    check (factor > 0 and factor <= 1000000),
  -- It is called by name, as the owner of the engine.
  constraint alert_rules_found_by_qualified_check
    check (found_by ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$')
);

comment on table stagedoor.alert_rules is
'The conditions of alerts, and their thresholds (F89). A part adds rows.';
comment on column stagedoor.alert_rules.threshold is
'How often it takes, as the description says. Never zero: is_active switches a rule off.';
comment on column stagedoor.alert_rules.within is
'In which time. Null: the rule counts in none.';
comment on column stagedoor.alert_rules.factor is
'How far beyond the usual, as the description says. Null: the rule compares with none.';
comment on column stagedoor.alert_rules.found_by is
'(rule stagedoor.alert_rules, since timestamptz, until timestamptz) returns table (scope_id
uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb): what sweep_alerts
raises.

What became true between the two moments, and it may find again what it found before. Values
about a person stand under personal in the detail. Null: a call raises it.';

insert into stagedoor.alert_rules (rule_key, description, threshold) values
  ('repeated_denials',
    'A member was refused the same permission many times within an hour.', 20),
  ('last_holder_lost',
    'A login was deleted and nobody is left who can give access.', 1);

create trigger _100_check_function
  after insert or update on stagedoor.alert_rules
  for each row execute function stagedoor.tg_any__check_function(
    'found_by',
    'stagedoor.alert_rules, pg_catalog.timestamptz, pg_catalog.timestamptz',
    'TABLE(scope_id uuid, subject_id uuid, cause text, '
      'occurred_at timestamp with time zone, detail jsonb)',
    'The function of an alert rule');
alter table stagedoor.alert_rules enable always trigger _100_check_function;

create trigger _900_record
  after insert or update or delete on stagedoor.alert_rules
  for each row execute function stagedoor.tg_any__record('alert_rule', '');
alter table stagedoor.alert_rules enable always trigger _900_record;

create table stagedoor.alerts (
  id               uuid        not null default gen_random_uuid(),
  scope_id         uuid,
  rule_key         text        not null,
  subject_id       uuid,
  cause            text        not null default '',
  raised_on        date        not null
    default (stagedoor.instant() at time zone 'UTC')::date,
  detail           jsonb       not null default '{}',
  raised_at        timestamptz not null default stagedoor.instant(),
  acknowledged_at  timestamptz,
  acknowledged_by  uuid,
  note             text,
  occurrence       text        not null default gen_random_uuid(),

  constraint alerts_pkey
    primary key (id),
  constraint alerts_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,
  constraint alerts_rule_key_fkey
    foreign key (rule_key) references stagedoor.alert_rules (rule_key) on delete cascade,
  constraint alerts_subject_id_fkey
    foreign key (subject_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint alerts_acknowledged_by_fkey
    foreign key (acknowledged_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint alerts_acknowledged_at_some_time_check
    check (acknowledged_by is null or acknowledged_at is not null),
  constraint alerts_note_length_check
    check (char_length(note) <= 1000),
  constraint alerts_cause_length_check
    check (char_length(cause) <= 200),

  -- Raised once a cause and day, however often the condition occurs and is looked for.
  constraint alerts_occurrence_key
    unique (occurrence)
);

comment on table stagedoor.alerts is
'Alerts of scopes, open until acknowledged (F89).';
comment on column stagedoor.alerts.scope_id is
'Whose alert it is. Null: of what belongs to no scope, for whoever runs the installation.';
comment on column stagedoor.alerts.cause is
'What tells alerts of one rule and subject apart. Nothing about a person.';
comment on column stagedoor.alerts.raised_on is
'The day in UTC on which it occurred.';
comment on column stagedoor.alerts.occurrence is
'Of scope, rule, subject, cause and day, as they were then.

A guest who claims an account takes alerts along, and may bring the same one.';
comment on column stagedoor.alerts.detail is
'What was found. Values about a person stand under personal, and can be erased.';

create index alerts_scope_id_raised_at_idx on stagedoor.alerts (scope_id, raised_at desc);
create index alerts_rule_key_idx on stagedoor.alerts (rule_key);
create index alerts_subject_id_idx on stagedoor.alerts (subject_id);
create index alerts_acknowledged_by_idx on stagedoor.alerts (acknowledged_by);

create function stagedoor.raise_alert(
  p_scope_id uuid, p_rule_key text, p_subject_id uuid, p_detail jsonb default '{}',
  p_cause text default '', p_occurred_at timestamptz default null
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes alerts and the outbox, which no request role may. Called by definers and triggers.
declare
  v_alert stagedoor.alerts;
  v_told  pg_catalog.jsonb := p_detail - 'personal';
  v_cause pg_catalog.text := left(coalesce(p_cause, ''), 200);
  v_day   pg_catalog.date := (
    coalesce(p_occurred_at, stagedoor.instant()) at time zone 'UTC')::pg_catalog.date;
begin
  insert into stagedoor.alerts
    (scope_id, rule_key, subject_id, detail, cause, raised_on, occurrence)
  select
    s.id, r.rule_key, u.id, coalesce(p_detail, '{}'), v_cause, v_day,
    md5(jsonb_build_array(s.id, r.rule_key, u.id, v_cause, v_day)::pg_catalog.text)
  from stagedoor.alert_rules as r
  left join stagedoor.scopes as s on s.id = p_scope_id
  left join stagedoor.user_accounts as u on u.id = p_subject_id
  where r.rule_key = p_rule_key
    and r.is_active
    and (p_scope_id is null or s.id is not null)
  on conflict do nothing
  returning * into v_alert;
  if not found then
    return false;
  end if;

  -- What leaves the database, or stays for good, names nobody but by id.
  insert into stagedoor.outbox (topic, payload)
  values ('alert.raised', jsonb_build_object(
    'alert_id', v_alert.id, 'scope_id', p_scope_id, 'rule_key', p_rule_key,
    'subject_id', p_subject_id, 'cause', v_alert.cause, 'raised_on', v_alert.raised_on,
    'detail', v_told));
  perform stagedoor.record_event(
    p_event => 'alert.raised', p_scope_id => p_scope_id, p_subject_id => p_subject_id,
    p_object_type => 'alert_rules', p_object_id => p_rule_key, p_after => v_told,
    p_personal => p_detail -> 'personal');
  return true;
end;
$$;

comment on function stagedoor.raise_alert is
'Raise an alert, unless that day has it already: a hook of parts (F89).

Once for each scope, rule, subject, cause and day. Returns whether it is new. p_scope_id:
null where it belongs to none. p_detail holds values about a person under personal, of which
neither the outbox nor the log keeps more than can be erased. A webhook gets it from the
outbox.';

alter table stagedoor.alert_rules enable row level security;
alter table stagedoor.alerts enable row level security;

-- Privileges. For definers only.

revoke all on function stagedoor.raise_alert from public, anon, authenticated, service_role;
revoke all on stagedoor.alert_rules, stagedoor.alerts
  from public, anon, authenticated, service_role;
