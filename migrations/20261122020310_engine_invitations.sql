-- Invitations: accesses without a user yet, and the outbox of a mailer.

create table stagedoor.invitations (
  access_id  uuid        not null,
  email      text        not null,
  token_hash bytea       not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default stagedoor.instant(),

  constraint invitations_pkey
    primary key (access_id),
  constraint invitations_token_hash_key
    unique (token_hash),
  constraint invitations_access_id_fkey
    foreign key (access_id) references stagedoor.user_accesses (id) on delete cascade,
  constraint invitations_email_lower_case_check
    check (email = lower(email) and char_length(email) between 3 and 320),
  constraint invitations_token_hash_is_sha256_check
    check (octet_length(token_hash) = 32),
  constraint invitations_expires_at_finite_check
    check (isfinite(expires_at))
);

comment on table stagedoor.invitations is
'Address and token hash of accesses that wait to be accepted.

The token itself is shown once, to the inviter, and not kept.';

create index invitations_email_idx on stagedoor.invitations (email);

-- The mailer reads this; the token is not in it.
create table stagedoor.outbox (
  id           uuid        not null default gen_random_uuid(),
  topic        text        not null,
  payload      jsonb       not null,
  created_at   timestamptz not null default stagedoor.instant(),
  delivered_at timestamptz,
  attempts     integer     not null default 0,
  due_at       timestamptz not null default stagedoor.instant(),
  last_error   text,

  constraint outbox_pkey
    primary key (id),
  constraint outbox_topic_grammar_check
    check (topic ~ '^[a-z][a-z_]*\.[a-z][a-z_]*$'),
  constraint outbox_attempts_counted_check
    check (attempts >= 0),
  constraint outbox_last_error_length_check
    check (char_length(last_error) <= 400)
);

comment on table stagedoor.outbox is
'Messages for a webhook or a mailer, such as invitation.created.

It carries no secret.';
comment on column stagedoor.outbox.attempts is
'How often a courier took it, whatever became of it.';
comment on column stagedoor.outbox.due_at is
'From when on the next courier takes it: later with every attempt.';

create index outbox_undelivered_idx on stagedoor.outbox (created_at)
  where delivered_at is null;

alter table stagedoor.invitations enable row level security;
alter table stagedoor.outbox enable row level security;

-- Privileges.

revoke all on stagedoor.invitations, stagedoor.outbox
  from public, anon, authenticated, service_role;
-- The mailer of an installation is its service.
grant select, update (delivered_at) on stagedoor.outbox to service_role;
