-- Accounts: the users whom access is granted to, with a login or without.
--
-- A guest is made by another user and has no login. A verified account carries the id of
-- its login and appears the first time that it is needed; there is no trigger on
-- auth.users, because on a hosted project such a trigger can be made and not be dropped
-- again.

create table stagedoor.user_accounts (
  id              uuid        not null default gen_random_uuid(),
  auth_user_id    uuid,
  account_status  text        not null default 'guest',
  email           text,
  fullname_first  text,
  fullname_last   text,
  phone_number    text,
  notes           text,
  created_by      uuid,
  created_at      timestamptz not null default stagedoor.instant(),
  deleted_at      timestamptz,
  claimed_as      uuid,

  constraint user_accounts_pkey
    primary key (id),
  constraint user_accounts_auth_user_id_key
    unique (auth_user_id),

  -- Deleting the login leaves the account and its history; it can no longer sign in.
  constraint user_accounts_auth_user_id_fkey
    foreign key (auth_user_id) references auth.users (id) on delete set null,
  constraint user_accounts_created_by_fkey
    foreign key (created_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint user_accounts_claimed_as_fkey
    foreign key (claimed_as) references stagedoor.user_accounts (id)
    on update cascade on delete set null,

  constraint user_accounts_account_status_known_check
    check (account_status in ('guest', 'verified')),

  -- An account with a login has the id of that login and is no guest.
  constraint user_accounts_login_is_verified_check
    check (auth_user_id is null or (auth_user_id = id and account_status = 'verified')),

  constraint user_accounts_email_lower_case_check
    check (email = lower(email) and char_length(email) between 3 and 320),
  constraint user_accounts_fullname_first_length_check
    check (char_length(fullname_first) <= 120),
  constraint user_accounts_fullname_last_length_check
    check (char_length(fullname_last) <= 120),
  constraint user_accounts_phone_number_length_check
    check (char_length(phone_number) <= 40),
  constraint user_accounts_notes_length_check
    check (char_length(notes) <= 4000),

  -- Only a guest can be claimed, by another account.
  constraint user_accounts_claimed_as_another_check
    check (claimed_as is null or (claimed_as <> id and account_status = 'guest'))
);

comment on table stagedoor.user_accounts is
'People: guests made by others, and accounts that sign in (F63, F81).';
comment on column stagedoor.user_accounts.id is
'The id of the login once verified; until then an id of its own.';
comment on column stagedoor.user_accounts.auth_user_id is
'The login. Null for a guest and after the login was deleted.';
comment on column stagedoor.user_accounts.deleted_at is
'When it was closed: by its owner, or with its login.

It is opened again, and holds nothing, only where its login was deleted and is made anew.';
comment on column stagedoor.user_accounts.claimed_as is
'The account that took over this guest, if that one existed already.';

-- Few accounts are closed, and many statements ask whether one is.
create index user_accounts_id_closed_idx on stagedoor.user_accounts (id)
  where deleted_at is not null;

create index user_accounts_created_by_idx on stagedoor.user_accounts (created_by);
create index user_accounts_claimed_as_idx on stagedoor.user_accounts (claimed_as);
create index user_accounts_email_idx on stagedoor.user_accounts (email);

-- Read by definers as their owner.
create view stagedoor.live_accounts
with (security_invoker = true)
as
select l.id
from stagedoor.live_logins as l
where not exists (
  select from stagedoor.user_accounts as a
  where a.id = l.id and a.deleted_at is not null and a.auth_user_id is not null
);

comment on view stagedoor.live_accounts is
'The users whose token counts: login live, account not closed (F95).

Whoever never did anything here has no account yet, and is live; so is a login that was made
anew with its id, whose account is opened again at first use.';

create function stagedoor.account_is_live(p_user_id uuid)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads auth.users, which no request role may. Asked by definers only.
begin
  return exists (select from stagedoor.live_accounts as a where a.id = p_user_id);
end;
$$;

comment on function stagedoor.account_is_live is
'Whether the token of a user counts: see live_accounts (F95).';

-- The log keeps the id that a guest had at the time of an event.
create table stagedoor.account_aliases (
  former_id  uuid        not null,
  user_id    uuid        not null,
  claimed_at timestamptz not null default stagedoor.instant(),

  constraint account_aliases_pkey
    primary key (former_id),
  constraint account_aliases_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint account_aliases_names_another_check
    check (former_id <> user_id)
);

comment on table stagedoor.account_aliases is
'Which account a former guest id belongs to now (F82).';

create index account_aliases_user_id_idx on stagedoor.account_aliases (user_id);

create function stagedoor.reopen_account(p_user_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accounts, which no request role may. Of a login that is gone the account
-- stays without one, and what it held was revoked.
begin
  update stagedoor.user_accounts as a
  set auth_user_id = u.id, deleted_at = null, email = u.email
  from stagedoor.auth_account(p_user_id) as u
  where a.id = u.id
    and a.auth_user_id is null
    and a.deleted_at is not null
    and a.account_status = 'verified';
end;
$$;

comment on function stagedoor.reopen_account is
'Open the account of a login that was deleted and is made anew.

With its id. It holds nothing. An account that its owner closed stays closed.';

create function stagedoor.ensure_account(p_user_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accounts, which no request role may. Asked by definers only.
declare
  v_account stagedoor.user_accounts;
begin
  select a.* into v_account from stagedoor.user_accounts as a where a.id = p_user_id;
  if not found or v_account.deleted_at is not null then
    -- Waits for a concurrent insert of the same account, which then exists.
    insert into stagedoor.user_accounts (id, auth_user_id, account_status, email)
    select u.id, u.id, 'verified', u.email
    from stagedoor.auth_account(p_user_id) as u
    where not exists (select from stagedoor.user_accounts as a where a.id = p_user_id)
    on conflict on constraint user_accounts_pkey do nothing;
    perform stagedoor.reopen_account(p_user_id);
    select a.* into v_account from stagedoor.user_accounts as a where a.id = p_user_id;
  end if;
  return v_account.id is not null
    and v_account.deleted_at is null
    and v_account.claimed_as is null
    -- The auth service deletes softly, too.
    and (v_account.account_status = 'guest'
      or exists (select from stagedoor.auth_account(p_user_id)));
end;
$$;

comment on function stagedoor.ensure_account is
'Make sure that a user who can sign in has an account.

Returns whether one is there. False for an id that nobody has, for a closed account, for a
login that is gone and for a guest that was claimed.';

create function stagedoor.tg_user_accounts__lose_login()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Runs inside the deletion of a login by the auth service, which must never fail on us.
begin
  new.deleted_at := coalesce(new.deleted_at, stagedoor.instant());
  return new;
end;
$$;

comment on function stagedoor.tg_user_accounts__lose_login is
'Mark the account of a deleted login as deleted.';

create trigger _200_lose_login
  before update on stagedoor.user_accounts
  for each row when (old.auth_user_id is not null and new.auth_user_id is null)
  execute function stagedoor.tg_user_accounts__lose_login();

create trigger _900_record
  after insert or update or delete on stagedoor.user_accounts
  for each row execute function stagedoor.tg_any__record(
    'account', '', 'email', 'fullname_first', 'fullname_last', 'phone_number', 'notes');
alter table stagedoor.user_accounts enable always trigger _900_record;

alter table stagedoor.user_accounts enable row level security;
alter table stagedoor.account_aliases enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.account_is_live,
  stagedoor.reopen_account,
  stagedoor.ensure_account,
  stagedoor.tg_user_accounts__lose_login
from public, anon, authenticated, service_role;
revoke all on stagedoor.user_accounts, stagedoor.live_accounts, stagedoor.account_aliases
  from public, anon, authenticated, service_role;
