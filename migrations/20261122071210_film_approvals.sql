-- Approvals: who signed a cost, and whose signatures it needs.

create table public.transaction_approvals (
  id             uuid        not null default gen_random_uuid(),
  project_id     uuid        not null,
  transaction_id uuid        not null,
  revision       integer     not null default 1,
  cost_code_id   uuid        not null,
  maker_id       uuid        not null,
  position       smallint    not null,
  permission_key text        not null,
  user_id        uuid        not null,
  authority_id   uuid,
  amount         numeric     not null,
  approved_at    timestamptz not null default stagedoor.instant(),
  override_id    uuid,
  released_at    timestamptz,

  constraint transaction_approvals_pkey
    primary key (id),
  -- Nobody signs twice, and each step is signed once.
  constraint transaction_approvals_transaction_id_user_id_key
    unique (transaction_id, revision, user_id),
  constraint transaction_approvals_transaction_id_position_key
    unique (transaction_id, revision, position),

  constraint transaction_approvals_transaction_id_fkey
    foreign key (project_id, transaction_id)
    references public.cost_transactions (project_id, id) on delete cascade,
  constraint transaction_approvals_maker_id_fkey
    foreign key (maker_id) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint transaction_approvals_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint transaction_approvals_authority_id_fkey
    foreign key (project_id, authority_id)
    references public.spending_authorities (project_id, id) on delete restrict,
  constraint transaction_approvals_permission_key_fkey
    foreign key (permission_key) references stagedoor.permissions (permission_key)
    on update cascade on delete restrict,

  constraint transaction_approvals_permission_key_signs_check
    check (permission_key in ('cost:approve', 'transaction:approve')),
  constraint transaction_approvals_position_positive_check
    check (position > 0),
  constraint transaction_approvals_amount_scale_check
    check (amount > 0 and amount < 1e12 and scale(trim_scale(amount)) <= 3)
);

comment on table public.transaction_approvals is
'Who signed a cost, by which key and under which authority (F113, F116).';
comment on column public.transaction_approvals.maker_id is
'Who entered the cost: never the one who signs. Kept by trigger.';
comment on column public.transaction_approvals.authority_id is
'The authority that was debited. Null: posting debits none.';
comment on column public.transaction_approvals.released_at is
'When a void gave the amount back to the authority.';

create index transaction_approvals_project_id_transaction_id_idx
  on public.transaction_approvals (project_id, transaction_id);
create index transaction_approvals_cost_code_id_idx
  on public.transaction_approvals (cost_code_id);
create index transaction_approvals_maker_id_idx on public.transaction_approvals (maker_id);
create index transaction_approvals_user_id_idx on public.transaction_approvals (user_id);
create index transaction_approvals_authority_id_idx
  on public.transaction_approvals (project_id, authority_id);
create index transaction_approvals_permission_key_idx
  on public.transaction_approvals (permission_key);

create table public.approval_steps (
  id             uuid     not null default gen_random_uuid(),
  project_id     uuid     not null,
  kind           text,
  department_id  uuid,
  position       smallint not null,
  permission_key text     not null,
  role_key       text,
  from_amount    numeric  not null default 0,
  currency       text     not null,

  constraint approval_steps_pkey
    primary key (id),
  constraint approval_steps_one_at_a_position_key
    unique nulls not distinct (project_id, kind, department_id, position),

  constraint approval_steps_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint approval_steps_department_id_fkey
    foreign key (department_id) references stagedoor.scopes (id) on delete cascade,
  constraint approval_steps_permission_key_fkey
    foreign key (permission_key) references stagedoor.permissions (permission_key)
    on update cascade on delete restrict,
  constraint approval_steps_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict,

  constraint approval_steps_kind_known_check
    check (kind in ('order', 'invoice', 'petty_cash', 'payroll', 'journal', 'credit')),
  constraint approval_steps_position_positive_check
    check (position > 0),
  constraint approval_steps_permission_key_signs_check
    check (permission_key in ('cost:approve', 'transaction:approve')),
  constraint approval_steps_role_key_snake_case_check
    check (role_key ~ '^[a-z][a-z0-9_]*$'),
  constraint approval_steps_from_amount_scale_check
    check (
      from_amount >= 0 and from_amount < 1e12 and scale(trim_scale(from_amount)) <= 3)
);

comment on table public.approval_steps is
'The chain of signatures of a production (F99, F113).

Without rows: one cost:approve, then one transaction:approve, which posts.';
comment on column public.approval_steps.kind is
'Costs of that kind. Null: any that has no chain of its own.';
comment on column public.approval_steps.department_id is
'Costs of that department. Null: any that has no chain of its own.';
comment on column public.approval_steps.role_key is
'The role that has to sign, beside holding the key. Null: any.';
comment on column public.approval_steps.from_amount is
'The step is asked for from this amount on.';

create index approval_steps_department_id_idx on public.approval_steps (department_id);
create index approval_steps_permission_key_idx on public.approval_steps (permission_key);
create index approval_steps_currency_idx on public.approval_steps (currency);

