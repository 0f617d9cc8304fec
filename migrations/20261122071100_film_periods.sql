-- Cost periods: what is closed is frozen, and nothing posts into it (M1).

create table public.cost_periods (
  project_id uuid        not null,
  ends_on    date        not null,
  closed_by  uuid        not null,
  closed_at  timestamptz not null default stagedoor.instant(),

  constraint cost_periods_pkey
    primary key (project_id, ends_on),
  constraint cost_periods_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint cost_periods_closed_by_fkey
    foreign key (closed_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint cost_periods_ends_on_finite_check
    check (isfinite(ends_on))
);

comment on table public.cost_periods is
'Periods of a production that are closed (F120).';
comment on column public.cost_periods.ends_on is
'The last day of it, in the time zone of the production. All before it is closed, too.';

create index cost_periods_closed_by_idx on public.cost_periods (closed_by);

create table public.cost_period_rows (
  project_id   uuid    not null,
  ends_on      date    not null,
  cost_code_id uuid    not null,
  currency     text    not null,
  budget       numeric not null,
  this_period  numeric not null,
  actual       numeric not null,
  committed    numeric not null,
  to_complete  numeric not null,

  constraint cost_period_rows_pkey
    primary key (project_id, ends_on, cost_code_id, currency),
  constraint cost_period_rows_ends_on_fkey
    foreign key (project_id, ends_on)
    references public.cost_periods (project_id, ends_on) on delete cascade,
  constraint cost_period_rows_cost_code_id_fkey
    foreign key (project_id, cost_code_id)
    references public.cost_codes (project_id, id) on delete restrict,
  constraint cost_period_rows_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict
);

comment on table public.cost_period_rows is
'The cost report of a period as it stood when it was closed (F120).

Of codes that take costs, one row a currency; headers and totals add up from it.';
comment on column public.cost_period_rows.currency is
'Nothing is converted: a code with lines in two currencies has two rows.';

create index cost_period_rows_cost_code_id_idx
  on public.cost_period_rows (project_id, cost_code_id);
create index cost_period_rows_currency_idx on public.cost_period_rows (currency);

create function stagedoor_film.tg_any__keep_closed()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads scopes and accounts. Binds whoever writes: what the financier was told stays what
-- they were told.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' and not exists (
    select from public.productions as p where p.project_id = old.project_id
  ) then
    return old;
  elsif tg_op = 'UPDATE'
    and (to_jsonb(old) - 'closed_by') = (to_jsonb(new) - 'closed_by')
    and not stagedoor.is_other_person(
      (to_jsonb(old) ->> 'closed_by')::pg_catalog.uuid,
      (to_jsonb(new) ->> 'closed_by')::pg_catalog.uuid)
  then
    return new;
  end if;
  raise check_violation using
    message = 'A closed period stays closed, and its report as it was',
    detail = '{"error_code":"PERIOD_CLOSED"}';
end;
$$;

comment on function stagedoor_film.tg_any__keep_closed is
'Refuse to change or reopen a closed period. Raises 23514, PERIOD_CLOSED.';

create function stagedoor_film.closed_until(p_project_id uuid)
returns date
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads periods for whoever writes a cost.
  select max(p.ends_on) from public.cost_periods as p where p.project_id = p_project_id
$$;

comment on function stagedoor_film.closed_until is
'The last day that is closed in a production. Null: none is.';

create trigger _100_keep_closed
  before update or delete on public.cost_periods
  for each row execute function stagedoor_film.tg_any__keep_closed();
create trigger _110_refuse_truncate
  before truncate on public.cost_periods
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
create trigger _900_record
  after insert or update or delete on public.cost_periods
  for each row execute function stagedoor_film.tg_any__record('cost_period', 'figures');
create trigger _100_keep_closed
  before update or delete on public.cost_period_rows
  for each row execute function stagedoor_film.tg_any__keep_closed();
create trigger _110_refuse_truncate
  before truncate on public.cost_period_rows
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
alter table public.cost_periods enable always trigger _100_keep_closed;
alter table public.cost_periods enable always trigger _110_refuse_truncate;
alter table public.cost_periods enable always trigger _900_record;
alter table public.cost_period_rows enable always trigger _100_keep_closed;
alter table public.cost_period_rows enable always trigger _110_refuse_truncate;

-- Policies.

alter table public.cost_periods enable row level security;
alter table public.cost_period_rows enable row level security;

create policy cost_periods_select on public.cost_periods
  for select to authenticated
  using (
    project_id = any (
      (select stagedoor_film.projects_with('budget:view:assigned'))::uuid[])
  );
comment on policy cost_periods_select on public.cost_periods is
'Whoever sees a budget, be it one department''s, knows what is closed.';

create policy cost_period_rows_select on public.cost_period_rows
  for select to authenticated
  using (
    (
      project_id = any ((select stagedoor.scopes_with('budget:view:assigned'))::uuid[])
      and cost_code_id <> all (
        (select stagedoor_film.codes_without('budget:view:assigned'))::uuid[])
    )
    or cost_code_id = any (
      (select stagedoor_film.codes_with('budget:view:assigned'))::uuid[])
  );
comment on policy cost_period_rows_select on public.cost_period_rows is
'A closed report is read as the open one is.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.cost_periods', 'project_id'),
  ('public.cost_period_rows', 'project_id');

-- Privileges. Written through close_period.

revoke all on function
  stagedoor_film.tg_any__keep_closed,
  stagedoor_film.closed_until
from public, anon, authenticated, service_role;
revoke all on public.cost_periods, public.cost_period_rows
  from public, anon, authenticated, service_role;
grant select on public.cost_periods, public.cost_period_rows
  to authenticated, service_role;
