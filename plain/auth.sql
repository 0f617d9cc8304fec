-- The smallest `auth` that the product needs where there is no Supabase: who exists, who
-- is signed in, and what the token of this request says. Safe to run again.
--
-- Fill auth.users (and auth.sessions, where elevations are used) from your own sign-in, and
-- set `request.jwt.claims` for each request, as PostgREST does.

do $$
begin
  if (select c.relowner::regrole::text from pg_class as c
      where c.oid = to_regclass('auth.users')) = 'supabase_auth_admin'
  then
    raise exception 'this is a Supabase project: it has its own auth and needs no plain/';
  end if;
end;
$$;

create schema if not exists auth;
create schema if not exists extensions;

do $$
begin
  if to_regtype('auth.aal_level') is null then
    create type auth.aal_level as enum ('aal1', 'aal2', 'aal3');
  end if;
end;
$$;

create table if not exists auth.users (
  id                 uuid    not null primary key,
  email              varchar(255),
  email_confirmed_at timestamptz,
  raw_app_meta_data  jsonb,
  raw_user_meta_data jsonb,
  created_at         timestamptz,
  updated_at         timestamptz,
  banned_until       timestamptz,
  deleted_at         timestamptz,
  is_anonymous       boolean not null default false
);

create table if not exists auth.sessions (
  id           uuid not null primary key,
  user_id      uuid not null references auth.users (id) on delete cascade,
  created_at   timestamptz,
  updated_at   timestamptz,
  aal          auth.aal_level,
  not_after    timestamptz,
  refreshed_at timestamp,
  user_agent   text,
  ip           inet
);

create index if not exists sessions_user_id_idx on auth.sessions (user_id);

-- The claims of this request. PostgREST used to set one setting per claim: where such a
-- setting stands, it wins.

create or replace function auth.jwt()
returns jsonb
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;

create or replace function auth.uid()
returns uuid
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;

create or replace function auth.role()
returns text
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;

create or replace function auth.email()
returns text
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
  )
$$;

comment on function auth.jwt() is 'The claims of this request''s token.';
comment on function auth.uid() is 'Who is asking: the claim sub.';
comment on function auth.role() is 'What the request came in as: the claim role.';
comment on function auth.email() is 'The claim email.';

-- No policy: requests read claims, never these tables. The owner of the database, who
-- installs the product, reads and refers to them.

alter table auth.users enable row level security;
alter table auth.sessions enable row level security;

do $$
declare
  v_owner text := (
    select d.datdba::regrole::text from pg_database as d where d.datname = current_database()
  );
begin
  execute 'grant usage on schema auth to ' || v_owner;
  execute 'grant usage, create on schema extensions to ' || v_owner;
  execute 'grant select, insert, update, delete, references, trigger'
    || ' on auth.users, auth.sessions to ' || v_owner;
end;
$$;

grant usage on schema auth, extensions, public to anon, authenticated, service_role;