create function stagedoor_film.tg_transaction_approvals__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads costs that the signer may not see. Binds whoever writes: a signature says what was
-- signed, and stays.
declare
  v_cost public.cost_transactions;
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if tg_op = 'UPDATE' then
    if (to_jsonb(old) - '{maker_id,user_id,released_at}'::pg_catalog.text[])
      <> (to_jsonb(new) - '{maker_id,user_id,released_at}'::pg_catalog.text[])
      or (old.released_at is not null and new.released_at is distinct from old.released_at)
    then
      raise check_violation using message = 'A signature stays as it was given';
    end if;
    return new;
  end if;

  select t.* into v_cost
  from public.cost_transactions as t
  where t.id = new.transaction_id and t.project_id = new.project_id
  for no key update;
  if v_cost.id is null or v_cost.status not in ('submitted', 'signed') then
    raise check_violation using
      message = 'A cost is signed until it is posted or voided',
      detail = json_build_object(
        'error_code', 'TRANSACTION_STATE', 'actual', v_cost.status);
  end if;
  new.cost_code_id := v_cost.cost_code_id;
  new.maker_id := v_cost.created_by;
  new.revision := v_cost.revision;
  return new;
end;
$$;

comment on function stagedoor_film.tg_transaction_approvals__guard is
'Let a signature name its cost and stay. Raises 23514, TRANSACTION_STATE.';

create function stagedoor_film.tg_approval_steps__check()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads scopes that the writer may not see. Binds whoever writes.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if new.department_id is not null and not exists (
    select from stagedoor.scopes as s
    where s.id = new.department_id
      and s.scope_type = 'department'
      and s.project_id = new.project_id
  ) then
    raise check_violation using
      message = 'A step belongs to a department of its production',
      detail = json_build_object('department_id', new.department_id);
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_approval_steps__check is
'Refuse a step of a foreign department. Raises 23514.';

create trigger _100_guard
  before insert or update on public.transaction_approvals
  for each row execute function stagedoor_film.tg_transaction_approvals__guard();
create trigger _110_refuse_truncate
  before truncate on public.transaction_approvals
  for each statement execute function stagedoor_film.tg_any__refuse_truncate();
create trigger _130_refuse_delete
  before delete on public.transaction_approvals
  for each row execute function stagedoor_film.tg_any__refuse_delete();
create trigger _500_separate_duties
  after insert or update on public.transaction_approvals
  for each row execute function stagedoor.tg_any__separate_duties(
    'cost_maker_checker', 'project_id', 'maker_id', 'user_id');
create trigger _900_record
  after insert or update or delete on public.transaction_approvals
  for each row execute function stagedoor_film.tg_any__record('cost_approval', 'figures');
alter table public.transaction_approvals enable always trigger _100_guard;
alter table public.transaction_approvals enable always trigger _110_refuse_truncate;
alter table public.transaction_approvals enable always trigger _130_refuse_delete;
alter table public.transaction_approvals enable always trigger _500_separate_duties;
alter table public.transaction_approvals enable always trigger _900_record;

create trigger _100_check_money
  before insert or update on public.approval_steps
  for each row execute function stagedoor_film.tg_any__check_money('from_amount0');
create trigger _110_check
  before insert or update on public.approval_steps
  for each row execute function stagedoor_film.tg_approval_steps__check();
create trigger _900_record
  after insert or update or delete on public.approval_steps
  for each row execute function stagedoor_film.tg_any__record('approval_step', 'access');
alter table public.approval_steps enable always trigger _100_check_money;
alter table public.approval_steps enable always trigger _110_check;
alter table public.approval_steps enable always trigger _900_record;

-- Policies.

alter table public.transaction_approvals enable row level security;
alter table public.approval_steps enable row level security;

create policy transaction_approvals_select on public.transaction_approvals
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
      maker_id = (select stagedoor.caller_id())
      and (
        project_id = any (
          (select stagedoor.scopes_with_own('transaction:view:assigned'))::uuid[])
        or cost_code_id = any (
          (select stagedoor_film.codes_with_own('transaction:view:assigned'))::uuid[])
      )
    )
  );
comment on policy transaction_approvals_select on public.transaction_approvals is
'Whoever sees a cost sees who signed it.';

create policy approval_steps_select on public.approval_steps
  for select to authenticated
  using (
    project_id = any ((select stagedoor_film.projects_with('cost_code:view'))::uuid[])
  );
comment on policy approval_steps_select on public.approval_steps is
'Whoever codes a purchase sees who has to sign it.';

insert into stagedoor.protected_tables
  (table_name, scope_column, department_column, owner_column)
values
  ('public.transaction_approvals', 'project_id', null, 'maker_id'),
  ('public.approval_steps', 'project_id', 'department_id', null);

-- Privileges. Written through approve_transaction and save_approval_step.

revoke all on function
  stagedoor_film.tg_transaction_approvals__guard,
  stagedoor_film.tg_approval_steps__check
from public, anon, authenticated, service_role;
revoke all on public.transaction_approvals, public.approval_steps
from public, anon, authenticated, service_role;
grant select on public.transaction_approvals, public.approval_steps
to authenticated, service_role;
