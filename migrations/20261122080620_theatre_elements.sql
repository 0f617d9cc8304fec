-- Script elements: what is spoken, done, called and remarked, in order.
--
-- The order is a text between two others, so that something can go in between. It never
-- counts: whoever sees a part of a script must not learn from it how much they do not see.

create table public.script_elements (
  id                uuid    not null default gen_random_uuid(),
  script_id         uuid    not null,
  rank              text    not null collate "C",
  element_type      text    not null,
  department_id     uuid,
  cue_number        text,
  call              text,
  text              text    not null default '',
  notes             text,
  offset_ms         bigint,
  duration_ms       bigint,
  priority          text    not null default 'NORMAL',
  parent_element_id uuid,
  is_private        boolean not null default false,
  -- Sorted by value, of several by the first: SQ 4.5 stands before SQ 10.
  cue_prefix        text    generated always as (
    upper(substring(cue_number from '^[^ ]+'))) stored,
  cue_value         numeric generated always as (
    substring(cue_number from '^[^ ]+ ([0-9.]+)')::numeric) stored,

  constraint script_elements_pkey
    primary key (id),
  constraint script_elements_script_id_id_key
    unique (script_id, id),

  constraint script_elements_script_id_fkey
    foreign key (script_id) references public.scripts (id) on delete cascade,
  constraint script_elements_element_type_fkey
    foreign key (element_type) references public.element_types (element_type)
    on update cascade on delete restrict,
  constraint script_elements_department_id_fkey
    foreign key (department_id) references public.departments (id) on delete restrict,
  constraint script_elements_parent_element_id_fkey
    foreign key (script_id, parent_element_id)
    references public.script_elements (script_id, id)
    on delete set null (parent_element_id),

  constraint script_elements_rank_letters_and_digits_check
    check (rank ~ '^[0-9A-Za-z]{1,200}$'),
  constraint script_elements_cue_number_grammar_check
    check (
      cue_number
        ~ '^([A-Za-z][A-Za-z0-9]{0,11} [0-9]{1,6}(\.[0-9]{1,4})?(, |$)){1,20}$'
      and cue_number !~ ', $'
    ),
  constraint script_elements_call_known_check
    check (call in ('WARN', 'STANDBY', 'GO')),
  constraint script_elements_call_has_cue_check
    check (call is null or cue_number is not null),
  -- A standby names several; what goes is one.
  constraint script_elements_go_is_one_cue_check
    check (call in ('WARN', 'STANDBY') or cue_number !~ ','),
  constraint script_elements_priority_known_check
    check (priority in ('SAFETY', 'CRITICAL', 'HIGH', 'NORMAL', 'LOW', 'OPTIONAL')),
  constraint script_elements_text_length_check
    check (char_length(text) <= 20000 and char_length(notes) <= 8000),
  constraint script_elements_times_not_negative_check
    check (offset_ms >= 0 and duration_ms >= 0),
  constraint script_elements_parent_is_another_check
    check (parent_element_id <> id),
  -- What is called is heard by everybody; a number that is taken would tell of it.
  constraint script_elements_private_is_not_called_check
    check (not is_private or cue_number is null)
);

comment on table public.script_elements is
'The elements of scripts, in the order of rank (F77).';
comment on column public.script_elements.rank is
'Where it stands: compared as bytes. Null on the way in: at the end.

Keys as of the npm package fractional-indexing, with gaps of random size.';
comment on column public.script_elements.department_id is
'Whose it is. Null: it concerns everybody. Further ones stand in element_departments.';
comment on column public.script_elements.cue_number is
'As called: LX 12, SQ 4.5. One of a kind in a script.

A warning or standby names the cues that it is for: "LX 3, LX 4".';
comment on column public.script_elements.call is
'WARN, STANDBY or GO. Null: the cue itself.';
comment on column public.script_elements.is_private is
'For the owner of the script alone: in no share, for no crew, not even as a gap.';

create index script_elements_script_id_rank_idx on public.script_elements (script_id, rank);
create unique index script_elements_cue_number_key
  on public.script_elements (script_id, cue_prefix, cue_value)
  where call is null or call = 'GO';
create index script_elements_script_id_cue_prefix_cue_value_idx
  on public.script_elements (script_id, cue_prefix, cue_value);
create index script_elements_element_type_idx on public.script_elements (element_type);
create index script_elements_department_id_idx on public.script_elements (department_id);
create index script_elements_script_id_parent_element_id_idx
  on public.script_elements (script_id, parent_element_id);

