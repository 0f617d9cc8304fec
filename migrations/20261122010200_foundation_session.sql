-- Session: the caller of a request, their session, and the moment of the request.
--
-- Only this file reads the schema `auth` beyond the claim helpers. On plain PostgreSQL
-- `plain/` ships the few tables and functions that it needs.

-- The functions of this file are plpgsql: every decision asks several of them, and one
-- written in SQL is parsed and planned anew in each statement that calls it.

create function stagedoor.instant()
returns timestamptz
language plpgsql
stable
parallel safe
set search_path = ''
as $$
begin
  return statement_timestamp();
end;
$$;

comment on function stagedoor.instant is
'The moment at which a decision is taken: the start of the statement.

Every window is compared with it when it is read (F19). Checks at commit use
clock_timestamp() instead. The test kit replaces this function inside a transaction that it
rolls back; elsewhere no clock can be set.';

create function stagedoor.claims()
returns jsonb
language plpgsql
stable
parallel safe
set search_path = ''
as $$
begin
  return nullif(current_setting('request.jwt.claims', true), '')::pg_catalog.jsonb;
end;
$$;

comment on function stagedoor.claims is
'The claims of the request''s token, as auth.jwt() reads them.

Functions of the engine call this instead of auth.jwt(): see token_subject.';

create function stagedoor.client_id()
returns text
language plpgsql
stable
parallel safe
set search_path = ''
as $$
begin
  return coalesce(
    nullif(current_setting('request.jwt.claims', true), '')::pg_catalog.json
      ->> 'client_id',
    nullif(current_setting('request.jwt.claim.client_id', true), ''));
end;
$$;

comment on function stagedoor.client_id is
'The app that the caller''s token was issued to (F131).

Null for a person''s own. The platform''s OAuth server gives a third-party app or agent a
token with the person''s sub and a client_id. Its OAuth scopes do not limit the database.';

create function stagedoor.token_subject()
returns uuid
language plpgsql
stable
parallel safe
set search_path = ''
as $$
declare
  v_subject pg_catalog.text := coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::pg_catalog.json ->> 'sub');
begin
  -- The form of a uuid, without a regular expression for the whole of it, which takes
  -- longer than all the rest, and without a block that catches the cast, which is a
  -- subtransaction.
  if v_subject like '________-____-____-____-____________'
    and v_subject not like '%-%-%-%-%-%'
    and v_subject !~ '[^0-9a-fA-F-]'
  then
    return v_subject::pg_catalog.uuid;
  end if;
  return null;
end;
$$;

comment on function stagedoor.token_subject is
'The user of the token: what auth.uid() answers.

Null for a subject that is no uuid. For records; decisions use caller_id(). auth.uid() casts
to a type that it does not qualify, and inside a definer such a name is looked up among
temporary objects first, where any session may put its own.';

create function stagedoor.caller_id()
returns uuid
language plpgsql
stable
parallel safe
set search_path = ''
as $$
declare
  v_claims  pg_catalog.text := current_setting('request.jwt.claims', true);
  v_subject pg_catalog.text;
begin
  -- An app that acts with somebody's token is not that person. Asked where the text may
  -- name one, and the subject read as token_subject() does: every decision comes this way.
  -- A function in the first condition would double the time of the whole.
  if strpos(v_claims, 'client_id') > 0 or strpos(v_claims, '\u') > 0
    or current_setting('request.jwt.claim.client_id', true) <> ''
  then
    if stagedoor.client_id() is not null then
      return null;
    end if;
  end if;
  v_subject := coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(v_claims, '')::pg_catalog.json ->> 'sub');
  if v_subject like '________-____-____-____-____________'
    and v_subject not like '%-%-%-%-%-%'
    and v_subject !~ '[^0-9a-fA-F-]'
  then
    return v_subject::pg_catalog.uuid;
  end if;
  return null;
end;
$$;

comment on function stagedoor.caller_id is
'The caller: the user whose own token it is (F131).

