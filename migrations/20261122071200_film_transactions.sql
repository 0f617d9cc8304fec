-- Costs: orders, invoices, petty cash, payroll, journals and credits.
--
-- What a cost says is never edited: it is voided and entered again as the next revision.
-- The guards are triggers, because they bind the service key and the owner, too.

create table public.cost_transactions (
  id                       uuid        not null default gen_random_uuid(),
  project_id               uuid        not null,
  budget_line_id           uuid        not null,
  cost_code_id             uuid        not null,
  kind                     text        not null default 'invoice',
  status                   text        not null default 'submitted',
  amount                   numeric     not null,
  currency                 text        not null,
  signed_amount            numeric     not null generated always as (
    case when (kind = 'credit') <> (reverses_id is not null) then -amount else amount end
  ) stored,
  description              text        not null,
  payee                    text,
  payee_union_agreement_id uuid,
  earning                  text,
  reference                text,
  transaction_date         date        not null,
  coding                   jsonb       not null default '{}',
  relieves_id              uuid,
  credits_id               uuid,
  reverses_id              uuid,
  revises_id               uuid,
  revision                 integer     not null default 1,
  idempotency_key          text        not null,
  note                     text        not null default '',
  created_by               uuid        not null,
  created_at               timestamptz not null default stagedoor.instant(),
  approved_by              uuid,
  approved_at              timestamptz,
  posted_by                uuid,
  posted_at                timestamptz,
  voided_by                uuid,
  voided_at                timestamptz,
  void_reason              text,
  override_id              uuid,
  elevation_id             uuid,

  constraint cost_transactions_pkey
    primary key (id),
  constraint cost_transactions_project_id_id_key
    unique (project_id, id),
  -- The same key of the same person is the same cost.
  constraint cost_transactions_idempotency_key_key
    unique (project_id, created_by, idempotency_key),

  constraint cost_transactions_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint cost_transactions_budget_line_id_fkey
    foreign key (project_id, budget_line_id)
    references public.budget_lines (project_id, id) on delete restrict,
  constraint cost_transactions_cost_code_id_fkey
    foreign key (project_id, cost_code_id)
    references public.cost_codes (project_id, id) on delete restrict,
  constraint cost_transactions_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict,
  constraint cost_transactions_payee_union_agreement_id_fkey
    foreign key (payee_union_agreement_id) references public.union_agreements (id)
    on delete restrict,
  constraint cost_transactions_relieves_id_fkey
    foreign key (project_id, relieves_id)
    references public.cost_transactions (project_id, id) on delete restrict,
  constraint cost_transactions_credits_id_fkey
    foreign key (project_id, credits_id)
    references public.cost_transactions (project_id, id) on delete restrict,
  constraint cost_transactions_reverses_id_fkey
    foreign key (project_id, reverses_id)
    references public.cost_transactions (project_id, id) on delete restrict,
  constraint cost_transactions_revises_id_fkey
    foreign key (project_id, revises_id)
    references public.cost_transactions (project_id, id) on delete restrict,
  constraint cost_transactions_created_by_fkey
    foreign key (created_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint cost_transactions_approved_by_fkey
    foreign key (approved_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint cost_transactions_posted_by_fkey
    foreign key (posted_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint cost_transactions_voided_by_fkey
    foreign key (voided_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint cost_transactions_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,

  constraint cost_transactions_kind_known_check
    check (kind in ('order', 'invoice', 'petty_cash', 'payroll', 'journal', 'credit')),
  constraint cost_transactions_status_known_check
    check (status in ('submitted', 'signed', 'posted', 'voided')),
  constraint cost_transactions_amount_scale_check
    check (amount > 0 and amount < 1e12 and scale(trim_scale(amount)) <= 3),
  constraint cost_transactions_description_length_check
    check (char_length(description) between 1 and 400),
  constraint cost_transactions_payee_length_check
    check (char_length(payee) between 1 and 200),
  constraint cost_transactions_earning_snake_case_check
    check (earning ~ '^[a-z][a-z0-9_]*$' and char_length(earning) <= 60),
  constraint cost_transactions_reference_length_check
    check (char_length(reference) between 1 and 120),
  constraint cost_transactions_transaction_date_finite_check
    check (isfinite(transaction_date)),
  constraint cost_transactions_coding_object_check
    check (jsonb_typeof(coding) = 'object' and octet_length(coding::text) <= 8192),
  -- A credit gives back something, and nothing else does.
  constraint cost_transactions_credit_credits_check
    check (reverses_id is not null or (kind = 'credit') = (credits_id is not null)),
  constraint cost_transactions_order_relieves_nothing_check
    check (relieves_id is null or kind not in ('order', 'credit')),
  constraint cost_transactions_idempotency_key_length_check
    check (char_length(idempotency_key) between 1 and 200),
  constraint cost_transactions_note_length_check
    check (char_length(note) <= 4000),
  constraint cost_transactions_revision_positive_check
    check (revision > 0 and (revision = 1) = (revises_id is null)),
  constraint cost_transactions_approved_together_check
    check ((approved_by is null) = (approved_at is null)),
  constraint cost_transactions_posted_together_check
    check ((posted_by is null) = (posted_at is null)),
  constraint cost_transactions_voided_together_check
    check ((status = 'voided') = (voided_at is not null)
      and (voided_at is null) = (voided_by is null)
      and (voided_at is null) = (void_reason is null)),
  constraint cost_transactions_posted_was_signed_check
    check (status <> 'posted' or approved_by is not null or reverses_id is not null),
  constraint cost_transactions_void_reason_length_check
    check (char_length(void_reason) between 1 and 1000)
);

comment on table public.cost_transactions is
'Costs of a production, each charged to a budget line (F4, F33, F113).

What a row says stays; it is signed, posted and voided.';
comment on column public.cost_transactions.status is
'submitted, signed (all sign-offs given), posted or voided.';
comment on column public.cost_transactions.amount is
'Above zero, in the currency of its line. A credit counts the other way.';
comment on column public.cost_transactions.signed_amount is
'What it adds to the cost: a credit, and the reversal of anything else, take away.';
comment on column public.cost_transactions.payee_union_agreement_id is
'The agreement of whoever is paid. Null: non-union.';
comment on column public.cost_transactions.earning is
'What kind of earning it is: straight_time, overtime, meal_penalty, box_rental.';
comment on column public.cost_transactions.transaction_date is
'The day on which it counts, and so the period. In no closed one.';
comment on column public.cost_transactions.coding is
'Further codes: episode, set, location, tax tag.';
comment on column public.cost_transactions.relieves_id is
'The order that it draws on. Null: none.';
comment on column public.cost_transactions.credits_id is
'The cost that a credit gives back.';
comment on column public.cost_transactions.reverses_id is
'The cost that it takes back, voided after its period was closed.';
comment on column public.cost_transactions.revises_id is
'The revision before it, which is voided. Null: this is the first.';
comment on column public.cost_transactions.approved_by is
'Who gave the last sign-off. All of them stand in transaction_approvals.';
comment on column public.cost_transactions.override_id is
'The emergency override under which it was entered, signed or noted. Null: none (F112).';
comment on column public.cost_transactions.elevation_id is
'The elevation under which it was entered. Null: none was needed (F60).';

create unique index cost_transactions_revises_id_key
  on public.cost_transactions (project_id, revises_id);
create unique index cost_transactions_reverses_id_key
  on public.cost_transactions (project_id, reverses_id);
create index cost_transactions_budget_line_id_idx
  on public.cost_transactions (project_id, budget_line_id);
create index cost_transactions_cost_code_id_idx on public.cost_transactions (cost_code_id);
create index cost_transactions_project_id_cost_code_id_idx
  on public.cost_transactions (project_id, cost_code_id, transaction_date);
create index cost_transactions_currency_idx on public.cost_transactions (currency);
create index cost_transactions_payee_union_agreement_id_idx
  on public.cost_transactions (payee_union_agreement_id);
create index cost_transactions_orders_idx on public.cost_transactions (project_id)
  where kind = 'order';
create index cost_transactions_voids_idx on public.cost_transactions (project_id)
  where status = 'voided';
create index cost_transactions_relieves_id_idx
  on public.cost_transactions (project_id, relieves_id);
create index cost_transactions_credits_id_idx
  on public.cost_transactions (project_id, credits_id);
create index cost_transactions_created_by_idx on public.cost_transactions (created_by);
create index cost_transactions_approved_by_idx on public.cost_transactions (approved_by);
create index cost_transactions_posted_by_idx on public.cost_transactions (posted_by);
create index cost_transactions_voided_by_idx on public.cost_transactions (voided_by);
create index cost_transactions_override_id_idx on public.cost_transactions (override_id)
  where override_id is not null;
create index cost_transactions_elevation_id_idx on public.cost_transactions (elevation_id);

create function stagedoor_film.check_charge(
  p_cost_code public.cost_codes,
  p_line public.budget_lines,
  p_currency text,
  p_payee_union_agreement_id uuid,
  p_date date
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the chart and agreements for whoever writes a cost.
declare
  v_line_code public.cost_codes;
  v_own       public.union_agreements;
  v_payee     public.union_agreements;
begin
  if not p_cost_code.is_postable then
    raise check_violation using
      message = format('%s is a header and takes no costs', p_cost_code.code),
      detail = json_build_object(
        'error_code', 'COST_CODE_PREFIX', 'expected', 'a code that takes costs',
        'actual', p_cost_code.code);
  end if;
  select c.* into v_line_code from public.cost_codes as c where c.id = p_line.cost_code_id;
  if v_line_code.category <> p_cost_code.category then
    raise check_violation using
      message = format('%s is charged to a line on the same side of the line',
        p_cost_code.code),
      detail = json_build_object(
        'error_code', 'FENCE', 'expected', p_cost_code.category,
        'actual', v_line_code.category);
  elsif p_line.currency is distinct from p_currency then
    raise check_violation using
      message = 'A cost is in the currency of its budget line: nothing is converted',
      detail = json_build_object(
        'error_code', 'CURRENCY', 'expected', p_line.currency, 'actual', p_currency);
  end if;

  -- A code without an agreement takes every payee; one with an agreement takes its own.
  if p_payee_union_agreement_id is not null then
    v_payee := stagedoor_film.agreement_for(
      p_cost_code.project_id, p_payee_union_agreement_id);
    if v_payee.id is null then
      raise check_violation using
        message = 'An agreement is one of the production, or one that ships';
    end if;
  end if;
  if p_cost_code.union_agreement_id is not null then
    v_own := stagedoor_film.agreement_for(
      p_cost_code.project_id, p_cost_code.union_agreement_id);
    if v_payee.code is distinct from v_own.code then
      raise check_violation using
        message = format('%s is for members of %s', p_cost_code.code, v_own.code),
        detail = json_build_object(
          'error_code', 'UNION_JURISDICTION', 'expected', v_own.code,
          'actual', v_payee.code);
    end if;
  end if;
  if p_date < v_payee.valid_from or p_date >= v_payee.valid_until then
    raise check_violation using
      message = format('%s does not hold on that day', v_payee.code),
      detail = json_build_object(
        'error_code', 'UNION_JURISDICTION', 'expected', 'valid on ' || p_date,
        'actual', format('%s from %s until %s', v_payee.code,
          coalesce(v_payee.valid_from::pg_catalog.text, 'the beginning'),
          coalesce(v_payee.valid_until::pg_catalog.text, 'further notice')));
  end if;
end;
$$;

comment on function stagedoor_film.check_charge is
'Refuse a cost that does not fit its code, line or payee (F33, F45).

Raises 23514: COST_CODE_PREFIX for a header, FENCE for the two sides of the line, CURRENCY,
UNION_JURISDICTION.';

create function stagedoor_film.tg_cost_transactions__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads lines, the chart, agreements and periods that the writer may not see. Binds whoever
-- writes, the service key and the owner included.
declare
  -- What may change: its states, and who brought it into them. A guest who claims an
  -- account takes the new id along.
  c_states constant pg_catalog.text[] := array[
    'status', 'signed_amount', 'created_by', 'approved_by', 'approved_at', 'posted_by',
    'posted_at', 'voided_by', 'voided_at', 'void_reason', 'note', 'override_id',
    'elevation_id'];
  v_code         public.cost_codes;
  v_line         public.budget_lines;
  v_closed_until pg_catalog.date;
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if tg_op = 'UPDATE' and to_jsonb(old) - c_states <> to_jsonb(new) - c_states then
    raise check_violation using
      message = 'What a cost says is not edited',
      detail = '{"error_code":"TRANSACTION_STATE"}',
      hint = 'Revise it with revise_transaction.';
  elsif tg_op = 'UPDATE' and new.status <> old.status
    and (old.status, new.status) not in (
      ('submitted', 'signed'), ('signed', 'posted'), ('submitted', 'voided'),
      ('signed', 'voided'), ('posted', 'voided'))
  then
    raise check_violation using
      message = format('A cost that is %s does not become %s', old.status, new.status),
      detail = json_build_object(
        'error_code', 'TRANSACTION_STATE', 'expected', old.status, 'actual', new.status);
  elsif tg_op = 'INSERT' and new.status <> 'submitted' and new.reverses_id is null then
    raise check_violation using
      message = 'A cost is entered, then signed, then posted',
      detail = json_build_object(
        'error_code', 'TRANSACTION_STATE', 'expected', 'submitted', 'actual', new.status);
  end if;

  -- Against close_period at the same moment.
  perform from public.productions as p where p.project_id = new.project_id for share;
  if tg_op = 'INSERT' or (new.status = 'posted' and old.status <> 'posted') then
    v_closed_until := stagedoor_film.closed_until(new.project_id);
    if new.transaction_date <= v_closed_until then
      raise check_violation using
        message = format('The period to %s is closed', v_closed_until),
        detail = json_build_object(
          'error_code', 'PERIOD_CLOSED', 'expected', 'after ' || v_closed_until,
          'actual', new.transaction_date),
        hint = 'Enter it, or revise it, with a later transaction_date.';
    end if;
  end if;
  -- What is in a closed report stays in it: its reversal counts in the open period.
  if tg_op = 'INSERT' and new.reverses_id is null then
    select c.* into v_code
    from public.cost_codes as c
    where c.id = new.cost_code_id and c.project_id = new.project_id
    for share;
    select l.* into v_line
    from public.budget_lines as l
    where l.id = new.budget_line_id and l.project_id = new.project_id;
    if v_code.id is null or v_line.id is null then
      raise check_violation using
        message = 'A cost is charged to a code and a line of its production';
    end if;
    perform stagedoor_film.check_charge(
      v_code, v_line, new.currency, new.payee_union_agreement_id, new.transaction_date);
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_cost_transactions__guard is
'Keep what a cost says, its states in order, and closed periods closed.

Raises 23514: TRANSACTION_STATE, PERIOD_CLOSED, and what check_charge refuses.';

create trigger _100_check_money
  before insert or update of amount, currency on public.cost_transactions
  for each row execute function stagedoor_film.tg_any__check_money('amount');
create trigger _110_guard
  before insert or update on public.cost_transactions
  for each row execute function stagedoor_film.tg_cost_transactions__guard();
create trigger _120_refuse_truncate
  before truncate on public.cost_transactions
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
create trigger _130_refuse_delete
  before delete on public.cost_transactions
  for each row execute function stagedoor_film.tg_any__refuse_delete();
create trigger _500_separate_duties
  after insert or update on public.cost_transactions
  for each row execute function stagedoor.tg_any__separate_duties(
    'cost_maker_checker', 'project_id', 'created_by', 'approved_by', 'posted_by');
create trigger _900_record
  after insert or update or delete on public.cost_transactions
  for each row execute function stagedoor_film.tg_any__record(
    'cost', 'figures', 'payee', 'description', 'note');
alter table public.cost_transactions enable always trigger _100_check_money;
alter table public.cost_transactions enable always trigger _110_guard;
alter table public.cost_transactions enable always trigger _120_refuse_truncate;
alter table public.cost_transactions enable always trigger _130_refuse_delete;
alter table public.cost_transactions enable always trigger _500_separate_duties;
alter table public.cost_transactions enable always trigger _900_record;

-- What a check refuses is said by its comment.
comment on constraint cost_transactions_note_length_check on public.cost_transactions is
'A note on a cost has at most 4000 characters';
create trigger _180_say_rules
  before update of note on public.cost_transactions
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.cost_transactions enable always trigger _180_say_rules;

-- Policies.

alter table public.cost_transactions enable row level security;

create policy cost_transactions_select on public.cost_transactions
  for select to authenticated
  using (
    (
      project_id = any ((select stagedoor.scopes_with('transaction:view:assigned'))::uuid[])
      and cost_code_id <> all (
        (select stagedoor_film.codes_without('transaction:view:assigned'))::uuid[])
    )
    or cost_code_id = any (
      (select stagedoor_film.codes_with('transaction:view:assigned'))::uuid[])
    or (
      created_by = (select stagedoor.caller_id())
      and (
        project_id = any (
          (select stagedoor.scopes_with_own('transaction:view:assigned'))::uuid[])
        or cost_code_id = any (
          (select stagedoor_film.codes_with_own('transaction:view:assigned'))::uuid[])
      )
    )
  );
comment on policy cost_transactions_select on public.cost_transactions is
'Both sides are read by the view key; a coordinator reads own entries.

Payroll and cast fees pass the same office.';

create policy cost_transactions_update on public.cost_transactions
  for update to authenticated
  using (
    cost_code_id = any (
      (select stagedoor_film.codes_with_write('transaction:view:assigned'))::uuid[])
  )
  with check (
    cost_code_id = any (
      (select stagedoor_film.codes_with_write('transaction:view:assigned'))::uuid[])
  );
comment on policy cost_transactions_update on public.cost_transactions is
'A note is written where resolve_cost_access says approve (F33, F35).

Of all columns a request may write the note alone; the rest has its calls.';

insert into stagedoor.protected_tables (table_name, scope_column, owner_column) values
  ('public.cost_transactions', 'project_id', 'created_by');

-- Privileges. Written through submit_, approve_, revise_ and void_transaction; a note
-- directly.

revoke all on function
  stagedoor_film.check_charge,
  stagedoor_film.tg_cost_transactions__guard
from public, anon, authenticated, service_role;
revoke all on public.cost_transactions from public, anon, authenticated, service_role;
grant select on public.cost_transactions to authenticated, service_role;
grant update (note) on public.cost_transactions to authenticated, service_role;
