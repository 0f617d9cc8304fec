-- Accesses: the grants of roles and permissions to users, at a scope, in a window.
--
-- A row is inserted and closed, never rewritten: only its status, its acceptance and its
-- revocation change. So the table is its own history, and the index that decisions read
-- holds nothing but live rows.

create function stagedoor.access_window(
  p_valid_from timestamptz, p_valid_until timestamptz, p_granted_at timestamptz
)
returns tstzrange
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  -- A window that ended before the grant is empty.
  return tstzrange(
    least(coalesce(p_valid_from, p_granted_at), p_valid_until), p_valid_until);
end;
$$;

comment on function stagedoor.access_window is
'The time for which an access counts, half-open (F19, F98).

Without valid_from it begins when it was granted, so that an expired access can be granted
again.';

create table stagedoor.user_accesses (
  id             uuid        not null default gen_random_uuid(),
  user_id        uuid,
  scope_type     text        not null,
  scope_id       uuid        not null,
  grant_type     text        not null,
  grant_id       uuid        not null,
  status         text        not null default 'Active',
  valid_from     timestamptz,
  valid_until    timestamptz,
  granted_by     uuid,
  granted_at     timestamptz not null default stagedoor.instant(),
  accepted_at    timestamptz,
  revoked_by     uuid,
  revoked_at     timestamptz,
  reason         text,
  revoke_reason  text,
  delegated_from uuid,

  constraint user_accesses_pkey
    primary key (id),
  constraint user_accesses_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint user_accesses_scope_id_fkey
    foreign key (scope_id, scope_type) references stagedoor.scopes (id, scope_type)
    on update cascade on delete cascade,
  constraint user_accesses_grant_id_fkey
    foreign key (grant_id, grant_type) references stagedoor.grant_targets (id, grant_type)
    on delete cascade,
  constraint user_accesses_granted_by_fkey
    foreign key (granted_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint user_accesses_revoked_by_fkey
    foreign key (revoked_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint user_accesses_delegated_from_fkey
    foreign key (delegated_from) references stagedoor.user_accesses (id) on delete cascade,

  constraint user_accesses_status_known_check
    check (status in ('Active', 'Invited', 'Revoked')),
  constraint user_accesses_grant_type_known_check
    check (grant_type in ('role', 'permission')),

  -- Every access that counts has a user.
  constraint user_accesses_active_has_user_check
    check (status <> 'Active' or user_id is not null),

  -- Windows are half-open: valid at valid_from, over at valid_until.
  constraint user_accesses_ends_after_start_check
    check (valid_until > valid_from),
  constraint user_accesses_window_finite_check
    check (isfinite(valid_from) and isfinite(valid_until)),

  constraint user_accesses_revoked_at_some_time_check
    check ((status = 'Revoked') = (revoked_at is not null)),
  constraint user_accesses_reason_length_check
    check (char_length(reason) <= 1000 and char_length(revoke_reason) <= 1000),

  -- Only single permissions are delegated, never whole roles.
  constraint user_accesses_delegates_permission_check
    check (delegated_from is null or grant_type = 'permission'),
  constraint user_accesses_delegated_from_another_check
    check (delegated_from <> id),

  -- A user does not hold the same grant twice at the same time. One digest instead of
  -- columns: the planner preferred a GiST index on user_id to the one below, which made
  -- decisions depend on how many accesses a user holds.
  constraint user_accesses_live_once_excl
    exclude using gist (
      (md5(
        user_id::text || scope_id || grant_id || coalesce(delegated_from::text, '')
      )::uuid) with =,
      stagedoor.access_window(valid_from, valid_until, granted_at) with &&
    )
    where (status = 'Active')
);

comment on table stagedoor.user_accesses is
'Roles and permissions granted to users at scopes (F11, F18, F19, F20).';
comment on column stagedoor.user_accesses.user_id is
'The holder. Null while an invitation is not accepted.';
comment on column stagedoor.user_accesses.grant_id is
'The role or the permission, by grant_type.';
comment on column stagedoor.user_accesses.valid_from is
'When it begins to count. Null: from the moment it was granted.';
comment on column stagedoor.user_accesses.valid_until is
'When it stops to count. Null: it has no end.';
comment on column stagedoor.user_accesses.granted_by is
'The user who granted it (F24). Null: the service or a migration.';
comment on column stagedoor.user_accesses.delegated_from is
'The access that it is delegated from: it counts only while this source does (F20).';

-- The index of every decision: live accesses of the user's own, read without the row.
create index user_accesses_user_id_scope_id_live_idx on stagedoor.user_accesses
  (user_id, scope_id) include (grant_id, valid_from, valid_until, scope_type)
  where status = 'Active' and delegated_from is null;

-- Delegations are read only when the first look finds nothing.
create index user_accesses_user_id_scope_id_delegated_idx on stagedoor.user_accesses
  (user_id, scope_id) include (grant_id, delegated_from, valid_from, valid_until)
  where status = 'Active' and delegated_from is not null;

create index user_accesses_user_id_scope_id_idx
  on stagedoor.user_accesses (user_id, scope_id);
create index user_accesses_scope_id_idx
  on stagedoor.user_accesses (scope_id, scope_type, user_id);
create index user_accesses_grant_id_idx on stagedoor.user_accesses (grant_id, grant_type);
create index user_accesses_granted_by_idx on stagedoor.user_accesses (granted_by);
create index user_accesses_revoked_by_idx on stagedoor.user_accesses (revoked_by)
  where revoked_by is not null;
create index user_accesses_delegated_from_idx on stagedoor.user_accesses (delegated_from)
  where delegated_from is not null;

-- Read by definers as their owner.
create view stagedoor.open_accesses
with (security_invoker = true)
as
select
  a.id, a.user_id, a.scope_type, a.scope_id, a.grant_type, a.grant_id, a.valid_from,
  a.valid_until, a.delegated_from
from stagedoor.user_accesses as a
where a.status = 'Active'
  and (a.valid_until is null or a.valid_until > stagedoor.instant());

comment on view stagedoor.open_accesses is
'Accesses that count now or are still to begin: active and not over.';

create view stagedoor.live_accesses
with (security_invoker = true)
as
select
  a.id, a.user_id, a.scope_type, a.scope_id, a.grant_type, a.grant_id, a.valid_from,
  a.valid_until, a.delegated_from
from stagedoor.open_accesses as a
where a.valid_from is null or a.valid_from <= stagedoor.instant();

comment on view stagedoor.live_accesses is
'Accesses that count now: active and in their window (F19, F98).

Delegations are among them; each counts only while its source does, see
delegation_standing.';

create function stagedoor.access_state(
  p_status text, p_valid_from timestamptz, p_valid_until timestamptz, p_at timestamptz
)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select case
    when p_status = 'Revoked' then 'revoked'
    when p_status = 'Invited' then 'invited'
    when p_valid_until <= p_at then 'expired'
    when p_valid_from > p_at then 'not_yet_valid'
    else 'live'
  end
$$;

comment on function stagedoor.access_state is
'The state of an access at a moment.

live, invited, not_yet_valid, expired or revoked.';

create function stagedoor.is_other_person(p_former_id uuid, p_user_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accounts, of which a request sees its own part only. The successor of a claimed
-- guest, or null after a deleted account, is no other user.
begin
  -- Nobody, and the same user: without a look.
  if p_former_id is null or p_former_id = p_user_id then
    return false;
  end if;
  return exists (
    select from stagedoor.user_accounts as a
    where a.id = p_former_id
      and (p_user_id is null or a.claimed_as is distinct from p_user_id)
  );
end;
$$;

comment on function stagedoor.is_other_person is
'Whether a column of a user was changed to another user.';

create function stagedoor.tg_user_accesses__insert_and_close()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads roles, scopes and accounts that the writer may not see. For every login, an access
-- changes in two ways only: it is accepted, and it is closed.
declare
  v_role_scope_id pg_catalog.uuid;
  v_closed_at     pg_catalog.timestamptz;
begin
  if stagedoor.is_replaying() then
    return new;
  end if;

  -- A closed account gets no access, so that can() need not ask. Waits for a concurrent
  -- closing of the account, or makes it wait.
  if new.status <> 'Revoked'
    and (tg_op = 'INSERT' or new.user_id is distinct from old.user_id)
  then
    select a.deleted_at into v_closed_at
    from stagedoor.user_accounts as a
    where a.id = new.user_id
    for share;
    if v_closed_at is not null then
      raise check_violation using
        message = 'A closed account holds no access',
        detail = '{"error_code":"ACCOUNT_CLOSED"}';
    end if;
  end if;

  if new.status = 'Revoked' and (tg_op = 'INSERT' or old.status <> 'Revoked') then
    new.revoked_at := coalesce(new.revoked_at, stagedoor.instant());
  end if;

  if tg_op = 'INSERT' then
    -- Now at the latest: without valid_from the window begins at granted_at.
    new.granted_at := least(new.granted_at, stagedoor.instant());
    select r.scope_id into v_role_scope_id
    from stagedoor.permission_roles as r
    where r.id = new.grant_id;
    if v_role_scope_id is not null and not exists (
      select from stagedoor.scopes as s
      where s.id = new.scope_id and v_role_scope_id = any (s.path)
    ) then
      raise check_violation using message =
        'A role of a tenant is granted at its own scope or below it';
    end if;
    return new;
  end if;

  if (new.id, new.scope_id, new.scope_type, new.grant_type, new.grant_id, new.granted_at)
      is distinct from
      (old.id, old.scope_id, old.scope_type, old.grant_type, old.grant_id, old.granted_at)
    or (new.valid_from, new.valid_until, new.delegated_from, new.reason)
      is distinct from (old.valid_from, old.valid_until, old.delegated_from, old.reason)
    or (old.status = 'Revoked' and new.status <> 'Revoked')
    or (old.status = 'Active' and new.status = 'Invited')
    -- A revocation does not change.
    or (old.status = 'Revoked'
      and (new.revoked_at, new.revoke_reason, new.accepted_at)
        is distinct from (old.revoked_at, old.revoke_reason, old.accepted_at))
    or (old.accepted_at is not null and new.accepted_at is distinct from old.accepted_at)
    or stagedoor.is_other_person(old.granted_by, new.granted_by)
    or stagedoor.is_other_person(old.revoked_by, new.revoked_by)
    or (old.granted_by is null and new.granted_by is not null)
    or (old.status = 'Revoked' and old.revoked_by is null and new.revoked_by is not null)
    -- The user is set at acceptance, and changes from a guest to the account that claims
    -- it.
    or stagedoor.is_other_person(old.user_id, new.user_id)
    or (old.user_id is null and new.user_id is not null and old.status <> 'Invited')
  then
    raise check_violation using
      message = 'An access is accepted and revoked, never rewritten',
      hint = 'Revoke it and grant anew, as change_access_window does.';
  end if;
  return new;
end;
$$;

comment on function stagedoor.tg_user_accesses__insert_and_close is
'Keep an access as it was granted. Raises 23514.';

create trigger _100_insert_and_close
  before insert or update on stagedoor.user_accesses
  for each row execute function stagedoor.tg_user_accesses__insert_and_close();
alter table stagedoor.user_accesses enable always trigger _100_insert_and_close;

create function stagedoor.tg_user_accesses__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no other role may.
declare
  v_access stagedoor.user_accesses := coalesce(new, old);
  v_grant_key pg_catalog.text;
begin
  if tg_op = 'UPDATE'
    and old.status = new.status
    and old.user_id is not distinct from new.user_id
  then
    return null;
  end if;

  select coalesce(
    (select r.role_key from stagedoor.permission_roles as r where r.id = v_access.grant_id),
    (select p.permission_key from stagedoor.permissions as p where p.id = v_access.grant_id)
  ) into v_grant_key;

  perform stagedoor.record_event(
    p_event => case
      when tg_op = 'DELETE' then 'access.deleted'
      when tg_op = 'INSERT' and new.status = 'Invited' then 'access.invited'
      when tg_op = 'INSERT' and new.delegated_from is not null then 'access.delegated'
      when tg_op = 'INSERT' then 'access.granted'
      when new.status = 'Revoked' and old.status <> 'Revoked' then 'access.revoked'
      when new.status = 'Active' and old.status = 'Invited' then 'access.accepted'
      else 'access.reassigned'
    end,
    p_scope_id => v_access.scope_id,
    p_subject_id => v_access.user_id,
    p_object_type => 'user_accesses',
    p_object_id => v_access.id::pg_catalog.text,
    p_before => case when tg_op <> 'INSERT' then
      jsonb_build_object('status', old.status, 'user_id', old.user_id) end,
    p_after => case when tg_op <> 'DELETE' then jsonb_strip_nulls(jsonb_build_object(
      'status', new.status, 'user_id', new.user_id, 'grant_type', new.grant_type,
      'grant_key', v_grant_key, 'granted_by', new.granted_by,
      'revoked_by', new.revoked_by, 'delegated_from', new.delegated_from)) end,
    p_reason => coalesce(v_access.revoke_reason, v_access.reason),
    p_window_from => v_access.valid_from,
    p_window_until => v_access.valid_until,
    p_alters_access => true
  );
  return null;
end;
$$;

comment on function stagedoor.tg_user_accesses__record is
'Queue the event of an access (F24).

access.granted, delegated, invited, accepted, reassigned, revoked or deleted.';

create trigger _900_record
  after insert or update or delete on stagedoor.user_accesses
  for each row execute function stagedoor.tg_user_accesses__record();
alter table stagedoor.user_accesses enable always trigger _900_record;

alter table stagedoor.user_accesses enable row level security;

-- Privileges.

revoke all on function
  stagedoor.access_window,
  stagedoor.access_state,
  stagedoor.is_other_person,
  stagedoor.tg_user_accesses__insert_and_close,
  stagedoor.tg_user_accesses__record
from public, anon, authenticated, service_role;
grant execute on function stagedoor.access_state to authenticated;
revoke all on stagedoor.user_accesses, stagedoor.open_accesses, stagedoor.live_accesses
from public, anon, authenticated, service_role;
