-- Spending authorities: how much somebody may sign off, where, when and in which currency.
--
-- A ledger, not a limit that is compared: what is spent is debited in the transaction that
-- approves, and what is passed on is reserved, so that no two can spend the same (F113).

create table public.spending_authorities (
  id                  uuid        not null default gen_random_uuid(),
  project_id          uuid        not null,
  user_id             uuid        not null,
  cost_code_id        uuid        not null,
  phases              text[],
  union_agreement_ids uuid[],
  currency            text        not null,
  per_transaction     numeric     not null,
  cumulative          numeric     not null,
  spent               numeric     not null default 0,
  reserved            numeric     not null default 0,
  delegated_from      uuid,
  delegated_by        uuid        not null,
  valid_from          timestamptz,
  valid_until         timestamptz,
  created_at          timestamptz not null default now(),
  ended_at            timestamptz,
  ended_by            uuid,
  end_reason          text,

  constraint spending_authorities_pkey
    primary key (id),
  constraint spending_authorities_project_id_id_key
    unique (project_id, id),

  constraint spending_authorities_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint spending_authorities_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint spending_authorities_cost_code_id_fkey
    foreign key (project_id, cost_code_id)
    references public.cost_codes (project_id, id) on delete restrict,
  constraint spending_authorities_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict,
  constraint spending_authorities_delegated_from_fkey
    foreign key (project_id, delegated_from)
    references public.spending_authorities (project_id, id) on delete restrict,
  constraint spending_authorities_delegated_by_fkey
    foreign key (delegated_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint spending_authorities_ended_by_fkey
    foreign key (ended_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,

  constraint spending_authorities_phases_known_check
    check (phases <> '{}' and phases <@ array[
      'development', 'prep', 'principal_photography', 'wrap', 'post']),
  constraint spending_authorities_union_agreement_ids_some_check
    check (union_agreement_ids <> '{}'),
  constraint spending_authorities_per_transaction_scale_check
    check (
      per_transaction > 0 and per_transaction < 1e12
      and scale(trim_scale(per_transaction)) <= 3),
  constraint spending_authorities_cumulative_scale_check
    check (
      cumulative > 0 and cumulative < 1e12 and scale(trim_scale(cumulative)) <= 3),
  constraint spending_authorities_per_transaction_within_check
    check (per_transaction <= cumulative),
  -- Nobody spends what is spent or passed on: not by two calls at once, and not by hand.
  constraint spending_authorities_within_cumulative_check
    check (spent >= 0 and reserved >= 0 and spent + reserved <= cumulative),
  constraint spending_authorities_window_finite_check
    check (isfinite(valid_from) and isfinite(valid_until)),
  constraint spending_authorities_ends_after_start_check
    check (valid_until > valid_from),
  constraint spending_authorities_ended_together_check
    check ((ended_at is null) = (end_reason is null)),
  constraint spending_authorities_end_reason_length_check
    check (char_length(end_reason) between 1 and 1000),
  constraint spending_authorities_from_another_check
    check (delegated_from <> id)
);

comment on table public.spending_authorities is
'What somebody may sign off below a code (F28, F113).

Given by the designated executive producer, or passed on in a part that is reserved there.';
comment on column public.spending_authorities.cost_code_id is
'The code for which, with all below it, it counts.';
comment on column public.spending_authorities.phases is
'The phases in which it counts. Null: any.';
comment on column public.spending_authorities.union_agreement_ids is
'The agreements whose payees it counts for. Null: any, non-union included.';
comment on column public.spending_authorities.spent is
'Signed off under it and not voided. Debited by approve_transaction.';
comment on column public.spending_authorities.reserved is
'Passed on to others and not freed again.';
comment on column public.spending_authorities.delegated_from is
'The authority that it is a part of. Null: given by the executive producer.';
comment on column public.spending_authorities.delegated_by is
'Who gave it or passed it on.';

create index spending_authorities_user_id_project_id_idx
  on public.spending_authorities (user_id, project_id);
create index spending_authorities_project_id_cost_code_id_idx
  on public.spending_authorities (project_id, cost_code_id);
create index spending_authorities_cost_code_id_idx
  on public.spending_authorities (cost_code_id);
create index spending_authorities_currency_idx on public.spending_authorities (currency);
create index spending_authorities_delegated_from_idx
  on public.spending_authorities (project_id, delegated_from);
create index spending_authorities_delegated_by_idx
  on public.spending_authorities (delegated_by);
create index spending_authorities_ended_by_idx on public.spending_authorities (ended_by);

create function stagedoor_film.tg_spending_authorities__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads agreements and accounts. Binds whoever writes: an authority is given and ended, and
-- between that only what was spent and reserved moves.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if exists (
    select from unnest(new.union_agreement_ids) as a (id)
    where stagedoor_film.agreement_for(new.project_id, a.id) is null
  ) then
    raise check_violation using
      message = 'An agreement is one of the production, or one that ships';
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  if (to_jsonb(old) - '{user_id,delegated_by,spent,reserved,ended_at,ended_by,end_reason}'
      ::pg_catalog.text[])
    <> (to_jsonb(new) - '{user_id,delegated_by,spent,reserved,ended_at,ended_by,end_reason}'
      ::pg_catalog.text[])
    or stagedoor.is_other_person(old.user_id, new.user_id)
    or stagedoor.is_other_person(old.delegated_by, new.delegated_by)
    or stagedoor.is_other_person(old.ended_by, new.ended_by)
    or (old.ended_at is not null and (
      (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)
      or (old.ended_by is null and new.ended_by is not null)))
  then
    raise check_violation using
      message = 'An authority stays as it was given until it ends',
      hint = 'End it and give another one.';
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_spending_authorities__guard is
'Keep an authority as it was given. Raises 23514.';

create trigger _100_check_money
  before insert or update of per_transaction, cumulative, spent, reserved, currency
  on public.spending_authorities
  for each row execute function stagedoor_film.tg_any__check_money(
    'per_transaction', 'cumulative', 'spent0', 'reserved0');
create trigger _110_guard
  before insert or update on public.spending_authorities
  for each row execute function stagedoor_film.tg_spending_authorities__guard();
create trigger _900_record
  after insert or update or delete on public.spending_authorities
  for each row
  execute function stagedoor_film.tg_any__record('spending_authority', 'access');
alter table public.spending_authorities enable always trigger _100_check_money;
alter table public.spending_authorities enable always trigger _110_guard;
alter table public.spending_authorities enable always trigger _900_record;

create function stagedoor_film.authority_stands(p_authority public.spending_authorities)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the authorities and accesses of anybody. What was passed on counts while all that
  -- it is a part of stands, and whoever passed it on still may.
  with recursive standing as (
    select
      p_authority.id, p_authority.delegated_from, p_authority.delegated_by,
      p_authority.ended_at, p_authority.valid_from, p_authority.valid_until
    union all
    select
      up.id, up.delegated_from, up.delegated_by, up.ended_at, up.valid_from, up.valid_until
    from standing as s
    join public.spending_authorities as up
      on up.project_id = p_authority.project_id and up.id = s.delegated_from
  )
  select not exists (
    select
    from standing as s
    where s.ended_at is not null
      or s.valid_from > stagedoor.instant()
      or s.valid_until <= stagedoor.instant()
      or (s.delegated_from is not null and not exists (
        select
        from public.spending_authorities as up
        join public.cost_codes as c on c.id = up.cost_code_id
        cross join lateral stagedoor.decide(
          s.delegated_by, 'authority:delegate', coalesce(c.department_id, c.project_id),
          null, null, 'aal1', true) as d
        where up.id = s.delegated_from and d.allowed
      ))
  )
$$;

comment on function stagedoor_film.authority_stands is
'Whether an authority counts now, with all that it is a part of.

In its window, not ended, and passed on by people who still hold authority:delegate.';

create function stagedoor_film.fitting_authorities(
  p_user_id              uuid,
  p_cost_code            public.cost_codes,
  p_union_agreement_id   uuid,
  p_currency             text,
  p_phase                text
)
returns setof public.spending_authorities
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the authorities of anybody. Asked by definers only.
  select a.*
  from public.spending_authorities as a
  where a.project_id = p_cost_code.project_id
    and a.user_id = p_user_id
    and a.cost_code_id = any (p_cost_code.path)
    and a.currency = p_currency
    and stagedoor_film.authority_stands(a)
    and (a.phases is null or p_phase = any (a.phases))
    and (a.union_agreement_ids is null or exists (
      select
      from public.union_agreements as named
      join public.union_agreements as asked on asked.code = named.code
      where named.id = any (a.union_agreement_ids) and asked.id = p_union_agreement_id))
  order by
    array_position(p_cost_code.path, a.cost_code_id) desc,
    a.valid_until nulls last, a.created_at, a.id
$$;

comment on function stagedoor_film.fitting_authorities is
'Authorities of somebody that a cost may be signed under, best first.

The deepest subtree, then the one that ends first. What is left of them is not asked here:
whoever debits one locks it and looks.';

-- Policies.

alter table public.spending_authorities enable row level security;

create policy spending_authorities_select on public.spending_authorities
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('authority:view'))::uuid[])
    or cost_code_id = any ((select stagedoor_film.codes_with('authority:view'))::uuid[])
    or (
      user_id = (select stagedoor.caller_id())
      and (
        project_id = any ((select stagedoor.scopes_with_own('authority:view'))::uuid[])
        or cost_code_id = any (
          (select stagedoor_film.codes_with_own('authority:view'))::uuid[])
      )
    )
  );
comment on policy spending_authorities_select on public.spending_authorities is
'Who may spend what is for those who watch it.

A head of department sees the own one.';

insert into stagedoor.protected_tables (table_name, scope_column, owner_column) values
  ('public.spending_authorities', 'project_id', 'user_id');

-- Privileges. Written through grant_, delegate_ and end_spending_authority and
-- approve_transaction.

revoke all on function
  stagedoor_film.tg_spending_authorities__guard,
  stagedoor_film.authority_stands,
  stagedoor_film.fitting_authorities
from public, anon, authenticated, service_role;
revoke all on public.spending_authorities from public, anon, authenticated, service_role;
grant select on public.spending_authorities to authenticated, service_role;