create table public.element_departments (
  script_id     uuid not null,
  element_id    uuid not null,
  department_id uuid not null,

  constraint element_departments_pkey
    primary key (element_id, department_id),
  constraint element_departments_element_id_fkey
    foreign key (script_id, element_id) references public.script_elements (script_id, id)
    on delete cascade,
  constraint element_departments_department_id_fkey
    foreign key (department_id) references public.departments (id) on delete restrict
);

comment on table public.element_departments is
'Further departments of a call: "Standby LX 12 to 14 and SQ 5".';

create index element_departments_script_id_element_id_idx
  on public.element_departments (script_id, element_id);
create index element_departments_department_id_idx
  on public.element_departments (department_id);

create function stagedoor_theatre.rank_after(p_rank text)
returns text
language plpgsql
volatile
set search_path = ''
as $$
declare
  c_digits constant pg_catalog.text :=
    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  v_number numeric := 0;
  v_rank   pg_catalog.text := '';
begin
  -- Of our own form: i and nine digits. Anything else has been put there by a client.
  if p_rank ~ '^i[0-9A-Za-z]{9}' then
    for v_place in 2 .. 10 loop
      v_number := v_number * 62 + strpos(c_digits, substr(p_rank, v_place, 1)) - 1;
    end loop;
  elsif p_rank collate "C" > 'i' then
    return p_rank || substr(c_digits, 2 + floor(random() * 61)::integer, 1);
  end if;

  -- The size of a gap says nothing about how many stood in it: steps of this distribution
  -- add up to one that any single step could have been.
  v_number := v_number + 1 + floor(-ln(1 - random()) * 1000000000)::numeric;
  for v_place in 1 .. 9 loop
    v_rank := substr(c_digits, (v_number % 62)::integer + 1, 1) || v_rank;
    v_number := div(v_number, 62);
  end loop;
  return 'i' || v_rank;
end;
$$;

comment on function stagedoor_theatre.rank_after is
'A rank behind another; the first for null. Random in how far.';

