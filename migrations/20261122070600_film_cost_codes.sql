-- Cost codes: the chart of accounts of a production, as a tree, and its departments.
--
-- parent_id makes the tree, the number does not: 1101 stands below 1100, 3302-10 does not
-- stand below 3302-1. A code is looked up by its own first four digits, else by those of
-- the nearest code above it that has an entry (F27, F44).

create table public.department_prefixes (
  id            uuid not null default gen_random_uuid(),
  project_id    uuid,
  prefix        text not null,
  department_id uuid,
  category      text not null,

  constraint department_prefixes_pkey
    primary key (id),
  constraint department_prefixes_project_id_prefix_key
    unique nulls not distinct (project_id, prefix),

  constraint department_prefixes_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint department_prefixes_department_id_fkey
    foreign key (department_id) references stagedoor.scopes (id) on delete cascade,

  -- Four digits, no wildcard: a prefix that means several is a mistake at payroll.
  constraint department_prefixes_prefix_four_digits_check
    check (prefix ~ '^[0-9]{4}$'),
  constraint department_prefixes_category_known_check
    check (category in ('above_line', 'below_line')),
  constraint department_prefixes_department_of_production_check
    check (project_id is not null or department_id is null)
);

comment on table public.department_prefixes is
'Which department a prefix of the chart belongs to (F44).';
comment on column public.department_prefixes.project_id is
'The production. Null: it ships, names no department, and is read-only.';
comment on column public.department_prefixes.department_id is
'The department scope. Null: the production itself.';

create index department_prefixes_department_id_idx
  on public.department_prefixes (department_id);

create table public.cost_codes (
  id                 uuid        not null default gen_random_uuid(),
  project_id         uuid        not null,
  parent_id          uuid,
  code               text        not null,
  prefix             text        not null generated always as (left(code, 4)) stored,
  source_code        text,
  name               text        not null,
  category           text        not null,
  kind               text        not null default 'account',
  is_postable        boolean     not null
    generated always as (kind <> 'header') stored,
  union_agreement_id uuid,
  path               uuid[]      not null,
  department_id      uuid,
  created_at         timestamptz not null default now(),

  constraint cost_codes_pkey
    primary key (id),
  constraint cost_codes_project_id_id_key
    unique (project_id, id),
  constraint cost_codes_project_id_code_key
    unique (project_id, code),

  constraint cost_codes_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,
  constraint cost_codes_parent_id_fkey
    foreign key (project_id, parent_id) references public.cost_codes (project_id, id)
    on delete cascade,
  constraint cost_codes_union_agreement_id_fkey
    foreign key (union_agreement_id) references public.union_agreements (id)
    on delete restrict,
  constraint cost_codes_department_id_fkey
    foreign key (department_id) references stagedoor.scopes (id) on delete set null,

  constraint cost_codes_code_grammar_check
    check (code ~ '^[0-9]{4}([.-][0-9A-Z]+)*$' and char_length(code) <= 40),
  constraint cost_codes_source_code_length_check
    check (char_length(source_code) between 1 and 60),
  constraint cost_codes_name_length_check
    check (char_length(name) between 1 and 200),
  constraint cost_codes_category_known_check
    check (category in ('above_line', 'below_line')),
  constraint cost_codes_kind_known_check
    check (kind in ('header', 'account', 'fringe', 'contingency')),
  constraint cost_codes_path_ends_in_self_check
    check (path[cardinality(path)] = id)
);

comment on table public.cost_codes is
'The chart of accounts of a production, a tree (F26, F27, F30).';
comment on column public.cost_codes.prefix is
'The first four digits, by which departments and policies are looked up.';
comment on column public.cost_codes.source_code is
'The number as the chart that it came from prints it.';
comment on column public.cost_codes.category is
'above_line or below_line: that of the root of its branch (F33).';
comment on column public.cost_codes.kind is
'header takes no costs; account, fringe and contingency do.';
comment on column public.cost_codes.union_agreement_id is
'Whose members alone may be paid here. Null: non-union, and takes every payee.';
comment on column public.cost_codes.path is
'The code and all above it, from the root down. Kept by trigger.';
comment on column public.cost_codes.department_id is
'The department that department_prefixes says. Null: none. Kept by trigger.';

