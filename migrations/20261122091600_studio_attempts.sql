-- Attempts: trying the master code, within limits that hold for concurrent attempts too.
--
-- One HTTP request is one transaction, and an error rolls back the count of its own
-- attempt. So an attempt is counted before it is compared, and every later error is caught
-- and answered: a right code alone takes its count back. The limit is on answers that leave
-- the database: an attempt gets its answer in the same commit as its count, under a lock,
-- within the limits.

create function stagedoor_studio.user_retry_at(p_user_id uuid)
returns timestamptz
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads rate_limits, which no request role may. Failures are counted per user and studio,
  -- so that an admin forgives those in their own studio only; they limit the user in every
  -- studio.
  select recent.failed_at + interval '15 minutes'
  from stagedoor.rate_limits as r
  cross join lateral unnest(r.failed_at) as recent (failed_at)
  where r.kind = 'master_code_user'
    and starts_with(r.subject, p_user_id::pg_catalog.text || ':')
    and recent.failed_at > stagedoor.instant() - interval '15 minutes'
  order by recent.failed_at desc
  offset stagedoor.setting_number('secret_max_failures_per_user', 5) - 1
  limit 1
$$;

comment on function stagedoor_studio.user_retry_at is
'When a user may try a master code again; null while they may.

5 failures in 15 minutes as shipped.';

create function stagedoor_studio.scope_retry_at(p_project_id uuid)
returns timestamptz
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads rate_limits and settings, which no request role may.
  select stagedoor.retry_at(
    'master_code_scope', p_project_id::pg_catalog.text,
    stagedoor.setting_number('secret_max_failures_per_scope', 20), interval '1 hour')
$$;

comment on function stagedoor_studio.scope_retry_at is
'When wrong codes at a studio are few again; null while they are.

20 failures in an hour as shipped. Somebody under their own limit is never kept out by it.';