create function stagedoor_theatre.tg_script_elements__check()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads scripts, departments and elements that the writer may not see, and says what is
-- allowed before a constraint speaks.
declare
  v_is_load boolean := stagedoor.caller_id() is null and stagedoor.is_service();
  v_script  public.scripts;
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  select s.* into v_script from public.scripts as s where s.id = new.script_id;
  -- What is not the caller's to write is refused by the policy: nothing is said of it here.
  if not v_is_load
    and v_script.owner_id is distinct from stagedoor.live_caller()
    and not exists (
      select from public.script_delegations as d
      where d.script_id = new.script_id
        and d.id = any (stagedoor_theatre.live_delegations())
    )
  then
    return new;
  end if;

  if not exists (
    select from public.element_types as t where t.element_type = new.element_type)
  then
    raise invalid_parameter_value using
      message = 'A kind of element is one of the rows of element_types',
      detail = json_build_object(
        'element_type', new.element_type, 'allowed',
        (select json_agg(t.element_type order by t.position)
         from public.element_types as t));
  elsif new.call not in ('WARN', 'STANDBY', 'GO') then
    raise invalid_parameter_value using
      message = 'A call is WARN, STANDBY or GO',
      detail = json_build_object('call', new.call);
  elsif new.call is not null and new.cue_number is null then
    raise invalid_parameter_value using
      message = 'A call names the cue that it is for';
  elsif new.cue_number
    !~ '^([A-Za-z][A-Za-z0-9]{0,11} [0-9]{1,6}(\.[0-9]{1,4})?(, |$)){1,20}$'
    or new.cue_number ~ ', $'
  then
    raise invalid_parameter_value using
      message = 'A cue number is letters, a blank and a number, such as LX 12 or SQ 4.5',
      detail = json_build_object('cue_number', new.cue_number),
      hint = 'A warning or standby names several: LX 3, LX 4.';
  elsif new.cue_number ~ ',' and (new.call in ('WARN', 'STANDBY')) is not true then
    raise invalid_parameter_value using
      message = 'One cue goes at a time: a warning or standby names several',
      detail = json_build_object('cue_number', new.cue_number, 'call', new.call);
  elsif new.is_private and new.cue_number is not null then
    raise invalid_parameter_value using
      message = 'A cue is called before everybody: a note can be private';
  elsif new.rank !~ '^[0-9A-Za-z]{1,200}$' then
    raise check_violation using message = 'A rank is 1 to 200 letters and digits';
  elsif new.priority
    not in ('SAFETY', 'CRITICAL', 'HIGH', 'NORMAL', 'LOW', 'OPTIONAL')
  then
    raise check_violation using
      message = 'A priority is SAFETY, CRITICAL, HIGH, NORMAL, LOW or OPTIONAL';
  elsif char_length(new.text) > 20000 or char_length(new.notes) > 8000 then
    raise check_violation using
      message = 'An element has a text of at most 20000 characters and notes of 8000';
  elsif new.offset_ms < 0 or new.duration_ms < 0 then
    raise check_violation using message = 'Times are milliseconds from 0 on';
  elsif new.parent_element_id = new.id then
    raise check_violation using message = 'An element stands under another one';
  end if;

  if (tg_op = 'INSERT' or new.department_id is distinct from old.department_id)
    and new.department_id is not null
    and not exists (
      select from public.departments as d
      where d.id = new.department_id and d.owner_id = v_script.owner_id)
  then
    perform stagedoor.raise_not_found('Department');
  end if;

  -- What stands under something private would tell of it.
  if new.parent_element_id is not null and not new.is_private and exists (
    select from public.script_elements as e
    where e.id = new.parent_element_id and e.script_id = new.script_id and e.is_private
    for share
  ) or new.is_private and exists (
    select from public.script_elements as e
    where e.parent_element_id = new.id and e.script_id = new.script_id
      and not e.is_private
  ) then
    raise check_violation using
      message = 'What stands under a private element is private',
      detail = '{"error_code":"PARENT_IS_PRIVATE"}';
  elsif new.parent_element_id is not null and not exists (
    select from public.script_elements as e
    where e.id = new.parent_element_id and e.script_id = new.script_id
  ) then
    perform stagedoor.raise_not_found('Element');
  end if;

  if new.cue_number is not null and coalesce(new.call, 'GO') = 'GO' and exists (
    select from public.script_elements as e
    where e.script_id = new.script_id
      and e.id <> new.id
      and e.cue_prefix = upper(split_part(new.cue_number, ' ', 1))
      and e.cue_value = split_part(new.cue_number, ' ', 2)::numeric
      and coalesce(e.call, 'GO') = 'GO'
  ) then
    raise unique_violation using
      message = format('There is a %s in this script already', new.cue_number),
      hint = 'A point number goes between two others: LX 12.5.';
  end if;

  if new.rank is null then
    new.rank := stagedoor_theatre.rank_after(
      (select max(e.rank) from public.script_elements as e
       where e.script_id = new.script_id));
  end if;
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_script_elements__check is
'Say what an element may be, and put it at the end unless said where.

Raises 22023, 23505, 23514, PT404.';

create function stagedoor_theatre.tg_script_elements__keep_to_delegation()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads delegations, of which a request sees its own part only. A policy cannot compare
-- what a row was with what it is to be.
declare
  v_after pg_catalog.jsonb := to_jsonb(new) - 'cue_prefix' - 'cue_value';
begin
  if (stagedoor.caller_id() is null and stagedoor.is_service()) or exists (
    select from public.scripts as s
    where s.id = old.script_id and s.owner_id = stagedoor.live_caller())
  then
    return new;
  end if;
  -- An element whose parent was deleted loses it by the foreign key.
  if new.parent_element_id is null and not exists (
    select from public.script_elements as e where e.id = old.parent_element_id)
  then
    v_after := v_after - 'parent_element_id';
  end if;
  perform stagedoor_theatre.refuse_beyond_delegation(
    'script_elements', old.script_id, old.department_id,
    (select jsonb_object_agg(b.key, b.value)
     from jsonb_each(to_jsonb(old)) as b where v_after ? b.key),
    v_after);
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_script_elements__keep_to_delegation is
'Refuse crew who change more of an element than is delegated (F71).

Raises 42501.';

create function stagedoor_theatre.tg_element_departments__check()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads departments and scripts that the writer may not see. What is not the caller's to
-- write is refused by the policy.
begin
  if not exists (
    select from public.departments as d
    join public.scripts as s on s.owner_id = d.owner_id
    where d.id = new.department_id and s.id = new.script_id
  ) and new.script_id = any (stagedoor_theatre.own_scripts()) then
    perform stagedoor.raise_not_found('Department');
  end if;
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_element_departments__check is
'Refuse a department of somebody else. Raises PT404.';

create trigger _100_check
  before insert or update on public.script_elements
  for each row execute function stagedoor_theatre.tg_script_elements__check();
