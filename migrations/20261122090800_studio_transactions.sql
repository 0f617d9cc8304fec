-- Transactions: sales, refunds and till counts of a studio.
--
-- Requests enter no money directly. A sale follows from a completed appointment, or comes
-- from a till that uses the service key; a refund is an entry of its own, so that a closed
-- day keeps its total.

create table public.studio_transactions (
  id              uuid           not null default gen_random_uuid(),
  project_id      uuid           not null,
  artist_id       uuid,
  owner_id        uuid,
  appointment_id  uuid,
  client_id       uuid,
  kind            text           not null default 'sale',
  status          text           not null default 'posted',
  amount          numeric(14, 2) not null,
  method          text           not null default 'cash',
  description     text           not null default '',
  business_day    date           not null,
  refund_of       uuid,
  recorded_by     uuid,
  recorded_at     timestamptz    not null default now(),
  reversed_by     uuid,
  reversed_at     timestamptz,
  reversal_reason text,
  elevation_id    uuid,

  constraint studio_transactions_pkey
    primary key (id),
  constraint studio_transactions_project_id_id_key
    unique (project_id, id),

  constraint studio_transactions_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint studio_transactions_artist_id_fkey
    foreign key (project_id, artist_id) references public.artists (project_id, id)
    on delete restrict,
  constraint studio_transactions_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint studio_transactions_appointment_id_fkey
    foreign key (project_id, appointment_id) references public.appointments (project_id, id)
    on delete set null (appointment_id),
  -- Deleting a client keeps the sale, without the client.
  constraint studio_transactions_client_id_fkey
    foreign key (project_id, client_id) references public.clients (project_id, id)
    on delete set null (client_id),
  constraint studio_transactions_refund_of_fkey
    foreign key (project_id, refund_of)
    references public.studio_transactions (project_id, id) on delete cascade,
  constraint studio_transactions_recorded_by_fkey
    foreign key (recorded_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint studio_transactions_reversed_by_fkey
    foreign key (reversed_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint studio_transactions_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,

  constraint studio_transactions_kind_known_check
    check (kind in ('sale', 'refund')),
  constraint studio_transactions_status_known_check
    check (status in ('posted', 'voided', 'refunded')),
  constraint studio_transactions_method_known_check
    check (method in ('cash', 'card', 'transfer', 'voucher')),
  constraint studio_transactions_amount_is_number_check
    check (amount <> 'NaN'),
  -- A refund reverses one sale, and cannot be reversed itself.
  constraint studio_transactions_refund_takes_back_check
    check (case kind
      when 'sale' then amount > 0 and refund_of is null
      else amount < 0 and refund_of is not null and status = 'posted'
    end),
  -- A reversal has a time and a reason.
  constraint studio_transactions_reversed_together_check
    check ((status = 'posted') = (reversed_at is null)
      and (reversed_at is null) = (reversal_reason is null)),
  constraint studio_transactions_reversal_reason_length_check
    check (char_length(reversal_reason) between 1 and 1000),
  constraint studio_transactions_description_length_check
    check (char_length(description) <= 400)
);

comment on table public.studio_transactions is
'Sales and refunds of a studio (F49, F52).';
comment on column public.studio_transactions.owner_id is
'The account of the artist whose work was paid. Kept by trigger.';
comment on column public.studio_transactions.amount is
'In the currency of the studio. Negative for a refund.';
comment on column public.studio_transactions.business_day is
'The day in whose till it counts: the day of the payment, or the next one still open.';
comment on column public.studio_transactions.elevation_id is
'The elevation under which it was refunded or voided. Null: none was needed (F60).';

-- An appointment is paid once; a sale is reversed once.
create unique index studio_transactions_appointment_id_paid_key
  on public.studio_transactions (appointment_id)
  where kind = 'sale' and status = 'posted';
create unique index studio_transactions_project_id_refund_of_key
  on public.studio_transactions (project_id, refund_of) where refund_of is not null;

create index studio_transactions_project_id_business_day_idx
  on public.studio_transactions (project_id, business_day);
create index studio_transactions_project_id_artist_id_idx
  on public.studio_transactions (project_id, artist_id);
create index studio_transactions_project_id_appointment_id_idx
  on public.studio_transactions (project_id, appointment_id);
create index studio_transactions_project_id_client_id_idx
  on public.studio_transactions (project_id, client_id);
create index studio_transactions_project_id_refund_of_idx
  on public.studio_transactions (project_id, refund_of);
create index studio_transactions_owner_id_idx on public.studio_transactions (owner_id);
create index studio_transactions_recorded_by_idx
  on public.studio_transactions (recorded_by);
create index studio_transactions_reversed_by_idx
  on public.studio_transactions (reversed_by);
create index studio_transactions_elevation_id_idx
  on public.studio_transactions (elevation_id);

create table public.cash_closes (
  id           uuid           not null default gen_random_uuid(),
  project_id   uuid           not null,
  business_day date           not null,
  -- A day of many sales adds up to more than one sale may be.
  expected     numeric(20, 2) not null,
  counted      numeric(14, 2) not null,
  difference   numeric(20, 2) not null generated always as (counted - expected) stored,
  closed_by    uuid,
  closed_at    timestamptz    not null default now(),
  elevation_id uuid,

  constraint cash_closes_pkey
    primary key (id),
  -- A day is closed once.
  constraint cash_closes_project_id_business_day_key
    unique (project_id, business_day),
  constraint cash_closes_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint cash_closes_closed_by_fkey
    foreign key (closed_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint cash_closes_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,
  constraint cash_closes_counted_not_negative_check
    check (counted >= 0)
);

comment on table public.cash_closes is
'Days on which the till was counted and closed (F52).';
comment on column public.cash_closes.expected is
'The cash that the transactions of the day add up to.';
comment on column public.cash_closes.elevation_id is
'The elevation under which it was closed. Null: none was needed (F60).';

create index cash_closes_closed_by_idx on public.cash_closes (closed_by);
create index cash_closes_elevation_id_idx on public.cash_closes (elevation_id);

create function stagedoor_studio.tg_studio_transactions__enter()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads days that the writer may not see. Binds every writer, a till with the service key
-- included: a closed day takes no further entry.
declare
  v_is_given boolean := new.business_day is not null;
begin
  if stagedoor.is_replaying() then
    return new;
  end if;

  -- A shared lock: entries wait for close_cash, whose lock is exclusive, and not for each
  -- other.
  perform from stagedoor.scopes as s where s.id = new.project_id for share;
  if not v_is_given then
    select coalesce(max(c.business_day) + 1, day.today) into new.business_day
    from (select stagedoor.today_in(new.project_id)) as day (today)
    left join public.cash_closes as c
      on c.project_id = new.project_id and c.business_day >= day.today
    group by day.today;
  elsif exists (
    select from public.cash_closes as c
    where c.project_id = new.project_id and c.business_day = new.business_day
  ) then
    raise check_violation using
      message = 'The till of that day is closed',
      detail = json_build_object(
        'error_code', 'TILL_CLOSED', 'business_day', new.business_day),
      hint = 'Leave the day out: it then counts for the next day that is open.';
  end if;
  return new;
end;
$$;

comment on function stagedoor_studio.tg_studio_transactions__enter is
'Put a transaction into the till of a day that is open.

Raises 23514 for a closed one.';

create trigger _200_take_owner
  before insert or update of artist_id on public.studio_transactions
  for each row execute function stagedoor_studio.tg_any__take_owner();
create trigger _110_enter
  before insert on public.studio_transactions
  for each row execute function stagedoor_studio.tg_studio_transactions__enter();
alter table public.studio_transactions enable always trigger _110_enter;

-- A till with the service key enters sales, too. What is taken back refund_or_void records,
-- and what was counted close_cash.
create trigger _900_record
  after insert on public.studio_transactions
  for each row when (new.kind = 'sale')
  execute function stagedoor_studio.tg_any__record(
    'sale', 'artist_id', 'appointment_id', 'client_id', 'amount', 'method',
    'business_day');
alter table public.studio_transactions enable always trigger _900_record;

-- Policies.

alter table public.studio_transactions enable row level security;
alter table public.cash_closes enable row level security;

create policy studio_transactions_select on public.studio_transactions
  for select to authenticated
  using (
    project_id = any ((select stagedoor.scopes_with('reports:view_tx'))::uuid[])
    or (
      owner_id = (select stagedoor.caller_id())
      and project_id = any ((select stagedoor.scopes_with_own('reports:view_tx'))::uuid[])
    )
  );
comment on policy studio_transactions_select on public.studio_transactions is
'The front desk sees every transaction, artists those of their own work.';

create policy cash_closes_select on public.cash_closes
  for select to authenticated
  using (project_id = any ((select stagedoor.scopes_with('reports:view'))::uuid[]));
comment on policy cash_closes_select on public.cash_closes is
'A till belongs to no artist: users who see all figures see it.';

insert into stagedoor.protected_tables (table_name, scope_column, owner_column) values
  ('public.studio_transactions', 'project_id', 'owner_id'),
  ('public.cash_closes', 'project_id', null);

-- Privileges. For definers only.

revoke all on function
  stagedoor_studio.tg_studio_transactions__enter
from public, anon, authenticated, service_role;
-- Requests write through set_appointment_status, refund_or_void and close_cash. A till that
-- uses the service key enters sales, and reverses none.
revoke all on public.studio_transactions, public.cash_closes
  from public, anon, authenticated, service_role;
grant select on public.studio_transactions, public.cash_closes
  to authenticated, service_role;
grant insert (
  project_id, artist_id, appointment_id, client_id, amount, method, description,
  business_day
) on public.studio_transactions to service_role;
