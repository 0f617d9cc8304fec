-- Scripts: who reads one is the owner's to say, in three steps and by links to shows.

create table public.scripts (
  id              uuid        not null default gen_random_uuid(),
  owner_id        uuid        not null,
  organization_id uuid        not null,
  title           text        not null,
  audience        text        not null default 'crew',
  revision        bigint      not null default 1,
  notes           text,
  starts_at       timestamptz,
  ends_at         timestamptz,
  created_at      timestamptz not null default now(),

  constraint scripts_pkey
    primary key (id),
  constraint scripts_owner_id_fkey
    foreign key (owner_id) references stagedoor.user_accounts (id)
    on update cascade on delete restrict,
  constraint scripts_organization_id_fkey
    foreign key (organization_id) references stagedoor.scopes (id) on delete restrict,
  constraint scripts_title_length_check
    check (char_length(title) between 1 and 200 and title = btrim(title)),
  constraint scripts_audience_known_check
    check (audience in ('crew', 'show', 'owner')),
  constraint scripts_notes_length_check
    check (char_length(notes) <= 8000),
  constraint scripts_ends_after_start_check
    check (ends_at > starts_at and isfinite(starts_at) and isfinite(ends_at))
);

comment on table public.scripts is
'Scripts of their owners (F68).';
comment on column public.scripts.owner_id is
'Who changes it. Taken from the caller, never from a request.';
comment on column public.scripts.organization_id is
'The organization that it was made in. Null on the way in: the personal one.';
comment on column public.scripts.audience is
'Who reads it: crew, the owner''s; show, whoever works in a linked one; owner, nobody.';
comment on column public.scripts.revision is
'Grows with every change of what crew may read. Kept by trigger.

A private note does not count, or its coming and going could be seen.';

create index scripts_owner_id_idx on public.scripts (owner_id);
create index scripts_organization_id_idx on public.scripts (organization_id);

create table public.show_scripts (
  project_id uuid not null,
  script_id  uuid not null,

  constraint show_scripts_pkey
    primary key (project_id, script_id),
  constraint show_scripts_project_id_fkey
    foreign key (project_id) references public.shows (project_id) on delete cascade,
  constraint show_scripts_script_id_fkey
    foreign key (script_id) references public.scripts (id) on delete cascade
);

comment on table public.show_scripts is
'Which scripts are played in which show (F68).

Linked by the owner of the script, so that a show alone opens nothing.';

create index show_scripts_script_id_idx on public.show_scripts (script_id);

create function stagedoor_theatre.tg_scripts__revise()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- The number is counted here, whoever writes.
begin
  new.revision := old.revision + 1;
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_scripts__revise is
'Count a change of a script.';

create function stagedoor_theatre.tg_scripts__keep_to_delegation()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads delegations, of which a request sees its own part only. A policy cannot compare
-- what a row was with what it is to be.
begin
  if (stagedoor.caller_id() is null and stagedoor.is_service())
    or old.owner_id = stagedoor.live_caller()
  then
    return new;
  end if;
  perform stagedoor_theatre.refuse_beyond_delegation(
    'scripts', old.id, null, to_jsonb(old), to_jsonb(new));
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_scripts__keep_to_delegation is
'Refuse crew who change more of a script than is delegated (F71).

Raises 42501.';

create trigger _110_keep_to_delegation
  before update of title, audience, notes, starts_at, ends_at on public.scripts
  for each row execute function stagedoor_theatre.tg_scripts__keep_to_delegation();
create trigger _100_take_owner
  before insert on public.scripts
  for each row execute function stagedoor_theatre.tg_any__take_owner();
create trigger _200_revise
  before update of title, notes, starts_at, ends_at on public.scripts
  for each row execute function stagedoor_theatre.tg_scripts__revise();
alter table public.scripts enable always trigger _100_take_owner;
alter table public.scripts enable always trigger _110_keep_to_delegation;

-- What a writer reads where they break a rule; the other rules are said by triggers.
comment on constraint scripts_title_length_check on public.scripts is
'A script has a title of 1 to 200 characters, without blanks around it';
comment on constraint scripts_audience_known_check on public.scripts is
'An audience is crew, show or owner';
comment on constraint scripts_notes_length_check on public.scripts is
'Notes on a script have at most 8000 characters';
comment on constraint scripts_ends_after_start_check on public.scripts is
'A script ends after it begins';
create trigger _180_say_rules
  before insert or update on public.scripts
  for each row execute function stagedoor.tg_any__say_rules();
