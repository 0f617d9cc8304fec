-- Budget moves: money that went from one line of a budget to another.
--
-- A row is the move: its trigger takes from one line what it adds to the other. A locked
-- version takes no other change of its amounts, whoever writes, so that what it allows in
-- all stays what was locked (F119).

create table public.budget_moves (
  id                uuid        not null default gen_random_uuid(),
  project_id        uuid        not null,
  budget_id         uuid        not null,
  currency          text        not null,
  from_line_id      uuid        not null,
  to_line_id        uuid        not null,
  from_cost_code_id uuid        not null,
  to_cost_code_id   uuid        not null,
  amount            numeric     not null,
  reason            text        not null,
  idempotency_key   text,
  moved_by          uuid        not null,
  moved_at          timestamptz not null default stagedoor.instant(),
  override_id       uuid,
  elevation_id      uuid,

  constraint budget_moves_pkey
    primary key (id),
  -- The same key of the same person is the same move.
  constraint budget_moves_idempotency_key_key
    unique (project_id, moved_by, idempotency_key),

  constraint budget_moves_budget_id_fkey
    foreign key (project_id, budget_id, currency)
    references public.budgets (project_id, id, currency) on delete cascade,
  constraint budget_moves_from_line_id_fkey
    foreign key (project_id, from_line_id)
    references public.budget_lines (project_id, id) on delete cascade,
  constraint budget_moves_to_line_id_fkey
    foreign key (project_id, to_line_id)
    references public.budget_lines (project_id, id) on delete cascade,
  constraint budget_moves_from_cost_code_id_fkey
    foreign key (project_id, from_cost_code_id)
    references public.cost_codes (project_id, id) on delete restrict,
  constraint budget_moves_to_cost_code_id_fkey
    foreign key (project_id, to_cost_code_id)
    references public.cost_codes (project_id, id) on delete restrict,
  constraint budget_moves_moved_by_fkey
    foreign key (moved_by) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint budget_moves_elevation_id_fkey
    foreign key (elevation_id) references stagedoor.elevations (id) on delete set null,

  constraint budget_moves_two_lines_check
    check (from_line_id <> to_line_id),
  constraint budget_moves_amount_scale_check
    check (amount > 0 and amount < 1e12 and scale(trim_scale(amount)) <= 3),
  constraint budget_moves_reason_length_check
    check (char_length(reason) between 1 and 1000),
  constraint budget_moves_idempotency_key_length_check
    check (char_length(idempotency_key) between 1 and 200)
);

comment on table public.budget_moves is
'Money that went from one line of a budget to another, and why (F119).';
comment on column public.budget_moves.from_cost_code_id is
'The code of the line at that moment. Kept by trigger, as budget and currency are.';
comment on column public.budget_moves.idempotency_key is
'What is sent twice under it is one move. Null: none was named.';
comment on column public.budget_moves.override_id is
'The override that lifted it, that names its reserve, or under which its mover worked.

Null: none (F112).';
comment on column public.budget_moves.elevation_id is
'The elevation under which it was made. Null: none was needed (F60).';

create index budget_moves_budget_id_idx
  on public.budget_moves (project_id, budget_id, currency);
create index budget_moves_from_line_id_idx
  on public.budget_moves (project_id, from_line_id);
create index budget_moves_to_line_id_idx on public.budget_moves (project_id, to_line_id);
create index budget_moves_from_cost_code_id_idx
  on public.budget_moves (from_cost_code_id);
create index budget_moves_to_cost_code_id_idx on public.budget_moves (to_cost_code_id);
create index budget_moves_project_id_from_cost_code_id_idx
  on public.budget_moves (project_id, from_cost_code_id);
create index budget_moves_project_id_to_cost_code_id_idx
  on public.budget_moves (project_id, to_cost_code_id);
create index budget_moves_moved_by_idx on public.budget_moves (moved_by);
create index budget_moves_override_id_idx on public.budget_moves (override_id)
  where override_id is not null;
create index budget_moves_elevation_id_idx on public.budget_moves (elevation_id);

