-- Emergency overrides: who asked for one, who authorized it, for what, and what became of
-- it.
--
-- The states and what may follow them are kept by a trigger, because they bind the service
-- key and the owner, too (F40, F41).

insert into stagedoor.settings (key, value, description) values
  ('override_max_minutes', '720',
    'The longest window of an emergency override, in minutes (F40).'),
  ('override_request_minutes', '1440',
    'How long a request for an override waits for its authorization, in minutes (F41).')
on conflict (key) do nothing;

-- A request wakes the executive producer.
insert into stagedoor.endpoint_limits (endpoint, at_most, within) values
  ('override.requested', 60, '1 hour');

create table public.override_reason_kinds (
  reason_kind text not null,
  label       text not null,

  constraint override_reason_kinds_pkey
    primary key (reason_kind),
  constraint override_reason_kinds_reason_kind_snake_case_check
    check (reason_kind ~ '^[a-z][a-z0-9_]*$' and char_length(reason_kind) <= 60),
  constraint override_reason_kinds_label_length_check
    check (char_length(label) between 1 and 80)
);

comment on table public.override_reason_kinds is
'What an emergency can be (F40). An adopter adds rows.';

insert into public.override_reason_kinds (reason_kind, label) values
  ('weather', 'Weather'),
  ('location_strike', 'Strike at a location'),
  ('talent_availability', 'Availability of talent'),
  ('other', 'Other');

