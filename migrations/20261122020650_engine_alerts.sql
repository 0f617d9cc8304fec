-- Alerts: conditions that a user should look at, raised once and open until acknowledged.

create table stagedoor.alert_rules (
  rule_key    text    not null,
  description text    not null,
  threshold   integer not null default 1,
  is_active   boolean not null default true,

  constraint alert_rules_pkey
    primary key (rule_key),
  constraint alert_rules_rule_key_snake_case_check
    check (rule_key ~ '^[a-z][a-z0-9_]*$'),
  constraint alert_rules_threshold_positive_check
    check (threshold >= 1)
);

comment on table stagedoor.alert_rules is
'The conditions of alerts, and their thresholds (F89). A part adds rows.';

insert into stagedoor.alert_rules (rule_key, description, threshold) values
  ('repeated_denials',
    'A member was refused the same permission many times within an hour.', 20),
  ('secret_lockout',
    'Somebody tried a secret until they were locked out.', 1),
  ('last_holder_lost',
    'A login was deleted and nobody is left who can give access.', 1);

create table stagedoor.alerts (
  id               uuid        not null default gen_random_uuid(),
  scope_id         uuid        not null,
  rule_key         text        not null,
  subject_id       uuid,
  detail           jsonb       not null default '{}',
  raised_at        timestamptz not null default stagedoor.instant(),
  acknowledged_at  timestamptz,
  acknowledged_by  uuid,
  note             text,

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
    check (char_length(note) <= 1000)
);

comment on table stagedoor.alerts is
'Alerts of scopes, open until acknowledged (F89).';

-- The same alert is open once, however often its condition occurs.
create unique index alerts_scope_id_rule_key_subject_id_open_key
  on stagedoor.alerts (scope_id, rule_key, subject_id) nulls not distinct
  where acknowledged_at is null;
create index alerts_scope_id_raised_at_idx on stagedoor.alerts (scope_id, raised_at desc);
create index alerts_rule_key_idx on stagedoor.alerts (rule_key);
create index alerts_subject_id_idx on stagedoor.alerts (subject_id);
create index alerts_acknowledged_by_idx on stagedoor.alerts (acknowledged_by);

create function stagedoor.raise_alert(
  p_scope_id uuid, p_rule_key text, p_subject_id uuid, p_detail jsonb default '{}'
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes alerts and the outbox, which no request role may. Called by definers and triggers.
declare
  v_alert_id pg_catalog.uuid;
begin
  insert into stagedoor.alerts (scope_id, rule_key, subject_id, detail)
  select s.id, r.rule_key, u.id, p_detail
  from stagedoor.alert_rules as r
  join stagedoor.scopes as s on s.id = p_scope_id
  left join stagedoor.user_accounts as u on u.id = p_subject_id
  where r.rule_key = p_rule_key and r.is_active
  on conflict do nothing
  returning id into v_alert_id;
  if not found then
    return false;
  end if;

  insert into stagedoor.outbox (topic, payload)
  values ('alert.raised', jsonb_build_object(
    'alert_id', v_alert_id, 'scope_id', p_scope_id, 'rule_key', p_rule_key,
    'subject_id', p_subject_id, 'detail', p_detail));
  perform stagedoor.record_event(
    p_event => 'alert.raised', p_scope_id => p_scope_id, p_subject_id => p_subject_id,
    p_object_type => 'alert_rules', p_object_id => p_rule_key, p_after => p_detail);
  return true;
end;
$$;

comment on function stagedoor.raise_alert is
'Raise an alert at a scope, unless the same one is open (F89).

Returns whether it is new. A mailer reads it from the outbox.';

alter table stagedoor.alert_rules enable row level security;
alter table stagedoor.alerts enable row level security;

-- Privileges. For definers only.

revoke all on function stagedoor.raise_alert from public, anon, authenticated, service_role;
revoke all on stagedoor.alert_rules, stagedoor.alerts
  from public, anon, authenticated, service_role;
