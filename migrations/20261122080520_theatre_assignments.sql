-- Assignments: who works in a show, as what, in which department and from when until when.
--
-- Being somebody's crew gives nothing in a show. An assignment does: for its window it
-- keeps an access `crew_member` open, at the department where it names one. Windows that
-- touch or overlap are one access, so what is opened is computed from all assignments of a
-- person at a place, and never from one alone.

create table public.show_assignments (
  id            uuid        not null default gen_random_uuid(),
  project_id    uuid        not null,
  user_id       uuid        not null,
  kind          text        not null default 'crew',
  user_role     text        not null default 'CREW',
  custom_title  text,
  department_id uuid,
  scope_id      uuid        not null,
  valid_from    timestamptz,
  valid_until   timestamptz,

  constraint show_assignments_pkey
    primary key (id),
  -- Assigned again is assigned once.
  constraint show_assignments_once_key
    unique nulls not distinct (
      project_id, user_id, kind, user_role, custom_title, department_id, valid_from),

  constraint show_assignments_project_id_fkey
    foreign key (project_id) references public.shows (project_id) on delete cascade,
  constraint show_assignments_user_id_fkey
    foreign key (user_id) references stagedoor.user_accounts (id)
    on update cascade on delete cascade,
  constraint show_assignments_user_role_fkey
    foreign key (user_role) references public.job_titles (user_role)
    on update cascade on delete restrict,
  constraint show_assignments_department_id_fkey
    foreign key (project_id, department_id)
    references public.show_departments (project_id, department_id) on delete cascade,
  constraint show_assignments_scope_id_fkey
    foreign key (scope_id) references stagedoor.scopes (id) on delete cascade,

  constraint show_assignments_kind_known_check
    check (kind in ('cast', 'crew')),
  constraint show_assignments_custom_title_length_check
    check (char_length(custom_title) between 1 and 120),
  constraint show_assignments_ends_after_start_check
    check (valid_until > valid_from and isfinite(valid_from) and isfinite(valid_until))
);

comment on table public.show_assignments is
'Who works in a show (F68, F91): deps and understudies have a window.';
comment on column public.show_assignments.kind is
'cast or crew.';
comment on column public.show_assignments.user_role is
'The title in this show. The profile says what somebody usually is.';
comment on column public.show_assignments.scope_id is
'Where the access is opened: the department in the show, or the show. Kept by trigger.';
comment on column public.show_assignments.valid_from is
'When it begins. Null: it has begun.';
comment on column public.show_assignments.valid_until is
'When it is over. Null: it has no end.';

create index show_assignments_user_id_scope_id_idx
  on public.show_assignments (user_id, scope_id);
create index show_assignments_user_role_idx on public.show_assignments (user_role);
create index show_assignments_project_id_department_id_idx
  on public.show_assignments (project_id, department_id);
create index show_assignments_scope_id_idx on public.show_assignments (scope_id);

create table stagedoor_theatre.assignment_accesses (
  access_id uuid not null,

  constraint assignment_accesses_pkey
    primary key (access_id),
  constraint assignment_accesses_access_id_fkey
    foreign key (access_id) references stagedoor.user_accesses (id) on delete cascade
);

comment on table stagedoor_theatre.assignment_accesses is
'Accesses that assignments keep open. Others are left alone.';

-- Read by definers as whoever owns them.
create view stagedoor_theatre.live_assignments
with (security_invoker = true)
as
select a.id, a.project_id, a.user_id, a.department_id, a.scope_id
from public.show_assignments as a
join stagedoor.scopes as s on s.id = a.scope_id
where not s.is_archived
  and (a.valid_from is null or a.valid_from <= stagedoor.instant())
  and (a.valid_until is null or a.valid_until > stagedoor.instant())
  and exists (
    select
    from stagedoor.live_accesses as held
    where held.user_id = a.user_id
      and held.scope_id in (a.scope_id, a.project_id)
      and held.delegated_from is null
  );

comment on view stagedoor_theatre.live_assignments is
'Assignments that count now: in their window, in a show that runs.

And with an access there: whoever had theirs revoked works there no more.';

