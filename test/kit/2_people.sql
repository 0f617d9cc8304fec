-- People: accounts with a login, guests without one, bans and deletions.

create or replace function tests.id_for(p_name text)
returns uuid
language sql
stable
set search_path = ''
as $$
  -- The same name has the same id in every run, so that a failure reads the same twice.
  -- Users who were there before are named by adopt, until the transaction ends.
  select coalesce(
    nullif(current_setting('tests.people', true), '')::jsonb ->> p_name,
    md5('stagedoor ' || p_name))::uuid
$$;

comment on function tests.id_for(text) is
'The id of a user of this name, whether they exist or not.';

create or replace function tests.create_user(
  p_name         text,
  p_email        text    default null,
  p_is_confirmed boolean default true,
  p_is_anonymous boolean default false,
  p_user_data    jsonb   default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes auth.users and accounts.
declare
  v_user_id uuid := tests.id_for(p_name);
begin
  insert into auth.users
    (id, email, email_confirmed_at, is_anonymous, raw_user_meta_data, created_at, updated_at)
  values (
    v_user_id, coalesce(p_email, lower(p_name) || '@example.test'),
    case when p_is_confirmed then now() end, p_is_anonymous, p_user_data, now(), now()
  );
  perform stagedoor.ensure_account(v_user_id);
  return v_user_id;
end;
$$;

comment on function tests.create_user(text, text, boolean, boolean, jsonb) is
'Sign a user up: a login and an account. Returns the id.

The address is name@example.test and confirmed, unless said otherwise. p_user_data is what a
sign-up form adds, raw_user_meta_data, for triggers of your own on auth.users.';

create or replace function tests.create_guest(p_name text, p_created_by text default null)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accounts.
declare
  v_user_id uuid := tests.id_for(p_name);
begin
  insert into stagedoor.user_accounts (id, account_status, email, created_by)
  values (v_user_id, 'guest', lower(p_name) || '@example.test', tests.id_for(p_created_by));
  return v_user_id;
end;
$$;

comment on function tests.create_guest(text, text) is
'Make an account without a login. Returns the id.';

create or replace function tests.user_id(p_name text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accounts and logins, which a speaker may not.
declare
  v_user_id uuid := tests.id_for(p_name);
begin
  if not exists (select from stagedoor.user_accounts as a where a.id = v_user_id)
    and not exists (select from auth.users as u where u.id = v_user_id)
  then
    raise exception 'nobody here is called %', coalesce(p_name, 'null');
  end if;
  return v_user_id;
end;
$$;

comment on function tests.user_id(text) is
'The id of a user. Raises for a name that is not part of the cast.';

create or replace function tests.ban_user(p_name text, p_until timestamptz default null)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes auth.users.
  update auth.users as u
  set banned_until = coalesce(p_until, now() + interval '100 years')
  where u.id = tests.user_id(p_name)
$$;

comment on function tests.ban_user(text, timestamptz) is
'Ban a user as the auth service does. A moment that has passed lifts the ban.';

create or replace function tests.delete_user(p_name text)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Deletes from auth.users.
  delete from auth.users as u where u.id = tests.user_id(p_name)
$$;

comment on function tests.delete_user(text) is
'Delete the login of a user, as the auth service does.';