Null for an app''s token. Until a user can grant permissions to an app, a token with a
client_id holds none.';

create function stagedoor.uuid_or_null(p_text text)
returns uuid
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  -- Looked at before the cast and not caught behind it: an exception block is a
  -- subtransaction, which before 17 no parallel worker begins. Common case: the form that
  -- PostgreSQL writes, which takes no regular expression for the whole of it.
  if p_text like '________-____-____-____-____________'
    and p_text not like '%-%-%-%-%-%'
    and p_text !~ '[^0-9a-fA-F-]'
  then
    return p_text::pg_catalog.uuid;
  end if;
  return substring(p_text from '^(?:[0-9A-Fa-f]{4}-?){7}[0-9A-Fa-f]{4}$')::pg_catalog.uuid;
end;
$$;

comment on function stagedoor.uuid_or_null is
'The uuid that a text from outside is, or null. Never raises.

In either case, with hyphens or without.';

create function stagedoor.session_id()
returns uuid
language plpgsql
stable
parallel safe
set search_path = ''
as $$
begin
  return stagedoor.uuid_or_null(
    nullif(current_setting('request.jwt.claims', true), '')::pg_catalog.json
      ->> 'session_id');
end;
$$;

comment on function stagedoor.session_id is
'The session of the caller''s token. Null where the token names none.

A token with a session that is no uuid has none.';

create function stagedoor.session_aal()
returns text
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads auth.sessions, which no request role may: of the caller's own session, its level.
declare
  v_claims pg_catalog.jsonb := stagedoor.claims();
begin
  if v_claims ->> 'aal' is distinct from 'aal2' or v_claims ->> 'session_id' is null then
    return coalesce(v_claims ->> 'aal', 'aal1');
  end if;
  -- A token outlives the factor that it was issued with, and the session.
  return case when exists (
    select
    from auth.sessions as s
    where s.id = stagedoor.session_id()
      and s.user_id = stagedoor.token_subject()
      and s.aal::pg_catalog.text = 'aal2'
      and (s.not_after is null or s.not_after > stagedoor.instant())
  ) then 'aal2' else 'aal1' end;
end;
$$;

comment on function stagedoor.session_aal is
'The assurance level that counts for the caller: aal1 or aal2 (F102).

What the token says. Where it says aal2 and names a session, that session has to be alive
and of level aal2 still; a token without a session is believed.';

-- Read by definers as their owner. A view, because a decision then reads it within a
-- statement that it runs anyway.
create view stagedoor.live_logins
with (security_invoker = true)
as
select u.id
from auth.users as u
where u.deleted_at is null
  and not coalesce(u.is_anonymous, false)
  and (u.banned_until is null or u.banned_until <= stagedoor.instant());

comment on view stagedoor.live_logins is
'The logins that count: not deleted, not banned, not anonymous (F95).

A token stays valid after a ban; this view stops it at the next statement.';

create function stagedoor.banned_until(p_user_id uuid)
returns timestamptz
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads auth.users, which no request role may.
begin
  return (
    select u.banned_until
    from auth.users as u
    where u.id = p_user_id
  );
end;
$$;

comment on function stagedoor.banned_until is
'When the ban of a user ends. Null without a ban.

For the validity horizon of a refusal (F114).';

create function stagedoor.confirmed_email(p_user_id uuid)
returns text
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads auth.users, which no request role may.
begin
  return (
    select lower(u.email)
    from auth.users as u
    where u.id = p_user_id
      and u.email_confirmed_at is not null
  );
end;
$$;

comment on function stagedoor.confirmed_email is
'The confirmed e-mail address of a user. Null while unconfirmed.

In lower case. An unconfirmed address proves nothing: a user can sign up under any
address.';