create function stagedoor_theatre.tg_show_assignments__place()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads people and places of others, and brings a department into the show. What is not the
-- caller's is refused by the policy, like what does not exist.
declare
  v_is_load boolean := stagedoor.caller_id() is null and stagedoor.is_service();
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  if not v_is_load and (new.project_id = any (stagedoor_theatre.own_shows())) is not true
  then
    return new;
  elsif (new.valid_until <= new.valid_from) is true then
    raise invalid_parameter_value using
      message = 'An assignment ends after it begins',
      detail = json_build_object(
        'valid_from', new.valid_from, 'valid_until', new.valid_until);
  elsif new.kind is null or new.kind not in ('cast', 'crew') then
    raise invalid_parameter_value using
      message = 'An assignment is cast or crew',
      detail = json_build_object('kind', new.kind);
  end if;

  -- Oneself, one's crew, and whoever works in the company already.
  if tg_op = 'INSERT' and not v_is_load
    and new.user_id is distinct from stagedoor.live_caller()
    and (new.user_id = any (stagedoor_theatre.my_crew())) is not true
    and not stagedoor.works_at(
      new.user_id,
      (select s.organization_id from stagedoor.scopes as s where s.id = new.project_id))
  then
    perform stagedoor.raise_not_found('Account');
  end if;

  if new.department_id is null then
    new.scope_id := new.project_id;
  else
    insert into public.show_departments as d (project_id, department_id)
    select new.project_id, new.department_id
    where not exists (
      select from public.show_departments as there
      where there.project_id = new.project_id
        and there.department_id = new.department_id);
    select d.scope_id into new.scope_id
    from public.show_departments as d
    where d.project_id = new.project_id and d.department_id = new.department_id;
  end if;
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_show_assignments__place is
'Find where an assignment opens access, and refuse whom nobody knows.

Raises 22023, PT404.';

create function stagedoor_theatre.settle_assignments(p_user_id uuid, p_scope_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Opens and closes accesses. Opening asks the engine, which asks for access:grant and that
-- nobody gives what they do not hold; closing takes away only what was opened here.
declare
  v_now      pg_catalog.timestamptz := stagedoor.instant();
  v_grant_id pg_catalog.uuid := stagedoor.built_in_role('crew_member');
  v_windows  pg_catalog.tstzrange[];
  v_window   pg_catalog.tstzrange;
  v_access   stagedoor.user_accesses;
begin
  -- Nothing is left to settle where the scope is gone.
  perform from stagedoor.scopes as s where s.id = p_scope_id for no key update;

  -- What somebody else has given stands, and is not given twice.
  v_windows := array(
    select w.span
    from unnest(
      (
        select coalesce(range_agg(tstzrange(a.valid_from, a.valid_until)), '{}')
        from public.show_assignments as a
        where a.user_id = p_user_id and a.scope_id = p_scope_id
      ) - (
        select coalesce(
          range_agg(stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at)),
          '{}')
        from stagedoor.user_accesses as a
        where a.user_id = p_user_id
          and a.scope_id = p_scope_id
          and a.grant_id = v_grant_id
          and a.status = 'Active'
          and a.delegated_from is null
          and not exists (
            select from stagedoor_theatre.assignment_accesses as o where o.access_id = a.id)
      )
    ) as w (span)
    where coalesce(upper(w.span) > v_now, true)
  );

  for v_access in
    select a.*
    from stagedoor_theatre.assignment_accesses as o
    join stagedoor.user_accesses as a on a.id = o.access_id
    where a.user_id = p_user_id and a.scope_id = p_scope_id and a.status = 'Active'
    order by a.id
  loop
    -- What has begun is the same, whenever it began.
    select w.span into v_window
    from unnest(v_windows) as w (span)
    where upper(w.span) is not distinct from v_access.valid_until
      and (lower(w.span) is not distinct from v_access.valid_from
        or (coalesce(lower(w.span) <= v_now, true)
          and coalesce(v_access.valid_from <= v_now, true)));
    if found then
      v_windows := array_remove(v_windows, v_window);
    else
      perform stagedoor.close_access(
        stagedoor.lock_access(v_access.id), 'assignment ended');
    end if;
  end loop;

  foreach v_window in array v_windows loop
    insert into stagedoor_theatre.assignment_accesses (access_id)
    values (stagedoor.grant_access(
      p_user_id, p_scope_id, 'role', 'crew_member', lower(v_window), upper(v_window),
      'assignment'));
  end loop;
end;
$$;

comment on function stagedoor_theatre.settle_assignments is
'Let the accesses of a person at a place be what assignments say (F91).

Raises as grant_access does.';

create function stagedoor_theatre.tg_show_assignments__settle()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Opens and closes accesses, which no request role may.
begin
  if stagedoor.is_replaying() then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    perform stagedoor_theatre.settle_assignments(old.user_id, old.scope_id);
  end if;
  if tg_op <> 'DELETE'
    and (tg_op = 'INSERT' or (new.user_id, new.scope_id) <> (old.user_id, old.scope_id))
  then
    perform stagedoor_theatre.settle_assignments(new.user_id, new.scope_id);
  end if;
  return null;
