-- Cost policies: what a bound role may write, by prefix, category, agreement and phase.
--
-- A role is bound where a row names it or a role that it includes. Who is bound is data: a
-- producer is not, a line producer is as shipped (F31, F32).

create table public.cost_policies (
  id                         uuid    not null default gen_random_uuid(),
  project_id                 uuid,
  permission_role_id         uuid    not null,
  prefix                     text,
  category                   text    not null,
  union_agreement_id         uuid,
  phase                      text,
  requires_guild_approval    boolean not null default false,
  allows_line_producer_edit  boolean not null default false,

  constraint cost_policies_pkey
    primary key (id),
  -- Of two rows that are equally specific none would win.
  constraint cost_policies_one_of_a_kind_key
    unique nulls not distinct (
      project_id, permission_role_id, prefix, category, union_agreement_id, phase),

  constraint cost_policies_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint cost_policies_permission_role_id_fkey
    foreign key (permission_role_id) references stagedoor.permission_roles (id)
    on delete cascade,
  constraint cost_policies_union_agreement_id_fkey
    foreign key (union_agreement_id) references public.union_agreements (id)
    on delete restrict,

  constraint cost_policies_prefix_four_digits_check
    check (prefix ~ '^[0-9]{4}$'),
  constraint cost_policies_category_known_check
    check (category in ('above_line', 'below_line')),
  constraint cost_policies_phase_known_check
    check (
      phase in ('development', 'prep', 'principal_photography', 'wrap', 'post'))
);

comment on table public.cost_policies is
'What a bound role may do: the most specific row says (F31, F32).

A production''s own row before one that ships, then prefix, agreement and phase, in this
order. No row is denied.';
comment on column public.cost_policies.project_id is
'The production. Null: it ships and is read-only.';
comment on column public.cost_policies.prefix is
'Codes with it, and those below them. Null: any.';
comment on column public.cost_policies.union_agreement_id is
'Codes of that agreement. Null: any, non-union included.';
comment on column public.cost_policies.phase is
'While the production is in it. Null: in any.';
comment on column public.cost_policies.requires_guild_approval is
'Above the line: the role reads, and somebody else signs.';
comment on column public.cost_policies.allows_line_producer_edit is
'Below the line: the role signs and writes.';

create index cost_policies_permission_role_id_idx
  on public.cost_policies (permission_role_id);
create index cost_policies_union_agreement_id_idx
  on public.cost_policies (union_agreement_id);

-- A line producer reads above the line, where the guilds have a say, and signs below it.
insert into public.cost_policies (
  id, permission_role_id, category, requires_guild_approval, allows_line_producer_edit
) values
  (stagedoor.built_in_id('cost_policy', 'line_producer above_line'),
    stagedoor.built_in_id('role', 'line_producer'), 'above_line', true, false),
  (stagedoor.built_in_id('cost_policy', 'line_producer below_line'),
    stagedoor.built_in_id('role', 'line_producer'), 'below_line', false, true);

create function stagedoor_film.tg_cost_policies__check()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads roles and agreements that the writer may not see. Binds whoever writes.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if new.prefix !~ '^[0-9]{4}$' then
    raise invalid_parameter_value using
      message = 'A prefix has four digits and no wildcard, such as 1400',
      detail = json_build_object('error_code', 'PREFIX', 'actual', left(new.prefix, 40));
  end if;
  if not exists (
    select
    from stagedoor.permission_roles as r
    where r.id = new.permission_role_id
      and r.deleted_at is null
      and (r.scope_id is null or r.scope_id in (
        select unnest(s.path) from stagedoor.scopes as s where s.id = new.project_id))
  ) then
    raise check_violation using
      message = 'A role is built in, or defined at the production or above it';
  elsif new.union_agreement_id is not null
    and stagedoor_film.agreement_for(new.project_id, new.union_agreement_id) is null
  then
    raise check_violation using
      message = 'An agreement is one of the production, or one that ships';
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_cost_policies__check is
'Refuse a prefix that has no four digits, a foreign role or agreement.

Raises 22023, 23514.';

create trigger _100_check
  before insert or update on public.cost_policies
  for each row execute function stagedoor_film.tg_cost_policies__check();
create trigger _900_record
  after insert or update or delete on public.cost_policies
  for each row execute function stagedoor_film.tg_any__record('cost_policy', 'access');
alter table public.cost_policies enable always trigger _100_check;
alter table public.cost_policies enable always trigger _900_record;

-- Policies.

alter table public.cost_policies enable row level security;

create policy cost_policies_select on public.cost_policies
  for select to authenticated
  using (
    (project_id is null and (select stagedoor.caller_id()) is not null)
    or project_id = any ((select stagedoor_film.projects_with('cost_code:view'))::uuid[])
  );
comment on policy cost_policies_select on public.cost_policies is
'Whoever sees the chart sees what binds those who sign.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.cost_policies', 'project_id');

-- Privileges. Written through save_cost_policy.

revoke all on function stagedoor_film.tg_cost_policies__check
  from public, anon, authenticated, service_role;
revoke all on public.cost_policies from public, anon, authenticated, service_role;
grant select on public.cost_policies to authenticated, service_role;