create trigger _110_keep_to_delegation
  before update on public.script_elements
  for each row execute function stagedoor_theatre.tg_script_elements__keep_to_delegation();
create trigger _100_check
  before insert on public.element_departments
  for each row execute function stagedoor_theatre.tg_element_departments__check();
alter table public.script_elements enable always trigger _100_check;
alter table public.script_elements enable always trigger _110_keep_to_delegation;
alter table public.element_departments enable always trigger _100_check;

-- Policies.

alter table public.script_elements enable row level security;
alter table public.element_departments enable row level security;

create policy script_elements_select on public.script_elements
  for select to authenticated
  using (
    script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or (
      not is_private
      and (
        script_id = any ((select stagedoor_theatre.whole_scripts())::uuid[])
        or id = any ((select stagedoor_theatre.limited_elements())::uuid[])
      )
    )
  );
comment on policy script_elements_select on public.script_elements is
'Readers see their part of a script, the owner private notes too.';

create policy script_elements_insert on public.script_elements
  for insert to authenticated
  with check (
    script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or (
      not is_private
      and exists (
        select from public.script_delegations as d
        where d.id = any ((select stagedoor_theatre.live_delegations())::uuid[])
          and d.script_id = script_elements.script_id
          and d.department_id = script_elements.department_id
          and 'insert' = any (d.operations)
      )
    )
  );
comment on policy script_elements_insert on public.script_elements is
'The owner, and crew in the department where adding is delegated (F71).';

create policy script_elements_update on public.script_elements
  for update to authenticated
  using (
    script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or (
      not is_private
      and exists (
        select from public.script_delegations as d
        where d.id = any ((select stagedoor_theatre.live_delegations())::uuid[])
          and d.script_id = script_elements.script_id
          and (d.department_id is null
            or d.department_id = script_elements.department_id)
          and 'update' = any (d.operations)
      )
    )
  )
  with check (
    script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or (
      not is_private
      and exists (
        select from public.script_delegations as d
        where d.id = any ((select stagedoor_theatre.live_delegations())::uuid[])
          and d.script_id = script_elements.script_id
          and (d.department_id is null
            or d.department_id = script_elements.department_id)
          and 'update' = any (d.operations)
      )
    )
  );
comment on policy script_elements_update on public.script_elements is
'The owner, and crew in what is delegated; never private elements (F71).';

create policy script_elements_delete on public.script_elements
  for delete to authenticated
  using (
    script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or (
      not is_private
      and exists (
        select from public.script_delegations as d
        where d.id = any ((select stagedoor_theatre.live_delegations())::uuid[])
          and d.script_id = script_elements.script_id
          and d.department_id = script_elements.department_id
          and 'delete' = any (d.operations)
      )
    )
  );
comment on policy script_elements_delete on public.script_elements is
'The owner, and crew in the department where removing is delegated (F71).';

create policy element_departments_select on public.element_departments
  for select to authenticated
  using (
    exists (select from public.script_elements as e where e.id = element_id)
  );
comment on policy element_departments_select on public.element_departments is
'Whoever sees an element sees whom it calls.';

create policy element_departments_insert on public.element_departments
  for insert to authenticated
  with check (script_id = any ((select stagedoor_theatre.own_scripts())::uuid[]));
comment on policy element_departments_insert on public.element_departments is
'The owner alone calls further departments (F71).';

create policy element_departments_delete on public.element_departments
  for delete to authenticated
  using (script_id = any ((select stagedoor_theatre.own_scripts())::uuid[]));
comment on policy element_departments_delete on public.element_departments is
'The owner alone takes a department out of a call (F71).';

-- Privileges.

revoke all on function
  stagedoor_theatre.rank_after,
  stagedoor_theatre.tg_script_elements__check,
  stagedoor_theatre.tg_script_elements__keep_to_delegation,
  stagedoor_theatre.tg_element_departments__check
from public, anon, authenticated, service_role;
revoke all on public.script_elements, public.element_departments
  from public, anon, authenticated, service_role;
-- An element stays in its script.
grant
  select,
  insert (
    script_id, rank, element_type, department_id, cue_number, call, text, notes, offset_ms,
    duration_ms, priority, parent_element_id, is_private),
  update (
    rank, element_type, department_id, cue_number, call, text, notes, offset_ms,
    duration_ms, priority, parent_element_id, is_private),
  delete
on public.script_elements to authenticated;
grant select, insert (script_id, element_id, department_id), delete
  on public.element_departments to authenticated;
grant select on public.script_elements, public.element_departments to service_role;