end;
$$;

comment on function stagedoor_theatre.tg_show_assignments__settle is
'Open and close access as assignments come, change and go (F91).';

create trigger _100_check_title
  before insert or update of user_role, custom_title on public.show_assignments
  for each row execute function stagedoor_theatre.tg_any__check_title();
create trigger _110_place
  before insert or update of project_id, kind, department_id, valid_from, valid_until
  on public.show_assignments
  for each row execute function stagedoor_theatre.tg_show_assignments__place();
-- What a check refuses is said by its comment.
comment on constraint show_assignments_custom_title_length_check
  on public.show_assignments is
'A title of one''s own has 1 to 120 characters';
comment on constraint show_assignments_ends_after_start_check on public.show_assignments is
'An assignment ends after it begins';
comment on constraint show_assignments_kind_known_check on public.show_assignments is
'An assignment is cast or crew';
create trigger _180_say_rules
  before insert or update on public.show_assignments
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.show_assignments enable always trigger _180_say_rules;

create trigger _500_settle
  after insert or update of department_id, valid_from, valid_until or delete
  on public.show_assignments
  for each row execute function stagedoor_theatre.tg_show_assignments__settle();
alter table public.show_assignments enable always trigger _100_check_title;
alter table public.show_assignments enable always trigger _110_place;
alter table public.show_assignments enable always trigger _500_settle;

create function stagedoor_theatre.own_assignments()
returns uuid[]
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads assignments, of which a request sees its own part only.
declare
  v_me   pg_catalog.uuid := stagedoor.live_caller();
  v_only pg_catalog.uuid := stagedoor.narrowed_project();
begin
  return array(
    select a.id
    from public.show_assignments as a
    where a.user_id = v_me and (v_only is null or a.project_id = v_only)
  );
end;
$$;

comment on function stagedoor_theatre.own_assignments is
'Where the caller works, has worked and is going to (F65).

With x-project-id in that show alone.';

-- Policies.

-- No policy and no grant: the accesses themselves say who holds what.
alter table stagedoor_theatre.assignment_accesses enable row level security;

alter table public.show_assignments enable row level security;

create policy show_assignments_select on public.show_assignments
  for select to authenticated
  using (
    project_id = any ((select stagedoor_theatre.own_shows())::uuid[])
    or project_id = any ((select stagedoor.scopes_with('project:view:assigned'))::uuid[])
    or scope_id = any ((select stagedoor.scopes_with('project:view:assigned'))::uuid[])
    or id = any ((select stagedoor_theatre.own_assignments())::uuid[])
  );
comment on policy show_assignments_select on public.show_assignments is
'Owner and company see who works in a show, a department its own (F90).';

create policy show_assignments_insert on public.show_assignments
  for insert to authenticated
  with check (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_assignments_insert on public.show_assignments is
'The owner alone assigns cast and crew (F68).';

create policy show_assignments_update on public.show_assignments
  for update to authenticated
  using (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]))
  with check (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_assignments_update on public.show_assignments is
'The owner alone changes an assignment (F71).';

create policy show_assignments_delete on public.show_assignments
  for delete to authenticated
  using (project_id = any ((select stagedoor_theatre.own_shows())::uuid[]));
comment on policy show_assignments_delete on public.show_assignments is
'The owner alone ends an assignment (F73).';

create trigger _900_record
  after insert or update or delete on public.show_assignments
  for each row execute function stagedoor_theatre.tg_any__record(
    'show_assignment', 'scope', 'scope_id', 'kind', 'user_role', 'department_id',
    'valid_from', 'valid_until');
alter table public.show_assignments enable always trigger _900_record;

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.show_assignments', 'project_id');

-- Privileges.

revoke all on function
  stagedoor_theatre.own_assignments,
  stagedoor_theatre.tg_show_assignments__place,
  stagedoor_theatre.settle_assignments,
  stagedoor_theatre.tg_show_assignments__settle
from public, anon, authenticated, service_role;
revoke all on
  public.show_assignments, stagedoor_theatre.assignment_accesses,
  stagedoor_theatre.live_assignments
from public, anon, authenticated, service_role;
-- Nobody is exchanged for somebody else: that is an end and a beginning.
grant
  select,
  insert (
    project_id, user_id, kind, user_role, custom_title, department_id, valid_from,
    valid_until),
  update (kind, user_role, custom_title, department_id, valid_from, valid_until),
  delete
on public.show_assignments to authenticated;
grant select on public.show_assignments to service_role;
grant execute on function stagedoor_theatre.own_assignments to authenticated;
