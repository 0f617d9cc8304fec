-- Budgets: versions, their lines, and what a line was worth when.

create table public.budgets (
  id         uuid        not null default gen_random_uuid(),
  project_id uuid        not null,
  name       text        not null,
  version    integer     not null default 1,
  currency   text        not null,
  created_by uuid        not null,
  created_at timestamptz not null default stagedoor.instant(),
  edited_by  uuid        not null,
  edited_at  timestamptz not null default stagedoor.instant(),
  locked_by  uuid,
  locked_at  timestamptz,

  constraint budgets_pkey
    primary key (id),
  constraint budgets_project_id_name_version_key
    unique (project_id, name, version),
  -- Lines and costs name their budget, its production and its currency together.
  constraint budgets_project_id_id_currency_key
    unique (project_id, id, currency),

  constraint budgets_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint budgets_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict,
  constraint budgets_created_by_fkey
    foreign key (created_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint budgets_edited_by_fkey
    foreign key (edited_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint budgets_locked_by_fkey
    foreign key (locked_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,

  constraint budgets_name_length_check
    check (char_length(name) between 1 and 120),
  constraint budgets_version_positive_check
    check (version > 0),
  constraint budgets_locked_together_check
    check ((locked_by is null) = (locked_at is null))
);

comment on table public.budgets is
'Budgets of a production, a row per version (F4, F119).';
comment on column public.budgets.edited_by is
'Who changed it or a line of it last, and so does not lock it (F116).';
comment on column public.budgets.locked_at is
'When the version was locked. Its lines then keep their amounts.';

create index budgets_currency_idx on public.budgets (currency);
create index budgets_created_by_idx on public.budgets (created_by);
create index budgets_edited_by_idx on public.budgets (edited_by);
create index budgets_locked_by_idx on public.budgets (locked_by);

create table public.budget_lines (
  id                   uuid        not null default gen_random_uuid(),
  project_id           uuid        not null,
  budget_id            uuid        not null,
  cost_code_id         uuid        not null,
  currency             text        not null,
  amount               numeric     not null,
  moved                numeric     not null default 0,
  description          text        not null default '',
  note                 text        not null default '',
  estimate_to_complete numeric,
  is_contingency       boolean     not null default false,
  created_at           timestamptz not null default now(),
  approved_by          uuid,
  approved_at          timestamptz,
  override_id          uuid,
  elevation_id         uuid,

  constraint budget_lines_pkey
    primary key (id),
  constraint budget_lines_project_id_id_key
    unique (project_id, id),

  constraint budget_lines_budget_id_fkey
    foreign key (project_id, budget_id, currency)
    references public.budgets (project_id, id, currency) on delete cascade,
  constraint budget_lines_cost_code_id_fkey
    foreign key (project_id, cost_code_id)
    references public.cost_codes (project_id, id) on delete restrict,
  constraint budget_lines_approved_by_fkey
    foreign key (approved_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint budget_lines_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,

  constraint budget_lines_amount_scale_check
    check (amount >= 0 and amount < 1e12 and scale(trim_scale(amount)) <= 3),
  constraint budget_lines_moved_scale_check
    check (abs(moved) < 1e15 and scale(trim_scale(moved)) <= 3),
  constraint budget_lines_estimate_to_complete_scale_check
    check (
      estimate_to_complete >= 0 and estimate_to_complete < 1e12
      and scale(trim_scale(estimate_to_complete)) <= 3),
  constraint budget_lines_description_length_check
    check (char_length(description) <= 400),
  constraint budget_lines_note_length_check
    check (char_length(note) <= 4000),
  constraint budget_lines_approved_together_check
    check ((approved_by is null) = (approved_at is null))
);

comment on table public.budget_lines is
'What a budget allows for a code (F33, F119).';
comment on column public.budget_lines.amount is
'In the currency of its budget. Changed by save_budget_line while the version is open, and
by what is moved.';
comment on column public.budget_lines.moved is
'What came from other lines of the budget, less what went to them, by budget_moves.';
comment on column public.budget_lines.estimate_to_complete is
'What is still to come, as somebody estimates it. Null: what remains of the amount.';
comment on column public.budget_lines.is_contingency is
'Whether it is a reserve, spent under an override that names it.';
comment on column public.budget_lines.override_id is
'The emergency override under which it was last changed. Null: none (F112).';
comment on column public.budget_lines.elevation_id is
'The elevation under which it was last changed. Null: none was needed (F60).';

create index budget_lines_budget_id_idx
  on public.budget_lines (project_id, budget_id, currency);
create index budget_lines_cost_code_id_idx on public.budget_lines (cost_code_id);
create index budget_lines_project_id_cost_code_id_idx
  on public.budget_lines (project_id, cost_code_id);
create index budget_lines_approved_by_idx on public.budget_lines (approved_by);
create index budget_lines_elevation_id_idx on public.budget_lines (elevation_id);

create table public.budget_line_changes (
  id                   bigint      not null generated always as identity,
  project_id           uuid        not null,
  budget_line_id       uuid        not null,
  cost_code_id         uuid        not null,
  amount               numeric     not null,
  estimate_to_complete numeric,
  changed_by           uuid,
  changed_at           timestamptz not null default stagedoor.instant(),

  constraint budget_line_changes_pkey
    primary key (id),
  constraint budget_line_changes_budget_line_id_fkey
    foreign key (project_id, budget_line_id)
    references public.budget_lines (project_id, id) on delete cascade,
  constraint budget_line_changes_changed_by_fkey
    foreign key (changed_by) references stagedoor.user_accounts (id)
    on update cascade on delete set null
);

comment on table public.budget_line_changes is
'What a line was worth and what was still to come, from when on.

So that a report of a day can be made again. Written by trigger.';

create index budget_line_changes_budget_line_id_idx
  on public.budget_line_changes (project_id, budget_line_id, changed_at);
create index budget_line_changes_cost_code_id_idx
  on public.budget_line_changes (cost_code_id);
create index budget_line_changes_changed_by_idx on public.budget_line_changes (changed_by);

create function stagedoor_film.tg_budgets__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads separation rules. Binds whoever writes, administrators and the service included.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if old.locked_at is not null
    and (new.name, new.version, new.currency, new.locked_at)
      is distinct from (old.name, old.version, old.currency, old.locked_at)
  then
    raise check_violation using
      message = 'A locked version stays as it is',
      detail = '{"error_code":"BUDGET_LOCKED"}',
      hint = 'Open a new version with create_budget.';
  elsif stagedoor.is_other_person(old.locked_by, new.locked_by)
    or stagedoor.is_other_person(old.created_by, new.created_by)
  then
    raise check_violation using message = 'created_by and locked_by are set once';
  elsif old.locked_by is null and new.locked_by = new.edited_by
    and stagedoor.separation_is_enforced(
      (
        select r.id from stagedoor.separation_rules as r
        where r.rule_key = 'budget_maker_checker'
      ),
      new.project_id)
  then
    raise check_violation using
      message = 'Whoever edited a budget last does not lock it',
      detail = '{"error_code":"MAKER_CHECKER","rule":"budget_maker_checker"}',
      hint = 'Another person has to lock it.';
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_budgets__guard is
'Keep a locked version, and its last editor from locking it (F116).

Raises 23514: BUDGET_LOCKED, MAKER_CHECKER.';

create function stagedoor_film.tg_budget_lines__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads budgets and the chart. Binds whoever writes, the service and the owner included.
-- What was moved is not an edit: it stands in budget_moves.
declare
  v_locked_at pg_catalog.timestamptz;
  v_code      public.cost_codes;
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  select b.locked_at into v_locked_at
  from public.budgets as b
  where b.id = coalesce(new.budget_id, old.budget_id)
  for share;
  if v_locked_at is not null and (
    tg_op <> 'UPDATE'
    or (new.budget_id, new.cost_code_id, new.amount - new.moved, new.is_contingency)
      is distinct from (
        old.budget_id, old.cost_code_id, old.amount - old.moved, old.is_contingency)
  ) then
    raise check_violation using
      message = 'The lines of a locked version keep their amounts',
      detail = '{"error_code":"BUDGET_LOCKED"}',
      hint = 'Open a new version, or move money with reallocate_budget.';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;

  select c.* into v_code
  from public.cost_codes as c
  where c.id = new.cost_code_id and c.project_id = new.project_id
  for share;
  if not v_code.is_postable then
    raise check_violation using
      message = format('%s is a header and takes no costs', v_code.code),
      detail = json_build_object(
        'error_code', 'COST_CODE_PREFIX', 'expected', 'a code that takes costs',
        'actual', v_code.code);
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_budget_lines__guard is
'Keep the amounts of a locked version, and costs off headers (F33).

Raises 23514: BUDGET_LOCKED, COST_CODE_PREFIX.';

create function stagedoor_film.tg_budget_lines__keep_history()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes what a report of an earlier day is made from, which no request role may.
begin
  if tg_op = 'UPDATE'
    and (new.amount, new.estimate_to_complete, new.cost_code_id)
      is not distinct from (old.amount, old.estimate_to_complete, old.cost_code_id)
  then
    return null;
  end if;
  insert into public.budget_line_changes (
    project_id, budget_line_id, cost_code_id, amount, estimate_to_complete, changed_by
  )
  values (
    new.project_id, new.id, new.cost_code_id, new.amount, new.estimate_to_complete,
    (select a.id from stagedoor.user_accounts as a where a.id = stagedoor.caller_id())
  );
  return null;
end;
$$;

comment on function stagedoor_film.tg_budget_lines__keep_history is
'Write down what a line is worth from now on.';

create function stagedoor_film.tg_budget_line_changes__keep()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- History is written by its trigger, changes with a guest who claims an account, and goes
-- with its line.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if tg_op = 'UPDATE'
    and (to_jsonb(old) - 'changed_by') = (to_jsonb(new) - 'changed_by')
  then
    return new;
  elsif tg_op <> 'UPDATE' and pg_trigger_depth() > 1 then
    return coalesce(new, old);
  end if;
  raise check_violation using message = 'What a line was worth is not rewritten';
end;
$$;

comment on function stagedoor_film.tg_budget_line_changes__keep is
'Refuse to rewrite the history of lines. Raises 23514.';

create function stagedoor_film.tg_cost_codes__keep_header()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads lines that the writer may not see. Binds whoever writes.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if exists (select from public.budget_lines as l where l.cost_code_id = new.id) then
    raise check_violation using
      message = format('%s has budget lines: it is no header, and keeps its category',
        new.code),
      detail = json_build_object('error_code', 'CODE_IN_USE', 'code', new.code);
  end if;
  return null;
end;
$$;

comment on function stagedoor_film.tg_cost_codes__keep_header is
'Keep a code that has lines postable, and on its side of the line.

Raises 23514.';

create trigger _100_guard
  before update on public.budgets
  for each row execute function stagedoor_film.tg_budgets__guard();
create trigger _900_record
  after insert or update or delete on public.budgets
  for each row execute function stagedoor_film.tg_any__record('budget', 'figures');
alter table public.budgets enable always trigger _100_guard;
alter table public.budgets enable always trigger _900_record;

create trigger _100_check_money
  before insert or update of amount, estimate_to_complete, currency on public.budget_lines
  for each row
  execute function stagedoor_film.tg_any__check_money('amount0', 'estimate_to_complete?0');
create trigger _110_guard
  before insert or update or delete on public.budget_lines
  for each row execute function stagedoor_film.tg_budget_lines__guard();
-- What a check refuses is said by its comment.
comment on constraint budget_lines_estimate_to_complete_scale_check
  on public.budget_lines is
'An estimate to complete lies between 0 and 999999999999.999';
comment on constraint budget_lines_note_length_check on public.budget_lines is
'A note on a budget line has at most 4000 characters';
create trigger _180_say_rules
  before update of estimate_to_complete, note on public.budget_lines
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.budget_lines enable always trigger _180_say_rules;

create trigger _200_stamp_elevation
  before update of estimate_to_complete, note on public.budget_lines
  for each row
  execute function stagedoor.tg_any__stamp_elevation('', 'budget:edit:assigned', '');
create trigger _300_keep_history
  after insert or update on public.budget_lines
  for each row execute function stagedoor_film.tg_budget_lines__keep_history();
create trigger _900_record
  after insert or update or delete on public.budget_lines
  for each row execute function stagedoor_film.tg_any__record('budget_line', 'figures');
alter table public.budget_lines enable always trigger _100_check_money;
alter table public.budget_lines enable always trigger _110_guard;
alter table public.budget_lines enable always trigger _900_record;

create trigger _100_keep
  before insert or update or delete on public.budget_line_changes
  for each row execute function stagedoor_film.tg_budget_line_changes__keep();
create trigger _110_refuse_truncate
  before truncate on public.budget_line_changes
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
alter table public.budget_line_changes enable always trigger _100_keep;
alter table public.budget_line_changes enable always trigger _110_refuse_truncate;

create trigger _500_keep_header
  after update on public.cost_codes
  for each row
  when (old.kind <> 'header' and new.kind = 'header' or old.category <> new.category)
  execute function stagedoor_film.tg_cost_codes__keep_header();
alter table public.cost_codes enable always trigger _500_keep_header;

-- Policies.

alter table public.budgets enable row level security;
alter table public.budget_lines enable row level security;
alter table public.budget_line_changes enable row level security;

create policy budgets_select on public.budgets
  for select to authenticated
  using (
    project_id = any (
      (select stagedoor_film.projects_with('budget:view:assigned'))::uuid[])
  );
comment on policy budgets_select on public.budgets is
'Whoever sees lines, be it one department''s, sees which budget it is.';

create policy budget_lines_select on public.budget_lines
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
comment on policy budget_lines_select on public.budget_lines is
'Both sides are read by the view key; a department reads its own codes.';

create policy budget_lines_update on public.budget_lines
  for update to authenticated
  using (
    cost_code_id = any (
      (select stagedoor_film.codes_with_write('budget:edit:assigned'))::uuid[])
  )
  with check (
    cost_code_id = any (
      (select stagedoor_film.codes_with_write('budget:edit:assigned'))::uuid[])
  );
comment on policy budget_lines_update on public.budget_lines is
'Estimates are written where resolve_cost_access says approve (F33, F35).

So a line producer estimates below the line only, and stops where the phase says so.';

create policy budget_line_changes_select on public.budget_line_changes
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
comment on policy budget_line_changes_select on public.budget_line_changes is
'Whoever sees a line sees what it was worth before.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.budgets', 'project_id'),
  ('public.budget_lines', 'project_id'),
  ('public.budget_line_changes', 'project_id');

-- Privileges. Amounts are written through calls; an estimate and a note directly.

revoke all on function
  stagedoor_film.tg_budgets__guard,
  stagedoor_film.tg_budget_lines__guard,
  stagedoor_film.tg_budget_lines__keep_history,
  stagedoor_film.tg_budget_line_changes__keep,
  stagedoor_film.tg_cost_codes__keep_header
from public, anon, authenticated, service_role;
revoke all on public.budgets, public.budget_lines, public.budget_line_changes
  from public, anon, authenticated, service_role;
revoke all on sequence public.budget_line_changes_id_seq
  from public, anon, authenticated, service_role;
grant select on public.budgets, public.budget_lines, public.budget_line_changes
  to authenticated, service_role;
grant update (estimate_to_complete, note) on public.budget_lines
  to authenticated, service_role;