alter table public.scripts enable always trigger _180_say_rules;

-- Policies.

alter table public.scripts enable row level security;
alter table public.show_scripts enable row level security;

create policy scripts_select on public.scripts
  for select to authenticated
  using (
    owner_id = (select stagedoor_theatre.me_unless_narrowed())
    or id = any ((select stagedoor_theatre.readable_scripts())::uuid[])
  );
comment on policy scripts_select on public.scripts is
'The owner, and whoever the owner lets read it: never all (F75).';

create policy scripts_insert on public.scripts
  for insert to authenticated
  with check (owner_id = (select stagedoor.live_caller()));
comment on policy scripts_insert on public.scripts is
'Whoever can sign in writes scripts of their own (F64, F72).';

create policy scripts_update on public.scripts
  for update to authenticated
  using (
    id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or id = any ((select stagedoor_theatre.delegated_scripts())::uuid[])
  )
  with check (
    id = any ((select stagedoor_theatre.own_scripts())::uuid[])
    or id = any ((select stagedoor_theatre.delegated_scripts())::uuid[])
  );
comment on policy scripts_update on public.scripts is
'The owner, and crew in the columns that are delegated to them (F71).';

create policy scripts_delete on public.scripts
  for delete to authenticated
  using (id = any ((select stagedoor_theatre.own_scripts())::uuid[]));
comment on policy scripts_delete on public.scripts is
'The owner alone deletes a script (F73).';

create policy show_scripts_select on public.show_scripts
  for select to authenticated
  using (
    project_id = any ((select stagedoor_theatre.own_shows())::uuid[])
    or script_id = any ((select stagedoor_theatre.readable_scripts())::uuid[])
  );
comment on policy show_scripts_select on public.show_scripts is
'Whoever reads a script, or owns the show, sees the link.';

create policy show_scripts_insert on public.show_scripts
  for insert to authenticated
  with check (
    script_id = any ((select stagedoor_theatre.own_scripts(false))::uuid[])
    and (
      project_id = any ((select stagedoor_theatre.own_shows())::uuid[])
      or project_id = any ((select stagedoor.scopes_with('script:upload'))::uuid[])
    )
  );
comment on policy show_scripts_insert on public.show_scripts is
'The owner of the script links it, to their show or where they upload.';

create policy show_scripts_delete on public.show_scripts
  for delete to authenticated
  using (
    project_id = any ((select stagedoor_theatre.own_shows())::uuid[])
    or script_id = any ((select stagedoor_theatre.own_scripts())::uuid[])
  );
comment on policy show_scripts_delete on public.show_scripts is
'The owner of either side takes a link away (F68).';

-- Recording.

create trigger _900_record
  after insert or update on public.scripts
  for each row execute function stagedoor_theatre.tg_any__record(
    'script', 'script', 'id', 'owner_id', 'audience');
-- A script that is gone is in no show any more.
create trigger _910_record
  after delete on public.scripts
  for each row execute function stagedoor_theatre.tg_any__record(
    'script', 'scope', 'organization_id', 'owner_id', 'audience');
create trigger _900_record
  after insert or update or delete on public.show_scripts
  for each row execute function stagedoor_theatre.tg_any__record(
    'show_script', 'scope', 'project_id', 'script_id');
alter table public.scripts enable always trigger _900_record;
alter table public.scripts enable always trigger _910_record;
alter table public.show_scripts enable always trigger _900_record;

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.show_scripts', 'project_id');

-- Privileges.

revoke all on function
  stagedoor_theatre.tg_scripts__revise,
  stagedoor_theatre.tg_scripts__keep_to_delegation
from public, anon, authenticated, service_role;
revoke all on public.scripts, public.show_scripts
  from public, anon, authenticated, service_role;
-- Nobody gives a script away by writing: transfer_ownership asks the other.
grant
  select,
  insert (title, audience, organization_id, notes, starts_at, ends_at),
  update (title, audience, notes, starts_at, ends_at),
  delete
on public.scripts to authenticated;
grant select, insert (project_id, script_id), delete on public.show_scripts
  to authenticated;
grant select on public.scripts, public.show_scripts to service_role;