create index cost_codes_project_id_parent_id_idx
  on public.cost_codes (project_id, parent_id);
create index cost_codes_parent_id_idx on public.cost_codes (parent_id);
create index cost_codes_union_agreement_id_idx on public.cost_codes (union_agreement_id);
create index cost_codes_department_id_idx on public.cost_codes (department_id);
create index cost_codes_path_idx on public.cost_codes using gin (path);

create function stagedoor_film.bucket_of(p_project_id uuid, p_path uuid[], p_prefix text)
returns public.department_prefixes
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the chart, of which a request sees its own part only. The path need not be stored
-- yet: of a new code only those above it are.
declare
  v_bucket public.department_prefixes;
begin
  select d.* into v_bucket
  from (
    select p_prefix as prefix, 2147483647 as depth
    union all
    select c.prefix, array_position(p_path, c.id)
    from public.cost_codes as c
    where c.id = any (p_path)
  ) as along
  join public.department_prefixes as d
    on d.prefix = along.prefix and (d.project_id = p_project_id or d.project_id is null)
  order by along.depth desc, d.project_id is null
  limit 1;
  return v_bucket;
end;
$$;

comment on function stagedoor_film.bucket_of is
'The entry of department_prefixes that a code falls into (F44).

That of its own prefix, else of its nearest ancestor''s; a production''s own before one that
ships. Null: there is none.';

create function stagedoor_film.tg_department_prefixes__check()
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
  if new.prefix !~ '^[0-9]{4}$' then
    raise invalid_parameter_value using
      message = 'A prefix has four digits and no wildcard, such as 1400',
      detail = json_build_object('error_code', 'PREFIX', 'actual', left(new.prefix, 40));
  end if;
  if new.department_id is not null and not exists (
    select from stagedoor.scopes as s
    where s.id = new.department_id
      and s.scope_type = 'department'
      and s.project_id = new.project_id
  ) then
    raise check_violation using
      message = 'A prefix belongs to a department of its production',
      detail = json_build_object('department_id', new.department_id);
  end if;
  if exists (
    select from public.cost_codes as c
    where c.prefix = new.prefix
      and c.category <> new.category
      and (c.project_id = new.project_id or new.project_id is null)
  ) then
    raise check_violation using
      message = format('The codes of %s stand on the other side of the line', new.prefix),
      detail = json_build_object('error_code', 'CATEGORY', 'actual', new.category);
  end if;
  return new;
end;
$$;

comment on function stagedoor_film.tg_department_prefixes__check is
'Refuse what is no prefix, a foreign department, another category.

Raises 22023, 23514.';

create function stagedoor_film.tg_department_prefixes__carry()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes codes, which the writer may not be able to.
begin
  -- Touching a code places it anew. One that ships concerns every production.
  update public.cost_codes as c
  set department_id = null
  where (c.project_id = coalesce(new.project_id, old.project_id)
      or coalesce(new.project_id, old.project_id) is null)
    and exists (
      select from public.cost_codes as above
      where above.id = any (c.path) and above.prefix in (new.prefix, old.prefix)
    );
  return null;
end;
$$;

comment on function stagedoor_film.tg_department_prefixes__carry is
'Carry a changed prefix to the codes below it.';

