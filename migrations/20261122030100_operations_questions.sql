-- Questions: whether the caller holds a key, and why not.
--
-- A question answers 200, yes or no. It reveals nothing about scopes of other tenants.

create table stagedoor.access_denials (
  user_id        uuid        not null,
  permission_key text        not null,
  scope_id       uuid        not null,
  minute         timestamptz not null,
  reason         text        not null,
  denials        integer     not null default 1,

  constraint access_denials_pkey
    primary key (user_id, permission_key, scope_id, minute),
  constraint access_denials_permission_key_length_check
    check (char_length(permission_key) <= 100)
);

comment on table stagedoor.access_denials is
'How often authorize answered no: a row per minute (F89).

And per user, key and scope. Counted apart from the audit log, which a user of another
tenant could otherwise let grow. An unknown scope, or another tenant''s, is the nil uuid.';

create index access_denials_scope_id_idx on stagedoor.access_denials (scope_id, minute);
create index access_denials_minute_idx on stagedoor.access_denials (minute);

-- No policy and no grant: alerts read it.
alter table stagedoor.access_denials enable row level security;

create function stagedoor.alert_on_denials(
  p_user_id uuid, p_permission_key text, p_scope_id uuid
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads access_denials and writes alerts, which no request role may.
declare
  v_denials bigint;
begin
  select sum(d.denials) into v_denials
  from stagedoor.access_denials as d
  where d.user_id = p_user_id
    and d.permission_key = p_permission_key
    and d.scope_id = p_scope_id
    and d.minute > clock_timestamp() - interval '1 hour';
  if v_denials >= (
    select r.threshold from stagedoor.alert_rules as r where r.rule_key = 'repeated_denials'
  ) then
    perform stagedoor.raise_alert(p_scope_id, 'repeated_denials', p_user_id,
      jsonb_build_object('permission_key', p_permission_key, 'denials', v_denials));
  end if;
end;
$$;

comment on function stagedoor.alert_on_denials is
'Alert where a member was refused the same key too often (F89).

Within an hour, as often as the rule repeated_denials says.';

create function stagedoor.authorize(
  p_permission_key text,
  p_scope_id uuid,
  p_owner_id uuid default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what a decision reads, and counts its refusals.
declare
  v_user_id  pg_catalog.uuid := stagedoor.caller_id();
  v_nowhere  constant pg_catalog.text[] :=
    '{client_not_allowed,unknown_permission,unknown_scope}';
  v_path     pg_catalog.uuid[];
  v_decision pg_catalog.record;
begin
  select d.* into v_decision
  from stagedoor.decide(
    v_user_id, p_permission_key, p_scope_id, p_owner_id, stagedoor.session_id(),
    stagedoor.session_aal()) as d;

  -- A read-only transaction answers and counts nothing.
  if v_decision.allowed then
    perform stagedoor.note_access_use(v_decision.access_id);
  elsif v_decision.reason <> 'no_session' and p_scope_id is not null
    and p_permission_key is not null and current_setting('transaction_read_only') = 'off'
  then
    insert into stagedoor.access_denials as t
      (user_id, permission_key, scope_id, minute, reason)
    values (
      stagedoor.token_subject(),
      -- Unknown keys and scopes share one row a minute, for any spelling.
      case
        when v_decision.reason in ('unknown_permission', 'client_not_allowed') then '?'
        else p_permission_key
      end,
      case when v_decision.reason = any (v_nowhere)
        then '00000000-0000-0000-0000-000000000000' else p_scope_id end,
      date_trunc('minute', clock_timestamp()), v_decision.reason)
    on conflict on constraint access_denials_pkey
    do update set denials = t.denials + 1, reason = excluded.reason;
    -- Only members raise an alert.
    if v_decision.reason <> all (v_nowhere) then
      perform stagedoor.alert_on_denials(v_user_id, p_permission_key, p_scope_id);
    end if;
  end if;

  -- A former member gets no version: it would show how often access changes there.
  if v_decision.reason in ('invited', 'not_yet_valid')
    or stagedoor.works_at(v_user_id, p_scope_id)
  then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;
  return jsonb_build_object(
    'allowed', v_decision.allowed,
    'policy', v_decision.policy,
    'reason', v_decision.reason,
    'remedy', v_decision.remedy,
    'version', case when v_path is not null then stagedoor.access_version(v_path) end,
    'valid_until', v_decision.valid_until
  );
end;
$$;

comment on function stagedoor.authorize is
'Implementation of public.authorize.';

create function stagedoor.reason_of_stranger(p_permission_key text)
returns stagedoor.decision_reasons
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the catalogue and the reasons, which no request role may.
  select r
  from stagedoor.decision_reasons as r
  where r.reason = case when exists (
      select from stagedoor.permissions as p where p.permission_key = p_permission_key
    ) then 'not_a_member' else 'unknown_permission' end
$$;

comment on function stagedoor.reason_of_stranger is
'What members are told of a stranger, with an account or without.

An unknown key comes before the person (F86).';

create function stagedoor.authorize_for(
  p_user_id uuid,
  p_permission_key text,
  p_scope_id uuid,
  p_owner_id uuid default null
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a decision about another user reads. Counts no denial: a back end that asks
-- about a person is not that person trying.
declare
  v_caller   pg_catalog.uuid := stagedoor.caller_id();
  v_service  boolean := v_caller is null and stagedoor.is_service();
  v_decision pg_catalog.record;
  v_path     pg_catalog.uuid[];
begin
  -- Of themselves people learn what authorize tells them, where they are members.
  if not v_service and not (
    coalesce(p_user_id = v_caller, false)
    and stagedoor.account_is_live(v_caller)
    and stagedoor.is_member(v_caller, p_scope_id)
  ) then
    perform stagedoor.enforce('access:view', p_scope_id);
  end if;

  -- Neither a session nor a second factor: it is not theirs that this answers.
  select d.* into v_decision
  from stagedoor.decide(
    p_user_id, p_permission_key, p_scope_id, p_owner_id, null, 'aal1', true) as d;
  select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;

  -- Whether somebody who is no member has an account at all is not for members to know.
  if not v_service and v_decision.reason = 'no_session'
    and not stagedoor.is_member(p_user_id, p_scope_id)
  then
    select r.is_allowed, null, r.reason, r.remedy, null
    into v_decision.allowed, v_decision.policy, v_decision.reason, v_decision.remedy,
      v_decision.valid_until
    from stagedoor.reason_of_stranger(p_permission_key) as r;
  end if;
  return jsonb_build_object(
    'allowed', v_decision.allowed,
    'policy', v_decision.policy,
    'reason', v_decision.reason,
    'remedy', v_decision.remedy,
    'version', case when v_path is not null then stagedoor.access_version(v_path) end,
    'valid_until', v_decision.valid_until
  );
end;
$$;

comment on function stagedoor.authorize_for is
'Implementation of public.authorize_for.';

create function stagedoor.get_access_version(p_scope_id uuid)
returns bigint
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the counters, which no request role may.
declare
  v_path pg_catalog.uuid[];
begin
  if stagedoor.works_at(stagedoor.caller_id(), p_scope_id) then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;
  return case when v_path is not null then stagedoor.access_version(v_path) end;
end;
$$;

comment on function stagedoor.get_access_version is
'Implementation of public.get_access_version.';

-- Privileges.

revoke all on function
  stagedoor.alert_on_denials,
  stagedoor.authorize,
  stagedoor.reason_of_stranger,
  stagedoor.authorize_for,
  stagedoor.get_access_version
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.authorize,
  stagedoor.get_access_version
to authenticated;
grant execute on function stagedoor.authorize_for to authenticated, service_role;
revoke all on stagedoor.access_denials from public, anon, authenticated, service_role;