create function stagedoor_film.check_reserve(
  p_move public.budget_moves, p_line public.budget_lines, p_to_code public.cost_codes
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads overrides and moves that the writer may not see. Binds whoever writes, the service
-- and the owner included: what left a reserve was debited to the override that names it.
declare
  v_moved pg_catalog.numeric;
begin
  if not p_line.is_contingency then
    return;
  end if;
  select o.moved - coalesce((
    select sum(m.amount)
    from public.budget_moves as m
    where m.override_id = o.id and m.from_line_id = o.contingency_line_id
  ), 0) into v_moved
  from public.emergency_overrides as o
  where o.id = p_move.override_id
    and o.project_id = p_move.project_id
    and o.contingency_line_id = p_line.id
    and o.requested_by = p_move.moved_by
    and o.cost_code_id = any (p_to_code.path)
    and o.status = 'Active'
    and o.ends_at > stagedoor.instant();
  if (v_moved >= p_move.amount) is not true then
    raise check_violation using
      message = 'A reserve gives under an override that names it',
      detail = json_build_object(
        'error_code', 'CONTINGENCY', 'budget_line_id', p_line.id,
        'actual', trim_scale(p_move.amount)::pg_catalog.text),
      hint = 'Ask for one with request_override.';
  end if;
end;
$$;

comment on function stagedoor_film.check_reserve is
'Refuse to take from a reserve without an override that names it (F119).

Raises 23514, CONTINGENCY.';

create function stagedoor_film.tg_budget_moves__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and locks a budget and its lines. Binds whoever writes, the service and the owner
-- included.
declare
  v_from      public.budget_lines;
  v_to        public.budget_lines;
  v_from_code public.cost_codes;
  v_to_code   public.cost_codes;
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if tg_op = 'UPDATE' then
    -- A guest who claims an account takes the new id along.
    if (to_jsonb(old) - 'moved_by') <> (to_jsonb(new) - 'moved_by')
      or stagedoor.is_other_person(old.moved_by, new.moved_by)
    then
      raise check_violation using
        message = 'A move of money stays as it was made',
        hint = 'Move it back with reallocate_budget.';
    end if;
    return new;
  end if;

  -- The budget first, then its lines by id, as whoever else changes them.
  perform from public.budgets as b
  where b.id in (
    select l.budget_id from public.budget_lines as l
    where l.id in (new.from_line_id, new.to_line_id)
  )
  order by b.id
  for no key update;
  perform from public.budget_lines as l
  where l.id in (new.from_line_id, new.to_line_id)
  order by l.id
  for no key update;
  select l.* into v_from
  from public.budget_lines as l
  where l.id = new.from_line_id and l.project_id = new.project_id;
  select l.* into v_to
  from public.budget_lines as l
  where l.id = new.to_line_id and l.project_id = new.project_id;
  if v_from.id is null or v_from.id = v_to.id
    or v_from.budget_id is distinct from v_to.budget_id
  then
    raise check_violation using
      message = 'Money moves between two lines of one budget',
      detail = json_build_object(
        'error_code', 'BUDGET', 'expected', v_from.budget_id, 'actual', v_to.budget_id);
  end if;
  select c.* into v_from_code from public.cost_codes as c where c.id = v_from.cost_code_id;
  select c.* into v_to_code from public.cost_codes as c where c.id = v_to.cost_code_id;
  new.budget_id := v_from.budget_id;
  new.currency := v_from.currency;
  new.from_cost_code_id := v_from.cost_code_id;
  new.to_cost_code_id := v_to.cost_code_id;
  perform stagedoor_film.check_amount(new.amount, new.currency, 'An amount');
  perform stagedoor_film.check_reserve(new, v_from, v_to_code);

  -- A reserve stands outside the fence, because the override that names it says where to.
  if not v_from.is_contingency and v_from_code.category <> v_to_code.category then
    raise check_violation using
      message = 'Money stays on its side of the line',
      detail = json_build_object(
        'error_code', 'FENCE', 'expected', v_from_code.category,
        'actual', v_to_code.category);
  elsif new.amount > v_from.amount then
    raise check_violation using
      message = format('The line has %s', trim_scale(v_from.amount)),
      detail = json_build_object(
        'error_code', 'BALANCE', 'expected', 'at most ' || trim_scale(v_from.amount),
        'actual', trim_scale(new.amount)::pg_catalog.text);
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_budget_moves__guard is
'Refuse a move that is none, and to change one (F119).

Raises 22023 for an amount that is none; 23514: BUDGET, FENCE, BALANCE, CONTINGENCY.';

create function stagedoor_film.tg_budget_moves__apply()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes lines, which no request role may: the row is the move.
begin
  update public.budget_lines as l
  set amount = l.amount + m.change, moved = l.moved + m.change,
      override_id = new.override_id, elevation_id = new.elevation_id
  from (values (new.from_line_id, -new.amount), (new.to_line_id, new.amount))
    as m (line_id, change)
  where l.id = m.line_id;
  update public.budgets as b
  set edited_by = new.moved_by, edited_at = new.moved_at
  where b.id = new.budget_id;
  return null;
end;
$$;

comment on function stagedoor_film.tg_budget_moves__apply is
'Take from one line what another gets: the sum stays (F119).';

create function stagedoor_film.tg_budget_lines__match_moves()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads moves that the writer may not see. Binds whoever writes, the service and the owner
-- included: an amount that changes after the lock stands in the moves.
declare
  v_moved pg_catalog.numeric;
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  select coalesce(
    sum(case when m.to_line_id = new.id then m.amount else -m.amount end), 0) into v_moved
  from public.budget_moves as m
  where m.project_id = new.project_id and new.id in (m.from_line_id, m.to_line_id);
  if new.moved <> v_moved then
    raise check_violation using
      message = 'What was moved is what the moves say',
      detail = json_build_object(
        'error_code', 'BUDGET_LOCKED', 'expected', trim_scale(v_moved),
        'actual', trim_scale(new.moved)),
      hint = 'Move money with reallocate_budget.';
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_budget_lines__match_moves is
'Refuse a line that says another sum than its moves (F119).

Raises 23514, BUDGET_LOCKED.';

create trigger _110_guard
  before insert or update on public.budget_moves
  for each row execute function stagedoor_film.tg_budget_moves__guard();
create trigger _120_refuse_truncate
  before truncate on public.budget_moves
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
create trigger _130_refuse_delete
  before delete on public.budget_moves
  for each row execute function stagedoor_film.tg_any__refuse_delete();
create trigger _300_apply
  after insert on public.budget_moves
  for each row execute function stagedoor_film.tg_budget_moves__apply();
create trigger _900_record
  after insert or update or delete on public.budget_moves
  for each row execute function stagedoor_film.tg_any__record('budget_move', 'figures');
alter table public.budget_moves enable always trigger _110_guard;
alter table public.budget_moves enable always trigger _120_refuse_truncate;
alter table public.budget_moves enable always trigger _130_refuse_delete;
alter table public.budget_moves enable always trigger _900_record;

create trigger _120_match_moves
  before insert or update of moved on public.budget_lines
  for each row execute function stagedoor_film.tg_budget_lines__match_moves();
alter table public.budget_lines enable always trigger _120_match_moves;

-- Policies.

alter table public.budget_moves enable row level security;

create policy budget_moves_select on public.budget_moves
  for select to authenticated
  using (
    (
      project_id = any ((select stagedoor.scopes_with('budget:view:assigned'))::uuid[])
      and (
        from_cost_code_id <> all (
          (select stagedoor_film.codes_without('budget:view:assigned'))::uuid[])
        or to_cost_code_id <> all (
          (select stagedoor_film.codes_without('budget:view:assigned'))::uuid[])
      )
    )
    or from_cost_code_id = any (
      (select stagedoor_film.codes_with('budget:view:assigned'))::uuid[])
    or to_cost_code_id = any (
      (select stagedoor_film.codes_with('budget:view:assigned'))::uuid[])
  );
comment on policy budget_moves_select on public.budget_moves is
'Whoever sees a line sees what was moved out of it or into it.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.budget_moves', 'project_id');

-- Privileges. Written through reallocate_budget.

revoke all on function
  stagedoor_film.check_reserve,
  stagedoor_film.tg_budget_moves__guard,
  stagedoor_film.tg_budget_moves__apply,
  stagedoor_film.tg_budget_lines__match_moves
from public, anon, authenticated, service_role;
revoke all on public.budget_moves from public, anon, authenticated, service_role;
grant select on public.budget_moves to authenticated, service_role;