create function stagedoor_film.tg_cost_codes__place()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the chart and locks the production. What follows from the parent is computed from
-- the parent, whoever writes the row.
declare
  v_parent public.cost_codes;
  v_bucket public.department_prefixes;
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if new.code !~ '^[0-9]{4}([.-][0-9A-Z]+)*$' or char_length(new.code) > 40 then
    raise invalid_parameter_value using
      message = 'A cost code is four digits, then groups of digits and capitals after . or '
        '-, such as 3302-01',
      detail = json_build_object('error_code', 'CODE', 'actual', left(new.code, 60));
  end if;
  if tg_op = 'UPDATE' and new.project_id <> old.project_id then
    raise check_violation using message = 'A cost code keeps its production';
  end if;

  -- One change of a tree at a time, or two moves could make a circle together.
  perform from public.productions as p
  where p.project_id = new.project_id
  for no key update;

  if new.parent_id is not null then
    select c.* into v_parent
    from public.cost_codes as c
    where c.id = new.parent_id and c.project_id = new.project_id;
    if not found then
      raise check_violation using
        message = 'A cost code stands below one of its own production';
    elsif new.id = any (v_parent.path) then
      raise check_violation using
        message = 'A cost code cannot stand below itself',
        detail = json_build_object('error_code', 'CYCLE', 'code', new.code);
    elsif v_parent.category <> new.category then
      raise check_violation using
        message = format('%s stands %s: its whole branch does', v_parent.code,
          case v_parent.category when 'above_line' then 'above the line'
            else 'below the line' end),
        detail = json_build_object(
          'error_code', 'CATEGORY', 'code', new.code, 'expected', v_parent.category,
          'actual', new.category);
    end if;
  end if;
  if tg_op = 'UPDATE' and new.category <> old.category and exists (
    select from public.cost_codes as c
    where c.parent_id = new.id and c.category <> new.category
  ) then
    raise check_violation using
      message = 'A branch stands on one side of the line as a whole',
      detail = json_build_object(
        'error_code', 'CATEGORY', 'code', new.code, 'expected', old.category,
        'actual', new.category);
  end if;
  if new.union_agreement_id is not null
    and stagedoor_film.agreement_for(new.project_id, new.union_agreement_id) is null
  then
    raise check_violation using
      message = 'An agreement is one of the production, or one that ships';
  end if;

  new.path := coalesce(v_parent.path, '{}') || new.id;
  v_bucket := stagedoor_film.bucket_of(
    new.project_id, v_parent.path, left(new.code, 4));
  if v_bucket.category <> new.category then
    raise check_violation using
      message = format('%s stands %s, as its prefix does', v_bucket.prefix,
        case v_bucket.category when 'above_line' then 'above the line'
          else 'below the line' end),
      detail = json_build_object(
        'error_code', 'CATEGORY', 'code', new.code, 'expected', v_bucket.category,
        'actual', new.category);
  end if;
  new.department_id := v_bucket.department_id;
  return new;
end;
$$;

comment on function stagedoor_film.tg_cost_codes__place is
'Compute path and department of a code, and keep the tree one (F26, F33).

Raises 22023 for a code that is none; 23514 for a parent elsewhere, a circle, a category
that differs within a branch, a foreign agreement.';

create function stagedoor_film.tg_cost_codes__place_children()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes the codes below, which the mover may not be able to.
begin
  update public.cost_codes as c set parent_id = c.parent_id where c.parent_id = new.id;
  return null;
end;
$$;

comment on function stagedoor_film.tg_cost_codes__place_children is
'Carry a move, or another department, down the tree.';

create function stagedoor_film.tg_scopes__keep_department()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the chart. A department that went elsewhere would take its holders' view of this
-- production's costs along.
begin
  if stagedoor.is_replaying() then
    return coalesce(new, old);
  end if;
  if exists (
    select from public.department_prefixes as d where d.department_id = new.id
    union all
    select from public.cost_codes as c where c.department_id = new.id
  ) then
    raise check_violation using
      message = 'A department with cost codes stays in its production',
      hint = 'Give its prefixes to another department first.';
  end if;
  return null;
end;
$$;

comment on function stagedoor_film.tg_scopes__keep_department is
'Refuse to move a department of the chart to another project.

Raises 23514.';

create trigger _100_check
  before insert or update on public.department_prefixes
  for each row execute function stagedoor_film.tg_department_prefixes__check();
create trigger _200_carry
  after insert or update or delete on public.department_prefixes
  for each row execute function stagedoor_film.tg_department_prefixes__carry();
create trigger _900_record
  after insert or update or delete on public.department_prefixes
  for each row
  execute function stagedoor_film.tg_any__record('department_prefix', 'access');
alter table public.department_prefixes enable always trigger _100_check;
alter table public.department_prefixes enable always trigger _900_record;