create function stagedoor.session_is_alive(p_user_id uuid, p_session_id uuid)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads auth.sessions, which no request role may.
begin
  -- The session of an app, by the platform's OAuth server, is not the person's own. Auth
  -- schemas without that server have no such column: there alone the name means the null.
  return exists (
    select
    from (values (null::pg_catalog.uuid)) as without_apps (oauth_client_id)
    where exists (
      select
      from auth.sessions as s
      where s.id = p_session_id
        and s.user_id = p_user_id
        and (s.not_after is null or s.not_after > stagedoor.instant())
        and oauth_client_id is null
    )
  );
end;
$$;

comment on function stagedoor.session_is_alive is
'Whether a session of a user is alive: not signed out, not over.

False for the session of an app (F131). Only elevations depend on it; an ordinary decision
needs a live account alone.';

create function stagedoor.sessions_of(p_user_id uuid)
returns table (
  session_id uuid, created_at timestamptz, refreshed_at timestamptz, aal text,
  user_agent text, ip inet
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads auth.sessions, which no request role may. Asked by definers only.
  select
    s.id, s.created_at, s.refreshed_at at time zone 'UTC', s.aal::pg_catalog.text,
    s.user_agent, s.ip
  from auth.sessions as s
  where s.user_id = p_user_id
    and (s.not_after is null or s.not_after > stagedoor.instant())
$$;

comment on function stagedoor.sessions_of is
'The sessions of a user that are alive (F92).';

create function stagedoor.delete_session(p_user_id uuid, p_session_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Deletes from auth.sessions, which no request role may. Asked by definers only. The
-- refresh tokens of the session go with it, so it cannot be renewed.
begin
  delete from auth.sessions as s where s.id = p_session_id and s.user_id = p_user_id;
  return found;
end;
$$;

comment on function stagedoor.delete_session is
'End one session of a user (F92). Returns whether there was one.

The access token of an ended session stays valid until it runs out; elevation ends at
once.';

create function stagedoor.auth_account(p_user_id uuid)
returns table (id uuid, email text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads auth.users, which no request role may. Asked by definers only.
begin
  return query
  select u.id, case when u.email_confirmed_at is not null then lower(u.email) end
  from auth.users as u
  where u.id = p_user_id
    and u.deleted_at is null
    and not coalesce(u.is_anonymous, false);
end;
$$;

comment on function stagedoor.auth_account is
'Id and address of a login that can have an account here, or no row.';

create function stagedoor.login_metadata(p_user_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads auth.users, which no request role may. Asked by definers only, for names: users
  -- write it themselves, so it decides nothing.
  select u.raw_user_meta_data
  from auth.users as u
  where u.id = p_user_id
$$;

comment on function stagedoor.login_metadata is
'What a user said of themselves when they signed up: raw_user_meta_data.';

create function stagedoor.request_header(p_name text)
returns text
language plpgsql
stable
parallel safe
set search_path = ''
as $$
begin
  return nullif(current_setting('request.headers', true), '')::pg_catalog.json ->> p_name;
end;
$$;

comment on function stagedoor.request_header is
'One header of the HTTP request, by its lower-case name.

Null outside a request, and where the request has no such header.';

-- Privileges.

revoke all on function
  stagedoor.instant,
  stagedoor.claims,
  stagedoor.client_id,
  stagedoor.token_subject,
  stagedoor.caller_id,
  stagedoor.uuid_or_null,
  stagedoor.session_id,
  stagedoor.session_aal,
  stagedoor.banned_until,
  stagedoor.confirmed_email,
  stagedoor.session_is_alive,
  stagedoor.sessions_of,
  stagedoor.delete_session,
  stagedoor.auth_account,
  stagedoor.login_metadata,
  stagedoor.request_header
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.instant,
  stagedoor.claims,
  stagedoor.client_id,
  stagedoor.token_subject,
  stagedoor.caller_id
to authenticated, service_role;
grant execute on function
  stagedoor.uuid_or_null,
  stagedoor.session_id,
  stagedoor.session_aal
to authenticated;
revoke all on stagedoor.live_logins from public, anon, authenticated, service_role;