create function stagedoor_studio.may_be_elevated(p_user_id uuid, p_project_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accesses and scopes, of which a request sees its own part only.
declare
  v_locked pg_catalog.text[];
begin
  -- Asked first, and of any id: a studio that is unknown takes the time of one that is
  -- foreign.
  select f.locked_keys into v_locked
  from stagedoor.fold_keys(p_user_id, p_project_id, null, 'aal2') as f;
  if v_locked = '{}' then
    -- What is locked in a department of it alone opens with the code, too.
    select f.locked_keys into v_locked
    from stagedoor.scopes as at
    cross join lateral stagedoor.fold_keys(p_user_id, at.id, null, 'aal2') as f
    where at.project_id = p_project_id
      and at.id in (
        select a.scope_id
        from stagedoor.user_accesses as a
        where a.user_id = p_user_id and a.status = 'Active')
      and f.locked_keys <> '{}'
    limit 1;
  end if;
  return coalesce(v_locked <> '{}', false) and exists (
    select from stagedoor.scopes as s
    where s.id = p_project_id and s.scope_type = 'project' and not s.is_archived
  );
end;
$$;

comment on function stagedoor_studio.may_be_elevated is
'Whether something is locked for somebody in a studio that is open (F55).

Its code is compared for them alone, and their wrong codes alone are the studio''s.';

create function stagedoor_studio.locked_out(p_retry_at timestamptz)
returns jsonb
language sql
volatile
set search_path = ''
as $$
  select stagedoor.refused(
    423, 'locked_out', 'Too many wrong attempts', 'Try again after retry_after seconds.',
    p_retry_at)
$$;

comment on function stagedoor_studio.locked_out is
'The outcome of an attempt during a lockout.';

create function stagedoor_studio.no_session()
returns jsonb
language sql
volatile
set search_path = ''
as $$
  select stagedoor.refused(
    401, 'no_session', 'The account or the session is not alive', 'sign_in')
$$;

comment on function stagedoor_studio.no_session is
'The outcome of an attempt without a signed-in user.';

create function stagedoor_studio.answer_attempt(
  p_user_id     uuid,
  p_session_id  uuid,
  p_project_id  uuid,
  p_code        text,
  p_address     text,
  p_minutes     integer,
  p_is_locked_there boolean
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Compares with a secret and opens elevations, which no request role may. Called after the
-- attempt was counted, inside a block that catches every error.
declare
  v_hash     pg_catalog.text;
  v_is_right boolean;
  v_retry_at pg_catalog.timestamptz;
  v_ends_at  pg_catalog.timestamptz;
begin
  -- Whom the code would open nothing for is refused before anything is compared. For others
  -- it is the same work whether the code is wrong or there is none.
  if p_is_locked_there then
    select s.value into v_hash
    from stagedoor.secrets as s
    where s.scope_id = p_project_id and s.name = 'MASTER_CODE_HASH';
    v_is_right := stagedoor_studio.bcrypt_matches(p_code, v_hash);
  end if;

  -- From here to the commit it is a matter of microseconds, and one after the other:
  -- whatever was tried at the same time is counted by now, and this answer may be one too
  -- many.
  -- Rows are locked, which no request can hold: an advisory lock is anybody's to take.
  if p_is_locked_there then
    perform from stagedoor.scopes as s where s.id = p_project_id for no key update;
  end if;
  perform from stagedoor.user_accounts as a where a.id = p_user_id for no key update;
  perform stagedoor.take_back_failure('master_code_user', p_user_id || ':' || p_project_id);
  v_retry_at := stagedoor_studio.user_retry_at(p_user_id);
  if v_retry_at is not null then
    return stagedoor_studio.locked_out(v_retry_at);
  end if;

  if v_is_right is not true then
    return stagedoor_studio.count_wrong_code(
      p_user_id, p_project_id, p_is_locked_there, p_address);
  end if;

  -- A code that was changed meanwhile opens nothing, and does not count as a failure.
  perform from stagedoor.secrets as s
  where s.scope_id = p_project_id and s.name = 'MASTER_CODE_HASH' and s.value = v_hash
  for share;
  if not found then
    return stagedoor.busy();
  end if;
  -- A user who signed out meanwhile gets no elevation.
  if not stagedoor.account_is_live(p_user_id)
    or not stagedoor.session_is_alive(p_user_id, p_session_id)
  then
    return stagedoor_studio.no_session();
  end if;
  if not stagedoor_studio.may_be_elevated(p_user_id, p_project_id) then
    return stagedoor.busy();
  end if;
  v_ends_at := stagedoor.elevate_for(p_user_id, p_session_id, p_project_id, p_minutes);
  return jsonb_build_object('ok', true, 'elevated_until', v_ends_at);
end;
$$;

comment on function stagedoor_studio.answer_attempt is
'Compare the code of an attempt that is counted, and answer it.

An error here leaves the count unchanged.';

create function stagedoor_studio.try_master_code(
  p_user_id    uuid,
  p_session_id uuid,
  p_project_id uuid,
  p_code       text,
  p_client_ip  text,
  p_minutes    integer default 5
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes counters and reads limits, which no request role may. The service calls it for a
-- user whose token it has verified; user and session come from that token.
declare
  v_maximum     integer := stagedoor.setting_number('elevation_max_minutes', 60);
  v_address     pg_catalog.text := stagedoor.address_subject(p_client_ip);
  v_is_locked_there boolean;
  v_retry_at    pg_catalog.timestamptz;
  v_outcome     pg_catalog.jsonb;
  v_sqlstate    pg_catalog.text;
begin
  if p_user_id is null or p_session_id is null
    or not stagedoor.account_is_live(p_user_id)
    or not stagedoor.session_is_alive(p_user_id, p_session_id)
    or not stagedoor.ensure_account(p_user_id)
  then
    return stagedoor_studio.no_session();
  end if;
  if p_minutes is null or p_minutes not between 1 and v_maximum then
    return stagedoor.refused(
      400, 'minutes_out_of_range',
      format('An elevation lasts from 1 to %s minutes', v_maximum),
      p_more => jsonb_build_object('at_most', v_maximum));
  end if;
  if p_project_id is null then
    return stagedoor.refused(
      400, 'project_id_missing', 'An attempt names a studio', 'Send its project_id.');
  end if;

  -- One attempt at a time. Waiting behind bcrypt would tie up connections until they time
  -- out.
  if not pg_try_advisory_xact_lock(
    hashtextextended('master code ' || p_user_id || ':' || p_project_id, 0))
  then
    return stagedoor.busy();
  end if;

  v_is_locked_there := stagedoor_studio.may_be_elevated(p_user_id, p_project_id);
  v_retry_at := stagedoor_studio.user_retry_at(p_user_id);
  if v_retry_at is not null then
    return stagedoor_studio.locked_out(v_retry_at);
  end if;

  -- Counted first, so that no later error leaves the attempt uncounted. One more than the
  -- limit is kept, or taking it back would remove an older one.
  perform stagedoor.count_failure(
    'master_code_user', p_user_id || ':' || p_project_id,
    stagedoor.setting_number('secret_max_failures_per_user', 5) + 1, interval '15 minutes');
  begin
    v_outcome := stagedoor_studio.answer_attempt(
      p_user_id, p_session_id, p_project_id, p_code, v_address, p_minutes,
      v_is_locked_there);
    perform stagedoor.settle();
    return v_outcome;
  exception
    when query_canceled or assert_failure or others then
      v_sqlstate := sqlstate;
  end;
  perform stagedoor_studio.record_wrong_code(
    'master_code.refused', p_user_id, p_project_id, v_is_locked_there,
    p_reason => v_sqlstate);
  return stagedoor.unfinished_attempt(v_sqlstate);
end;
$$;

comment on function stagedoor_studio.try_master_code is
'Count an attempt at a master code, compare it, and answer the outcome.';

create function stagedoor_studio.note_refused_code(
  p_outcome jsonb, p_user_id uuid, p_project_id uuid, p_client_ip text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accesses and writes the access log, which no request role may.
begin
  return stagedoor.note_refusal(
    p_outcome, 'unlock', 'master_code', p_project_id::pg_catalog.text,
    -- What somebody tries who has nothing to open there is not the studio's.
    case when stagedoor_studio.may_be_elevated(p_user_id, p_project_id)
      then p_project_id end,
    p_user_id, p_client_ip);
exception
  -- The count and the answer of an attempt stand, whatever comes after them.
  when query_canceled or assert_failure or others then
    raise warning 'A refusal could not be noted in the access log: SQLSTATE %', sqlstate;
    return p_outcome;
end;
$$;

comment on function stagedoor_studio.note_refused_code is
'Note a refused attempt at a master code (F88). Never raises.';

create function stagedoor_studio.verify_master_code(
  p_user_id    uuid,
  p_session_id uuid,
  p_project_id uuid,
  p_code       text,
  p_client_ip  text,
  p_minutes    integer default 5
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Compares with a secret, and writes the access log, which no request role may.
begin
  return stagedoor_studio.note_refused_code(
    stagedoor_studio.try_master_code(
      p_user_id, p_session_id, p_project_id, p_code, p_client_ip, p_minutes),
    p_user_id, p_project_id, p_client_ip);
end;
$$;

comment on function stagedoor_studio.verify_master_code is
'Implementation of public.verify_master_code.';

-- Privileges.

revoke all on function
  stagedoor_studio.user_retry_at,
  stagedoor_studio.scope_retry_at,
  stagedoor_studio.may_be_elevated,
  stagedoor_studio.locked_out,
  stagedoor_studio.no_session,
  stagedoor_studio.answer_attempt,
  stagedoor_studio.try_master_code,
  stagedoor_studio.note_refused_code,
  stagedoor_studio.verify_master_code
from public, anon, authenticated, service_role;
grant execute on function stagedoor_studio.verify_master_code to service_role;
