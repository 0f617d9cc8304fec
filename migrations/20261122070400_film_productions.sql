-- Productions: the phase, the currency and the executive producer of a project.

create table public.productions (
  project_id            uuid        not null,
  phase                 text        not null default 'development',
  phase_reason          text        not null default 'created',
  executive_producer_id uuid,
  currency              text        not null,
  created_at            timestamptz not null default stagedoor.instant(),

  constraint productions_pkey
    primary key (project_id),

  constraint productions_project_id_fkey
    foreign key (project_id) references stagedoor.scopes (id) on delete cascade,
  constraint productions_executive_producer_id_fkey
    foreign key (executive_producer_id) references stagedoor.user_accounts (id)
    on update cascade on delete set null,
  constraint productions_currency_fkey
    foreign key (currency) references public.currencies (code) on delete restrict,

  constraint productions_phase_known_check
    check (
      phase in ('development', 'prep', 'principal_photography', 'wrap', 'post')),
  constraint productions_phase_reason_length_check
    check (char_length(phase_reason) between 1 and 1000)
);

comment on table public.productions is
'Productions: phase, currency and executive producer (F36, F40).

The time zone is that of the scope.';
comment on column public.productions.phase is
'development, prep, principal_photography, wrap or post. Changed by set_production_phase.';
comment on column public.productions.phase_reason is
'Why it came into the phase: the reason of the event, too.';
comment on column public.productions.executive_producer_id is
'The designated executive producer, who gives spending authority and authorizes overrides.

Being named here is not enough: both calls ask for a key as well.';
comment on column public.productions.currency is
'The currency of new budgets.';

create index productions_executive_producer_id_idx
  on public.productions (executive_producer_id);
create index productions_currency_idx on public.productions (currency);

create trigger _900_record
  after insert or update or delete on public.productions
  for each row execute function stagedoor_film.tg_any__record('production', 'access');
alter table public.productions enable always trigger _900_record;

create function stagedoor_film.phase_of(p_project_id uuid)
returns text
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads productions, of which a request sees its own part only.
begin
  return (
    select p.phase from public.productions as p where p.project_id = p_project_id
  );
end;
$$;

comment on function stagedoor_film.phase_of is
'The phase of a production now (F35, F36).

Read anew by every statement: nothing remembers it.';

create function stagedoor_film.hold_production(p_project_id uuid)
returns public.productions
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production, which no request role may.
declare
  v_production public.productions;
begin
  select p.* into v_production
  from public.productions as p
  where p.project_id = p_project_id
  for no key update;
  if not found then
    perform stagedoor.raise_not_found('Production');
  end if;
  return v_production;
end;
$$;

comment on function stagedoor_film.hold_production is
'Lock a production against other changes of its set-up.

After the guard. Raises PT404 for a project that is none.';

-- Policies.

alter table public.productions enable row level security;

create policy productions_select on public.productions
  for select to authenticated
  using (
    project_id = any (
      (select stagedoor_film.projects_with('project:view:assigned'))::uuid[])
  );
comment on policy productions_select on public.productions is
'Whoever works on a production, or in a department, knows its phase.';

-- Privileges. Written through create_production, set_production_phase and
-- designate_executive_producer.

revoke all on function
  stagedoor_film.phase_of,
  stagedoor_film.hold_production
from public, anon, authenticated, service_role;
revoke all on public.productions from public, anon, authenticated, service_role;
grant select on public.productions to authenticated, service_role;
