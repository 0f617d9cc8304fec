-- Development only: plain/auth.sql grown into what the auth service of a hosted project
-- has. The schema is the superuser's, its contents are the service's; `postgres` may read
-- and change rows there, and neither alter nor create anything.

grant usage, create on schema auth to supabase_auth_admin, dashboard_user;
grant usage on schema auth to postgres;
alter default privileges for role supabase_auth_admin in schema auth
  grant all on tables to postgres, dashboard_user;
alter default privileges for role supabase_auth_admin in schema auth
  grant all on sequences to postgres, dashboard_user;
alter default privileges for role supabase_auth_admin in schema auth
  grant all on functions to postgres, dashboard_user;

alter type auth.aal_level owner to supabase_auth_admin;
alter table auth.users owner to supabase_auth_admin;
alter table auth.sessions owner to supabase_auth_admin;
alter function auth.jwt() owner to supabase_auth_admin;
alter function auth.uid() owner to supabase_auth_admin;
alter function auth.role() owner to supabase_auth_admin;
alter function auth.email() owner to supabase_auth_admin;

grant all on auth.users, auth.sessions to postgres, dashboard_user;
grant all on function auth.jwt(), auth.uid(), auth.role(), auth.email()
  to postgres, dashboard_user;

set role supabase_auth_admin;

alter table auth.users
  add column instance_id uuid,
  add column aud varchar(255),
  add column role varchar(255),
  add column encrypted_password varchar(255),
  add column invited_at timestamptz,
  add column confirmation_token varchar(255),
  add column confirmation_sent_at timestamptz,
  add column recovery_token varchar(255),
  add column recovery_sent_at timestamptz,
  add column email_change_token_new varchar(255),
  add column email_change varchar(255),
  add column email_change_sent_at timestamptz,
  add column last_sign_in_at timestamptz,
  add column is_super_admin boolean,
  add column phone text unique,
  add column phone_confirmed_at timestamptz,
  add column phone_change text default '',
  add column phone_change_token varchar(255) default '',
  add column phone_change_sent_at timestamptz,
  add column confirmed_at timestamptz
    generated always as (least(email_confirmed_at, phone_confirmed_at)) stored,
  add column email_change_token_current varchar(255) default '',
  add column email_change_confirm_status smallint default 0
    check (email_change_confirm_status between 0 and 2),
  add column reauthentication_token varchar(255) default '',
  add column reauthentication_sent_at timestamptz,
  add column is_sso_user boolean not null default false;

-- Two people may share an address where one of them signs in through a company's SSO.
create unique index users_email_partial_key on auth.users (email) where not is_sso_user;
create index users_instance_id_email_idx on auth.users (instance_id, lower(email));
create index users_is_anonymous_idx on auth.users (is_anonymous);

alter table auth.sessions
  add column factor_id uuid,
  add column tag text,
  add column oauth_client_id uuid,
  add column refresh_token_hmac_key text,
  add column refresh_token_counter bigint,
  add column scopes text check (char_length(scopes) <= 4096);

create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
create type auth.factor_status as enum ('unverified', 'verified');
create type auth.one_time_token_type as enum (
  'confirmation_token', 'reauthentication_token', 'recovery_token',
  'email_change_token_new', 'email_change_token_current', 'phone_change_token'
);

create table auth.identities (
  id              uuid  not null default gen_random_uuid() primary key,
  provider_id     text  not null,
  user_id         uuid  not null references auth.users (id) on delete cascade,
  identity_data   jsonb not null,
  provider        text  not null,
  last_sign_in_at timestamptz,
  created_at      timestamptz,
  updated_at      timestamptz,
  email           text generated always as (lower(identity_data ->> 'email')) stored,
  unique (provider_id, provider)
);
create index identities_user_id_idx on auth.identities (user_id);

create table auth.refresh_tokens (
  id          bigserial primary key,
  instance_id uuid,
  token       varchar(255) unique,
  user_id     varchar(255),
  session_id  uuid references auth.sessions (id) on delete cascade,
  parent      varchar(255),
  revoked     boolean,
  created_at  timestamptz,
  updated_at  timestamptz
);

create table auth.mfa_factors (
  id                           uuid               not null primary key,
  user_id                      uuid               not null
    references auth.users (id) on delete cascade,
  friendly_name                text,
  factor_type                  auth.factor_type   not null,
  status                       auth.factor_status not null,
  created_at                   timestamptz        not null,
  updated_at                   timestamptz        not null,
  secret                       text,
  phone                        text,
  last_challenged_at           timestamptz unique,
  web_authn_credential         jsonb,
  web_authn_aaguid             uuid,
  last_webauthn_challenge_data jsonb
);

create table auth.mfa_challenges (
  id                     uuid        not null primary key,
  factor_id              uuid        not null
    references auth.mfa_factors (id) on delete cascade,
  created_at             timestamptz not null,
  verified_at            timestamptz,
  ip_address             inet        not null,
  otp_code               text,
  web_authn_session_data jsonb
);

create table auth.mfa_amr_claims (
  id                    uuid        not null primary key,
  session_id            uuid        not null references auth.sessions (id) on delete cascade,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  authentication_method text        not null,
  unique (session_id, authentication_method)
);

create table auth.one_time_tokens (
  id         uuid                     not null primary key,
  user_id    uuid                     not null references auth.users (id) on delete cascade,
  token_type auth.one_time_token_type not null,
  token_hash text                     not null check (token_hash <> ''),
  relates_to text                     not null,
  created_at timestamp                not null default now(),
  updated_at timestamp                not null default now(),
  unique (user_id, token_type)
);

create table auth.audit_log_entries (
  id          uuid        not null primary key,
  instance_id uuid,
  payload     json,
  created_at  timestamptz,
  ip_address  varchar(64) not null default ''
);

create table auth.schema_migrations (version varchar(255) not null primary key);

alter table auth.identities enable row level security;
alter table auth.refresh_tokens enable row level security;
alter table auth.mfa_factors enable row level security;
alter table auth.mfa_challenges enable row level security;
alter table auth.mfa_amr_claims enable row level security;
alter table auth.one_time_tokens enable row level security;
alter table auth.audit_log_entries enable row level security;
alter table auth.schema_migrations enable row level security;

grant select on all tables in schema auth to postgres with grant option;
revoke all on auth.schema_migrations from postgres, dashboard_user;

reset role;