create table public.emergency_overrides (
  id                  uuid        not null default gen_random_uuid(),
  project_id          uuid        not null,
  cost_code_id        uuid        not null,
  contingency_line_id uuid        not null,
  requested_by        uuid        not null,
  requested_at        timestamptz not null default stagedoor.instant(),
  lapses_at           timestamptz not null,
  reason              text        not null,
  reason_kind         text        not null default 'other',
  guild_approval_ref  text,
  duration_minutes    integer     not null,
  max_amount          numeric     not null,
  currency            text        not null,
  spent               numeric     not null default 0,
  moved               numeric     not null default 0,
  status              text        not null default 'Requested',
  authorized_by       uuid,
  authorized_at       timestamptz,
  ends_at             timestamptz,
  started_at          timestamptz,
  ended_at            timestamptz,
  error               text,
  revoked_by          uuid,
  revoked_at          timestamptz,
  revoke_reason       text,

  constraint emergency_overrides_pkey
    primary key (id),

  constraint emergency_overrides_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  -- A trigger refuses what would take an override away with its code or line.
  constraint emergency_overrides_cost_code_id_fkey
    foreign key (project_id, cost_code_id)
    references public.cost_codes (project_id, id) on delete cascade,
  constraint emergency_overrides_contingency_line_id_fkey
    foreign key (project_id, contingency_line_id)
    references public.budget_lines (project_id, id) on delete cascade,
  constraint emergency_overrides_reason_kind_fkey
    foreign key (reason_kind) references public.override_reason_kinds (reason_kind)
    on update cascade on delete restrict,
  constraint emergency_overrides_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict,
  constraint emergency_overrides_requested_by_fkey
    foreign key (requested_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint emergency_overrides_authorized_by_fkey
    foreign key (authorized_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint emergency_overrides_revoked_by_fkey
    foreign key (revoked_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,

  constraint emergency_overrides_status_known_check
    check (status in (
      'Requested', 'Granted', 'Active', 'Expired', 'Completed', 'Failed', 'Revoked')),
  constraint emergency_overrides_duration_minutes_range_check
    check (duration_minutes between 1 and 10080),
  constraint emergency_overrides_max_amount_scale_check
    check (
      max_amount > 0 and max_amount < 1e12 and scale(trim_scale(max_amount)) <= 3),
  -- Nobody spends or moves more than was authorized: not by two calls at once, and not by
  -- hand.
  constraint emergency_overrides_spent_within_check
    check (spent >= 0 and spent <= max_amount and scale(trim_scale(spent)) <= 3),
  constraint emergency_overrides_moved_within_check
    check (moved >= 0 and moved <= max_amount and scale(trim_scale(moved)) <= 3),
  constraint emergency_overrides_authorized_by_another_check
    check (authorized_by <> requested_by),
  constraint emergency_overrides_lapses_after_request_check
    check (lapses_at > requested_at and isfinite(lapses_at)),
  constraint emergency_overrides_authorized_together_check
    check (
      num_nonnulls(authorized_by, authorized_at, ends_at) in (0, 3)
      and (status <> 'Requested' or authorized_at is null)
      and (status in ('Requested', 'Revoked') or authorized_at is not null)),
  constraint emergency_overrides_window_is_duration_check
    check (ends_at - authorized_at = make_interval(mins => duration_minutes)),
  constraint emergency_overrides_started_check
    check (
      (started_at is null or authorized_at is not null)
      and (status not in ('Requested', 'Granted') or started_at is null)
      and (status in ('Requested', 'Granted', 'Revoked') or started_at is not null)),
  constraint emergency_overrides_ended_check
    check (
      (status in ('Expired', 'Completed', 'Failed')
        or (status = 'Revoked' and started_at is not null)) = (ended_at is not null)),
  constraint emergency_overrides_revoked_together_check
    check (
      (status = 'Revoked') = (revoked_at is not null)
      and (revoked_at is null) = (revoke_reason is null)
      and (revoked_by is null or revoked_at is not null)),
  constraint emergency_overrides_reason_length_check
    check (char_length(reason) between 1 and 1000),
  constraint emergency_overrides_guild_approval_ref_length_check
    check (char_length(guild_approval_ref) between 1 and 200),
  constraint emergency_overrides_error_length_check
    check (char_length(error) between 1 and 1000),
  constraint emergency_overrides_revoke_reason_length_check
    check (char_length(revoke_reason) between 1 and 1000)
);

comment on table public.emergency_overrides is
'Emergency overrides: asked for, authorized, worked under, revoked (F40).

Effective for its requester only, while Active, inside its window, and while they hold
override:request there: it lifts read and denied to approve at a code and all below it.';
comment on column public.emergency_overrides.cost_code_id is
'The code for which, with all below it, it counts.';
comment on column public.emergency_overrides.contingency_line_id is
'The reserve that it draws on, and whose currency it has.';
comment on column public.emergency_overrides.lapses_at is
'When a request that nobody authorized is over.';
comment on column public.emergency_overrides.guild_approval_ref is
'The approval of the guild. Null: none, and it lifts nothing above the line.';
comment on column public.emergency_overrides.max_amount is
'How much may be signed under it, and how much moved, each in all.';
comment on column public.emergency_overrides.spent is
'Signed off under it and not voided. Debited by approve_transaction.';
comment on column public.emergency_overrides.moved is
'Moved between lines under it. Debited by reallocate_budget.';
comment on column public.emergency_overrides.status is
'Requested, Granted, Active, Expired, Completed, Failed or Revoked.';
comment on column public.emergency_overrides.ends_at is
'The end of its window, which begins with the authorization. Starting never lengthens it.';
comment on column public.emergency_overrides.error is
'Why the work failed. Null: it did not.';

create index emergency_overrides_requested_by_idx
  on public.emergency_overrides (requested_by, project_id, status);
create index emergency_overrides_cost_code_id_idx
  on public.emergency_overrides (project_id, cost_code_id);
create index emergency_overrides_contingency_line_id_idx
  on public.emergency_overrides (project_id, contingency_line_id);
create index emergency_overrides_reason_kind_idx
  on public.emergency_overrides (reason_kind);
create index emergency_overrides_currency_idx on public.emergency_overrides (currency);
create index emergency_overrides_authorized_by_idx
  on public.emergency_overrides (authorized_by);
create index emergency_overrides_revoked_by_idx on public.emergency_overrides (revoked_by);
-- What the sweep looks through: the rest has come to its end.
create index emergency_overrides_status_open_idx
  on public.emergency_overrides (status, ends_at, lapses_at) where status <> 'Revoked';

create function stagedoor_film.raise_override_state(
  p_message text, p_expected text, p_actual text
)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  raise check_violation using
    message = p_message,
    detail = json_build_object(
      'error_code', 'OVERRIDE_STATE', 'expected', p_expected, 'actual', p_actual);
end;
$$;

comment on function stagedoor_film.raise_override_state is
'Refuse what the state of an override does not let be done.

Raises 23514, OVERRIDE_STATE.';

create function stagedoor_film.require_running(
  p_override public.emergency_overrides, p_message text
)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if p_override.status <> 'Active' or p_override.ends_at <= stagedoor.instant() then
    perform stagedoor_film.raise_override_state(
      p_message, 'Active',
      case p_override.status when 'Active' then 'Expired' else p_override.status end);
  end if;
end;
$$;

comment on function stagedoor_film.require_running is
'Refuse what needs an override that is active and inside its window.

Raises 23514, OVERRIDE_STATE.';

create function stagedoor_film.override_may_become(p_from text, p_to text)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return (p_from, p_to) in (
    ('Requested', 'Granted'),
    ('Requested', 'Revoked'),
    ('Granted', 'Active'),
    ('Granted', 'Revoked'),
    ('Active', 'Expired'),
    ('Active', 'Completed'),
    ('Active', 'Failed'),
    ('Expired', 'Revoked'),
    ('Completed', 'Revoked'),
    ('Failed', 'Revoked'));
end;
$$;

comment on function stagedoor_film.override_may_become is
'Whether an override may go from one state to another (F41).

Ten pairs of 49 may. Requested to Revoked is a request that was declined, withdrawn or
lapsed; Granted to Revoked one that was taken back, or was over before it began.';

create function stagedoor_film.tg_emergency_overrides__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads productions and lines that the writer may not see. Binds whoever writes, the
-- service key and the owner included.
declare
  v_line public.budget_lines;
  v_now  pg_catalog.timestamptz := stagedoor.instant();
  -- The new row without what may change.
  v_kept public.emergency_overrides := new;
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.status <> 'Requested' or new.spent > 0 or new.moved > 0 then
      perform stagedoor_film.raise_override_state(
        'An override begins as a request', 'Requested', new.status);
    end if;
    select l.* into v_line
    from public.budget_lines as l
    where l.id = new.contingency_line_id and l.project_id = new.project_id;
    if not v_line.is_contingency or v_line.currency <> new.currency then
      raise check_violation using
        message = 'An override draws on a contingency line, in its currency',
        detail = json_build_object(
          'error_code', 'CONTINGENCY', 'is_contingency', v_line.is_contingency,
          'expected', v_line.currency, 'actual', new.currency);
    end if;
    return new;
  end if;

  if new.status = old.status then
    -- What is spent, and ids of guests who claim an account.
    v_kept.spent := old.spent;
    v_kept.moved := old.moved;
    v_kept.requested_by := old.requested_by;
    v_kept.authorized_by := coalesce(old.authorized_by, new.authorized_by);
    v_kept.revoked_by := coalesce(old.revoked_by, new.revoked_by);
  else
    v_kept.status := old.status;
    if new.status = 'Granted' then
      v_kept.authorized_by := old.authorized_by;
      v_kept.authorized_at := old.authorized_at;
      v_kept.ends_at := old.ends_at;
    elsif new.status = 'Active' then
      v_kept.started_at := old.started_at;
    elsif new.status = 'Revoked' then
      v_kept.revoked_by := old.revoked_by;
      v_kept.revoked_at := old.revoked_at;
      v_kept.revoke_reason := old.revoke_reason;
    else
      v_kept.ended_at := old.ended_at;
      v_kept.error := old.error;
    end if;
  end if;
  if new.status <> old.status
    and not stagedoor_film.override_may_become(old.status, new.status)
  then
    perform stagedoor_film.raise_override_state(
      format('An override that is %s does not become %s', old.status, new.status),
      (
        select string_agg(s.status, ' or ' order by s.position)
        from unnest(array[
          'Requested', 'Granted', 'Active', 'Expired', 'Completed', 'Failed', 'Revoked'])
          with ordinality as s (status, position)
        where stagedoor_film.override_may_become(s.status, new.status)
      ), old.status);
  elsif v_kept is distinct from old
    or (
      (old.requested_by, old.authorized_by, old.revoked_by)
        is distinct from (new.requested_by, new.authorized_by, new.revoked_by)
      and (
        stagedoor.is_other_person(old.requested_by, new.requested_by)
        or stagedoor.is_other_person(old.authorized_by, new.authorized_by)
        or stagedoor.is_other_person(old.revoked_by, new.revoked_by)))
  then
    raise check_violation using
      message = 'An override stays as it was asked for and authorized',
      detail = '{"error_code":"OVERRIDE_STATE"}',
      hint = 'Ask for another one.';
  end if;

  if new.status = old.status then
    if new.spent > old.spent or new.moved > old.moved then
      perform stagedoor_film.require_running(
        new, 'Under an override money goes while it is active and inside its window');
    end if;
    return new;
  end if;

  if new.status = 'Granted' then
    if new.lapses_at <= v_now then
      perform stagedoor_film.raise_override_state(
        'The request has lapsed', 'Requested', 'lapsed');
    end if;
    -- Against designate_executive_producer at the same moment.
    perform from public.productions as p
    where p.project_id = new.project_id and p.executive_producer_id = new.authorized_by
    for share;
    if not found or new.authorized_by = new.requested_by then
      raise check_violation using
        message = 'The designated executive producer authorizes what another asked for',
        detail = '{"error_code":"MAKER_CHECKER"}';
    end if;
    new.authorized_at := v_now;
    new.ends_at := v_now + make_interval(mins => new.duration_minutes);
  elsif new.status = 'Revoked' then
    new.revoked_at := v_now;
    new.revoke_reason := coalesce(new.revoke_reason, case
      when old.status in ('Expired', 'Completed', 'Failed') then lower(old.status) end);
  else
    -- Inside the window work begins and ends; behind it there is one way.
    if (new.status = 'Expired') <> (new.ends_at <= v_now) then
      perform stagedoor_film.raise_override_state(
        case new.status when 'Expired' then 'Its window is not over yet'
          else 'Its window is over' end,
        case new.status when 'Expired' then 'after ' else 'before ' end
          || (to_json(new.ends_at) #>> '{}'),
        to_json(v_now) #>> '{}');
    end if;
    if new.status = 'Active' then
      new.started_at := v_now;
    else
      new.ended_at := v_now;
    end if;
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_emergency_overrides__guard is
'Keep the steps of an override, and what was authorized (F41).

Raises 23514: OVERRIDE_STATE, CONTINGENCY, MAKER_CHECKER. The moments of a step are those of
the clock, whoever writes.';

create function stagedoor_film.tg_emergency_overrides__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues an event, which nobody else may.
declare
  v_row public.emergency_overrides := coalesce(new, old);
begin
  -- When the production goes, its rows go without a word of their own.
  if tg_op = 'DELETE' and not exists (
    select from stagedoor.scopes as s where s.id = old.project_id
  ) then
    return null;
  end if;
  perform stagedoor.record_event(
    p_event => case tg_op
      when 'INSERT' then 'override.requested' else 'override.deleted' end,
    p_scope_id => v_row.project_id,
    p_subject_id => v_row.requested_by,
    p_object_type => tg_table_name,
    p_object_id => v_row.id::pg_catalog.text,
    p_before => case tg_op when 'DELETE' then to_jsonb(old) end,
    p_after => case tg_op when 'INSERT' then to_jsonb(new) end,
    p_reason => case tg_op when 'INSERT' then v_row.reason end,
    p_window_from => v_row.authorized_at,
    p_window_until => v_row.ends_at,
    p_override_id => v_row.id,
    p_alters_access => true
  );
  return null;
end;
$$;

comment on function stagedoor_film.tg_emergency_overrides__record is
'Queue an event for a request, which raises the version (F47, F114).

override.requested.';

create function stagedoor_film.tg_emergency_overrides__record_steps()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which nobody else may. Those of a statement at once: a sweep takes steps
-- by the hundred thousand.
declare
  -- What stayed the same is not part of the event.
  v_changed pg_catalog.text := (
    select string_agg(format(
      'case when o.%1$I is distinct from n.%1$I then jsonb_build_object(%1$L, @.%1$I) '
        'else ''{}'' end', a.attname), ' || ')
    from pg_catalog.pg_attribute as a
    where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped
  );
  v_event   stagedoor.event_queue;
  v_events  stagedoor.event_queue[];
begin
  v_event.object_type := tg_table_name;
  for
    v_event.event, v_event.alters_access, v_event.scope_id, v_event.subject_id,
    v_event.object_id, v_event.override_id, v_event.window_from, v_event.window_until,
    v_event.reason, v_event.before, v_event.after
  in execute format(
    $query$
      select
        'override.' || case
          when n.status = o.status then 'changed'
          when n.status = 'Granted' then 'authorized'
          when n.status = 'Active' then 'started'
          else lower(n.status)
        end,
        n.status <> o.status, n.project_id, n.requested_by, n.id, n.id, n.authorized_at,
        n.ends_at,
        case n.status when 'Failed' then n.error when 'Revoked' then n.revoke_reason end,
        %s, %s || case when n.status <> o.status and n.status = 'Granted' then (
          select jsonb_build_object('line_amount', l.amount)
          from public.budget_lines as l
          where l.id = n.contingency_line_id) else '{}' end
      from new_rows as n
      join old_rows as o on o.id = n.id
      where n is distinct from o
      order by n.id
    $query$,
    replace(v_changed, '@', 'o'), replace(v_changed, '@', 'n'))
  loop
    v_events := v_events || v_event;
  end loop;
  perform stagedoor.record_events(v_events);
  return null;
end;
$$;

comment on function stagedoor_film.tg_emergency_overrides__record_steps is
'Queue an event for every step of an override (F41, F42, F47).

override.authorized, started, expired, completed, failed, revoked; changed, where something
was spent or moved under it. An authorization says as line_amount what the contingency line
held then. A step raises the version of the production (F114).';

create trigger _100_guard
  before insert or update on public.emergency_overrides
  for each row execute function stagedoor_film.tg_emergency_overrides__guard();
create trigger _110_check_money
  before insert or update of max_amount, spent, moved, currency
  on public.emergency_overrides
  for each row
  execute function stagedoor_film.tg_any__check_money('max_amount', 'spent0', 'moved0');
create trigger _120_refuse_truncate
  before truncate on public.emergency_overrides
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
create trigger _130_refuse_delete
  before delete on public.emergency_overrides
  for each row execute function stagedoor_film.tg_any__refuse_delete();
create trigger _900_record
  after insert or delete on public.emergency_overrides
  for each row execute function stagedoor_film.tg_emergency_overrides__record();
create trigger _900_record_steps
  after update on public.emergency_overrides
  referencing old table as old_rows new table as new_rows
  for each statement execute function stagedoor_film.tg_emergency_overrides__record_steps();
alter table public.emergency_overrides enable always trigger _100_guard;
alter table public.emergency_overrides enable always trigger _110_check_money;
alter table public.emergency_overrides enable always trigger _120_refuse_truncate;
alter table public.emergency_overrides enable always trigger _130_refuse_delete;
alter table public.emergency_overrides enable always trigger _900_record;
alter table public.emergency_overrides enable always trigger _900_record_steps;

create trigger _900_record
  after insert or update or delete on public.override_reason_kinds
  for each row
  execute function stagedoor_film.tg_any__record('override_reason_kind', 'figures');
alter table public.override_reason_kinds enable always trigger _900_record;

-- Policies.

alter table public.override_reason_kinds enable row level security;
alter table public.emergency_overrides enable row level security;

create policy override_reason_kinds_select on public.override_reason_kinds
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy override_reason_kinds_select on public.override_reason_kinds is
'Which kinds of emergency there are is open to whoever is signed in.';

create policy emergency_overrides_select on public.emergency_overrides
  for select to authenticated
  using (
    (
      project_id = any ((select stagedoor.scopes_with('override:view'))::uuid[])
      and cost_code_id <> all (
        (select stagedoor_film.codes_without('override:view'))::uuid[])
    )
    or cost_code_id = any ((select stagedoor_film.codes_with('override:view'))::uuid[])
  );
comment on policy emergency_overrides_select on public.emergency_overrides is
'Who asks, who authorizes and who checks the reserve hold the key.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.emergency_overrides', 'project_id');

-- Privileges. Written through request_, authorize_, start_, complete_, fail_ and
-- revoke_override; kinds change by migration, or by the owner.

revoke all on function
  stagedoor_film.raise_override_state,
  stagedoor_film.require_running,
  stagedoor_film.override_may_become,
  stagedoor_film.tg_emergency_overrides__guard,
  stagedoor_film.tg_emergency_overrides__record,
  stagedoor_film.tg_emergency_overrides__record_steps
from public, anon, authenticated, service_role;
revoke all on public.override_reason_kinds, public.emergency_overrides
  from public, anon, authenticated, service_role;
grant select on public.override_reason_kinds, public.emergency_overrides
  to authenticated, service_role;