create trigger _100_place
  before insert or update on public.cost_codes
  for each row execute function stagedoor_film.tg_cost_codes__place();
create trigger _200_place_children
  after update on public.cost_codes
  for each row
  when (
    old.path is distinct from new.path
    or old.department_id is distinct from new.department_id
    or old.prefix is distinct from new.prefix)
  execute function stagedoor_film.tg_cost_codes__place_children();
create trigger _900_record
  after insert or update or delete on public.cost_codes
  for each row execute function stagedoor_film.tg_any__record('cost_code', 'access');
alter table public.cost_codes enable always trigger _100_place;
alter table public.cost_codes enable always trigger _900_record;

create trigger _600_keep_department
  after update on stagedoor.scopes
  for each row when (old.project_id is distinct from new.project_id)
  execute function stagedoor_film.tg_scopes__keep_department();
alter table stagedoor.scopes enable always trigger _600_keep_department;

create function stagedoor_film.codes_with(p_permission_key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the chart, of which a request sees its own part only.
begin
  return array(
    select c.id
    from public.cost_codes as c
    where c.department_id = any (stagedoor.scopes_with(p_permission_key))
  );
end;
$$;

comment on function stagedoor_film.codes_with is
'Codes of departments in which alone the caller holds a key.

For policies, beside scopes_with, which names the projects.';

create function stagedoor_film.codes_with_own(p_permission_key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the chart, of which a request sees its own part only.
begin
  return array(
    select c.id
    from public.cost_codes as c
    where c.department_id = any (stagedoor.scopes_with_own(p_permission_key))
  );
end;
$$;

comment on function stagedoor_film.codes_with_own is
'Codes of departments in which the caller holds a key on their own only.';

create function stagedoor_film.codes_without(p_permission_key text)
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the chart, of which a request sees its own part only.
begin
  return array(
    select c.id
    from public.cost_codes as c
    where c.department_id = any (stagedoor.scopes_without(p_permission_key))
  );
end;
$$;

comment on function stagedoor_film.codes_without is
'Codes of departments that are shut to the caller in open projects.';

-- Policies.

alter table public.department_prefixes enable row level security;
alter table public.cost_codes enable row level security;

create policy department_prefixes_select on public.department_prefixes
  for select to authenticated
  using (
    (project_id is null and (select stagedoor.caller_id()) is not null)
    or project_id = any ((select stagedoor_film.projects_with('cost_code:view'))::uuid[])
  );
comment on policy department_prefixes_select on public.department_prefixes is
'Whoever codes a purchase sees which department a prefix belongs to.';

create policy cost_codes_select on public.cost_codes
  for select to authenticated
  using (
    (
      project_id = any ((select stagedoor.scopes_with('cost_code:view'))::uuid[])
      and (
        department_id is null
        or department_id <> all (
          (select stagedoor.scopes_without('cost_code:view'))::uuid[])
      )
    )
    or department_id = any ((select stagedoor.scopes_with('cost_code:view'))::uuid[])
  );
comment on policy cost_codes_select on public.cost_codes is
'Whoever codes a purchase sees the chart; a department its own part.';

insert into stagedoor.protected_tables (table_name, scope_column, department_column) values
  ('public.department_prefixes', 'project_id', 'department_id'),
  ('public.cost_codes', 'project_id', 'department_id');

-- Privileges. Written through import_cost_codes, save_cost_code, move_cost_code and
-- save_department_prefix.

revoke all on function
  stagedoor_film.bucket_of,
  stagedoor_film.tg_department_prefixes__check,
  stagedoor_film.tg_department_prefixes__carry,
  stagedoor_film.tg_cost_codes__place,
  stagedoor_film.tg_cost_codes__place_children,
  stagedoor_film.tg_scopes__keep_department,
  stagedoor_film.codes_with,
  stagedoor_film.codes_with_own,
  stagedoor_film.codes_without
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.codes_with,
  stagedoor_film.codes_with_own,
  stagedoor_film.codes_without
to authenticated;
revoke all on public.department_prefixes, public.cost_codes
  from public, anon, authenticated, service_role;
grant select on public.department_prefixes, public.cost_codes
  to authenticated, service_role;
