-- Settings and secrets of the installation.

create table stagedoor.settings (
  key         text        not null,
  value       jsonb       not null,
  description text        not null,

  constraint settings_pkey
    primary key (key),
  constraint settings_key_snake_case_check
    check (key ~ '^[a-z][a-z0-9_]*$')
);

comment on table stagedoor.settings is
'Values that an installation may change, one row each.

Changed in SQL by its owner.';

insert into stagedoor.settings (key, value, description) values
  ('client_ip_header', '"cf-connecting-ip"',
    'The header in which the platform itself names the client address. Never a header that '
    'a client can send through, such as the leftmost X-Forwarded-For.'),
  ('elevation_max_minutes', '60',
    'The longest elevation, in minutes (F55).'),
  ('invitation_valid_hours', '168',
    'How long an invitation can be accepted, in hours.'),
  ('invitations_per_hour', '100',
    'How many invitations one person may send within an hour.'),
  ('secret_max_failures_per_user', '5',
    'Wrong attempts at a secret within 15 minutes before its user is locked out.'),
  ('secret_max_failures_per_scope', '20',
    'Wrong attempts at a secret within one hour before its scope is locked out.'),
  ('secret_max_failures_per_address', '50',
    'Wrong attempts at secrets within one hour before an address is slowed down.');

-- Only the definer that compares with a secret reads it.
create table stagedoor.secrets (
  scope_id   uuid        not null,
  name       text        not null,
  value      text        not null,
  updated_at timestamptz not null default stagedoor.instant(),

  constraint secrets_pkey
    primary key (scope_id, name),
  constraint secrets_name_upper_case_check
    check (name ~ '^[A-Z][A-Z0-9_]*$'),
  constraint secrets_value_length_check
    check (char_length(value) between 1 and 4096)
);

comment on table stagedoor.secrets is
'Hashes of secrets, one per scope and name (F56).

No policy and no grant: only definers compare with them.';

create function stagedoor.setting(p_key text)
returns jsonb
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads stagedoor.settings, which no request role may.
begin
  return (select s.value from stagedoor.settings as s where s.key = p_key);
end;
$$;

comment on function stagedoor.setting is
'The value of one setting. Null where it does not exist.';

create trigger _900_record
  after insert or update or delete on stagedoor.settings
  for each row execute function stagedoor.tg_any__record('setting', '');
alter table stagedoor.settings enable always trigger _900_record;

create function stagedoor.tg_secrets__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no request role may. The value stays out of them.
declare
  v_secret stagedoor.secrets := coalesce(new, old);
begin
  perform stagedoor.record_event(
    p_event => case tg_op when 'DELETE' then 'secret.removed' else 'secret.set' end,
    p_scope_id => v_secret.scope_id,
    p_object_type => 'secrets',
    p_object_id => v_secret.name);
  return null;
end;
$$;

comment on function stagedoor.tg_secrets__record is
'Queue secret.set and secret.removed, with the name alone.';

create trigger _900_record
  after insert or update or delete on stagedoor.secrets
  for each row execute function stagedoor.tg_secrets__record();
alter table stagedoor.secrets enable always trigger _900_record;

-- No policy and no grant on either: only definers read them.
alter table stagedoor.settings enable row level security;
alter table stagedoor.secrets enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.setting,
  stagedoor.tg_secrets__record
from public, anon, authenticated, service_role;
revoke all on stagedoor.settings, stagedoor.secrets
  from public, anon, authenticated, service_role;
