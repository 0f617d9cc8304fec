-- Union rates: wages, pension, health and other fringes of an agreement, and their lock.
--
-- A locked rate is changed by nobody and through no path but DDL, unless an administrator
-- of the agreement has opened a window for it. So the lock is a trigger and not a policy:
-- it binds the service key and the owner of the table, too (F34).

create table public.rate_unlocks (
  id                 uuid        not null default gen_random_uuid(),
  project_id         uuid        not null,
  union_agreement_id uuid        not null,
  unlocked_by        uuid        not null,
  unlocked_at        timestamptz not null default stagedoor.instant(),
  ends_at            timestamptz not null,
  ended_at           timestamptz,
  ended_by           uuid,
  reason             text        not null,

  constraint rate_unlocks_pkey
    primary key (id),

  constraint rate_unlocks_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint rate_unlocks_union_agreement_id_fkey
    foreign key (union_agreement_id) references public.union_agreements (id)
    on delete cascade,
  constraint rate_unlocks_unlocked_by_fkey
    foreign key (unlocked_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint rate_unlocks_ended_by_fkey
    foreign key (ended_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,

  constraint rate_unlocks_ends_after_start_check
    check (ends_at > unlocked_at and isfinite(ends_at)),
  constraint rate_unlocks_reason_length_check
    check (char_length(reason) between 1 and 1000)
);

comment on table public.rate_unlocks is
'Windows in which locked rates of an agreement may be changed (F34).';
comment on column public.rate_unlocks.ended_at is
'When it was closed before its end. Null: it was not.';

create index rate_unlocks_project_id_idx on public.rate_unlocks (project_id);
create index rate_unlocks_union_agreement_id_idx
  on public.rate_unlocks (union_agreement_id, ends_at);
create index rate_unlocks_unlocked_by_idx on public.rate_unlocks (unlocked_by);
create index rate_unlocks_ended_by_idx on public.rate_unlocks (ended_by);

create table public.union_rates (
  id                 uuid        not null default gen_random_uuid(),
  project_id         uuid,
  union_agreement_id uuid        not null,
  rate_kind          text        not null,
  classification     text        not null default '',
  amount             numeric,
  unit               text,
  percent            numeric,
  ceiling            numeric,
  currency           text,
  valid_from         date        not null,
  valid_until        date,
  is_locked          boolean     not null default false,
  is_example         boolean     not null default false,
  entered_by         uuid,
  entered_at         timestamptz not null default now(),
  rate_unlock_id     uuid,

  constraint union_rates_pkey
    primary key (id),
  -- At one moment there is one rate of a kind.
  constraint union_rates_one_at_a_time_excl
    exclude using gist (
      union_agreement_id with =,
      rate_kind with =,
      classification with =,
      daterange(valid_from, valid_until) with &&
    ),

  constraint union_rates_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint union_rates_union_agreement_id_fkey
    foreign key (union_agreement_id) references public.union_agreements (id)
    on delete cascade,
  constraint union_rates_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict,
  constraint union_rates_entered_by_fkey
    foreign key (entered_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint union_rates_rate_unlock_id_fkey
    foreign key (rate_unlock_id) references public.rate_unlocks (id) on delete set null,

  constraint union_rates_rate_kind_known_check
    check (rate_kind in ('wage', 'pension', 'health', 'other_fringe')),
  constraint union_rates_classification_length_check
    check (char_length(classification) <= 120 and classification = btrim(classification)),
  constraint union_rates_amount_or_percent_check
    check (num_nonnulls(amount, percent) = 1),
  constraint union_rates_wage_is_amount_check
    check (rate_kind <> 'wage' or amount is not null),
  constraint union_rates_amount_has_unit_check
    check ((amount is null) = (unit is null)),
  constraint union_rates_unit_length_check
    check (char_length(unit) between 1 and 40),
  constraint union_rates_percent_range_check
    check (percent between 0 and 100 and scale(trim_scale(percent)) <= 3),
  -- What is earned above it takes no contribution: a wage has none.
  constraint union_rates_ceiling_of_contribution_check
    check (ceiling is null or rate_kind <> 'wage'),
  constraint union_rates_money_has_currency_check
    check ((amount is null and ceiling is null) = (currency is null)),
  constraint union_rates_amount_scale_check
    check (amount > 0 and amount < 1e12 and scale(trim_scale(amount)) <= 3),
  constraint union_rates_ceiling_scale_check
    check (ceiling > 0 and ceiling < 1e12 and scale(trim_scale(ceiling)) <= 3),
  constraint union_rates_window_finite_check
    check (isfinite(valid_from) and isfinite(valid_until)),
  constraint union_rates_ends_after_start_check
    check (valid_until > valid_from)
);

comment on table public.union_rates is
'Wages, pension, health and other fringes of an agreement (F34).';
comment on column public.union_rates.project_id is
'That of its agreement. Kept by trigger.';
comment on column public.union_rates.classification is
'The job or grade that it is for. Empty: all.';
comment on column public.union_rates.ceiling is
'Earnings per person and picture above which no contribution is due. Null: none.';
comment on column public.union_rates.is_locked is
'Whether it is changed under a window of rate_unlocks only. Never taken back.';
comment on column public.union_rates.rate_unlock_id is
'The window under which it was last changed while locked. Null: none.';

create index union_rates_project_id_idx on public.union_rates (project_id);
create index union_rates_currency_idx on public.union_rates (currency);
create index union_rates_entered_by_idx on public.union_rates (entered_by);
create index union_rates_rate_unlock_id_idx on public.union_rates (rate_unlock_id);
create index union_rates_union_agreement_id_locked_idx
  on public.union_rates (union_agreement_id) where is_locked;

create function stagedoor_film.refuse_locked(p_union_agreement_id uuid)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads windows that the writer may not see, and holds one until the commit: whoever closes
-- it waits for what was written under it.
declare
  v_unlock public.rate_unlocks;
begin
  select u.* into v_unlock
  from public.rate_unlocks as u
  where u.union_agreement_id = p_union_agreement_id
    and u.ended_at is null
    and u.ends_at > stagedoor.instant()
  order by u.ends_at desc
  limit 1
  for share;
  if not found then
    raise check_violation using
      message = 'The rates of this agreement are locked',
      detail = json_build_object(
        'error_code', 'RATES_LOCKED', 'union_agreement_id', p_union_agreement_id),
      hint = 'An administrator of the agreement unlocks them with unlock_union_rates.';
  end if;
  -- What is written under it commits before it ends, or not at all (F118).
  perform stagedoor.use_window('rate_unlock', v_unlock.id, v_unlock.ends_at);
  return v_unlock.id;
end;
$$;

comment on function stagedoor_film.refuse_locked is
'Refuse to touch locked rates outside a window; the window''s id (F34).

Raises 23514, RATES_LOCKED.';

create function stagedoor_film.tg_union_rates__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads rates and windows that the writer may not see. Binds the service key and the owner.
declare
  v_unlock_id   pg_catalog.uuid;
  v_agreement   pg_catalog.record;
  v_only_locked boolean := false;
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  -- Against lock_union_rates at the same moment. Rates keep their agreement.
  if tg_op = 'UPDATE' and new.union_agreement_id <> old.union_agreement_id then
    raise check_violation using
      message = 'A rate keeps its agreement',
      hint = 'Enter another one there.';
  end if;
  select a.id, a.project_id into v_agreement
  from public.union_agreements as a
  where a.id = coalesce(new.union_agreement_id, old.union_agreement_id)
  for share;

  if tg_op = 'UPDATE' then
    if old.is_locked and not new.is_locked then
      raise check_violation using
        message = 'What is locked stays locked',
        detail = '{"error_code":"RATES_LOCKED"}',
        hint = 'unlock_union_rates opens a window in which locked rates may be changed.';
    end if;
    -- A guest who claims an account takes the new id along.
    v_only_locked := (to_jsonb(new) - '{is_locked,entered_by}'::pg_catalog.text[])
      = (to_jsonb(old) - '{is_locked,entered_by}'::pg_catalog.text[]);
  end if;

  -- Locked is whatever is locked, and what would stand beside it on the same day.
  if not v_only_locked and exists (
    select
    from public.union_rates as r
    where r.union_agreement_id = v_agreement.id
      and r.is_locked
      and (
        (tg_op <> 'INSERT'
          and daterange(old.valid_from, old.valid_until)
            && daterange(r.valid_from, r.valid_until))
        or (tg_op <> 'DELETE'
          and daterange(new.valid_from, new.valid_until)
            && daterange(r.valid_from, r.valid_until))
      )
  ) then
    v_unlock_id := stagedoor_film.refuse_locked(v_agreement.id);
  end if;

  if tg_op = 'DELETE' then
    return old;
  end if;
  new.project_id := v_agreement.project_id;
  if not v_only_locked then
    new.rate_unlock_id := v_unlock_id;
    -- What is written into a locked table is locked with it.
    new.is_locked := new.is_locked or v_unlock_id is not null;
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_union_rates__guard is
'Refuse to change, add beside or remove a locked rate (F34).

Raises 23514, RATES_LOCKED, unless a window is open; a rate then says which.';

create function stagedoor_film.tg_union_rates__check_money()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads currencies. Binds whoever writes.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if new.amount is not null then
    perform stagedoor_film.check_amount(new.amount, new.currency, 'amount');
  end if;
  if new.ceiling is not null then
    perform stagedoor_film.check_amount(new.ceiling, new.currency, 'ceiling');
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_union_rates__check_money is
'Refuse a rate that its currency does not have. Raises 22023.';

create trigger _100_guard
  before insert or update or delete on public.union_rates
  for each row execute function stagedoor_film.tg_union_rates__guard();
create trigger _110_check_money
  before insert or update on public.union_rates
  for each row execute function stagedoor_film.tg_union_rates__check_money();
create trigger _900_record
  after insert or update or delete on public.union_rates
  for each row execute function stagedoor_film.tg_any__record('union_rate', 'figures');
alter table public.union_rates enable always trigger _100_guard;
alter table public.union_rates enable always trigger _110_check_money;
alter table public.union_rates enable always trigger _900_record;

create function stagedoor_film.tg_union_agreements__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads rates and windows that the writer may not see. Binds the service key and the owner:
-- another window or another code would say something else of the same locked rates.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if tg_op = 'UPDATE'
    and (old.id, old.project_id) is distinct from (new.id, new.project_id)
  then
    raise check_violation using message = 'An agreement keeps its production';
  end if;
  if exists (
    select from public.union_rates as r
    where r.union_agreement_id = old.id and r.is_locked
  ) then
    perform stagedoor_film.refuse_locked(old.id);
  end if;
  return case tg_op when 'DELETE' then old else new end;
end;
$$;

comment on function stagedoor_film.tg_union_agreements__guard is
'Refuse to change an agreement whose rates are locked (F34).

Raises 23514, RATES_LOCKED.';

create trigger _100_guard
  before update or delete on public.union_agreements
  for each row execute function stagedoor_film.tg_union_agreements__guard();
create trigger _110_refuse_truncate
  before truncate on public.union_agreements
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
create trigger _120_refuse_truncate
  before truncate on public.union_rates
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
alter table public.union_agreements enable always trigger _100_guard;
alter table public.union_agreements enable always trigger _110_refuse_truncate;
alter table public.union_rates enable always trigger _120_refuse_truncate;

create function stagedoor_film.tg_rate_unlocks__only_end()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accounts. Binds the service key and the owner: a window is no way in for whoever
-- could write one, and is never made longer.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if tg_op = 'INSERT' then
    -- Given by a person who may, and by no other way than by asking for it.
    if new.unlocked_by is distinct from stagedoor.caller_id()
      or not stagedoor.can('union_rate:unlock', new.project_id)
    then
      raise check_violation using
        message = 'Rates are unlocked by an administrator of the agreement, for themselves',
        detail = '{"error_code":"RATES_LOCKED"}',
        hint = 'Call unlock_union_rates.';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and (
    (to_jsonb(old) - '{ended_at,ended_by,unlocked_by}'::pg_catalog.text[])
      <> (to_jsonb(new) - '{ended_at,ended_by,unlocked_by}'::pg_catalog.text[])
    or (old.ended_at is not null and new.ended_at is distinct from old.ended_at)
    or stagedoor.is_other_person(old.unlocked_by, new.unlocked_by)
  ) then
    raise check_violation using
      message = 'A window of rates is closed, and otherwise stays as it was opened',
      detail = '{"error_code":"RATES_LOCKED"}';
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_rate_unlocks__only_end is
'Let a window of rates be opened by who may, and be closed; no more.

Raises 23514, RATES_LOCKED.';

create trigger _100_only_end
  before insert or update on public.rate_unlocks
  for each row execute function stagedoor_film.tg_rate_unlocks__only_end();
create trigger _900_record
  after insert or update or delete on public.rate_unlocks
  for each row execute function stagedoor_film.tg_any__record('rate_unlock', 'figures');
alter table public.rate_unlocks enable always trigger _100_only_end;
alter table public.rate_unlocks enable always trigger _900_record;

-- Policies.

alter table public.rate_unlocks enable row level security;
alter table public.union_rates enable row level security;

create policy rate_unlocks_select on public.rate_unlocks
  for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('union_rate:view'))::uuid[]));
comment on policy rate_unlocks_select on public.rate_unlocks is
'Whoever sees the rates sees when they were open, and why.';

create policy union_rates_select on public.union_rates
  for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('union_rate:view'))::uuid[]));
comment on policy union_rates_select on public.union_rates is
'Rates, pension and health are for those who hold union_rate:view.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.union_rates', 'project_id'),
  ('public.rate_unlocks', 'project_id');

-- Privileges. Written through save_union_rate, lock_union_rates and unlock_union_rates.

revoke all on function
  stagedoor_film.refuse_locked,
  stagedoor_film.tg_union_rates__guard,
  stagedoor_film.tg_union_rates__check_money,
  stagedoor_film.tg_union_agreements__guard,
  stagedoor_film.tg_rate_unlocks__only_end
from public, anon, authenticated, service_role;
revoke all on public.rate_unlocks, public.union_rates
  from public, anon, authenticated, service_role;
grant select on public.rate_unlocks, public.union_rates to authenticated, service_role;
