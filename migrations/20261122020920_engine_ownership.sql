-- Ownership: the rows that a user owns in tables of parts, so that each keeps an owner.

create table stagedoor.ownership_hooks (
  part        text not null,
  owned_by    text not null,
  hand_over   text not null,
  may_be_heir text,

  constraint ownership_hooks_pkey
    primary key (part),
  constraint ownership_hooks_part_snake_case_check
    check (part ~ '^[a-z][a-z0-9_]*$'),
  -- They are called by name, as the owner of the engine.
  constraint ownership_hooks_functions_qualified_check
    check (
      concat_ws(' ', owned_by, hand_over, may_be_heir)
        ~ '^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*( [a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*){1,2}$'
    )
);

comment on table stagedoor.ownership_hooks is
'The functions by which a part lists and hands over ownership (F73).

Names with their schema. A part adds its row by migration.';
comment on column stagedoor.ownership_hooks.owned_by is
'(user uuid) returns table (resource_type text, resource_id uuid, name text).';
comment on column stagedoor.ownership_hooks.hand_over is
'(from_user uuid, to_user uuid) returns void: all of it gets the other owner.';
comment on column stagedoor.ownership_hooks.may_be_heir is
'(from_user uuid, to_user uuid) returns boolean: whether another user may be heir.

Null: only users who work in an organization with them.';

create trigger _100_check_owned_by
  after insert or update on stagedoor.ownership_hooks
  for each row execute function stagedoor.tg_any__check_function(
    'owned_by', 'pg_catalog.uuid', 'TABLE(resource_type text, resource_id uuid, name text)',
    'A function of an ownership hook');
alter table stagedoor.ownership_hooks enable always trigger _100_check_owned_by;

create trigger _110_check_hand_over
  after insert or update on stagedoor.ownership_hooks
  for each row execute function stagedoor.tg_any__check_function(
    'hand_over', 'pg_catalog.uuid, pg_catalog.uuid', 'void',
    'A function of an ownership hook');
alter table stagedoor.ownership_hooks enable always trigger _110_check_hand_over;

create trigger _120_check_may_be_heir
  after insert or update on stagedoor.ownership_hooks
  for each row execute function stagedoor.tg_any__check_function(
    'may_be_heir', 'pg_catalog.uuid, pg_catalog.uuid', 'boolean',
    'A function of an ownership hook');
alter table stagedoor.ownership_hooks enable always trigger _120_check_may_be_heir;

create trigger _900_record
  after insert or update or delete on stagedoor.ownership_hooks
  for each row execute function stagedoor.tg_any__record('ownership_hook', '');
alter table stagedoor.ownership_hooks enable always trigger _900_record;

create function stagedoor.owned_by(p_user_id uuid)
returns table (resource_type text, resource_id uuid, name text)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Asks parts about any user. Called by definers only.
declare
  v_hook stagedoor.ownership_hooks;
begin
  for v_hook in select h.* from stagedoor.ownership_hooks as h order by h.part loop
    return query execute
      format('select * from %s($1)', v_hook.owned_by::pg_catalog.regproc) using p_user_id;
  end loop;
end;
$$;

comment on function stagedoor.owned_by is
'The rows that a user owns in the tables of parts (F73).';

create function stagedoor.hand_over(p_user_id uuid, p_heir_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes tables of parts. Called by definers that have checked the heir.
declare
  v_hook stagedoor.ownership_hooks;
begin
  for v_hook in select h.* from stagedoor.ownership_hooks as h order by h.part loop
    execute format('select %s($1, $2)', v_hook.hand_over::pg_catalog.regproc)
      using p_user_id, p_heir_id;
  end loop;
end;
$$;

comment on function stagedoor.hand_over is
'Hand all rows that a user owns over to another user (F73).';

create function stagedoor.may_be_heir(p_user_id uuid, p_heir_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of both, and asks parts. Asked by definers only.
declare
  v_hook stagedoor.ownership_hooks;
  v_may  boolean;
begin
  if p_heir_id is null or p_heir_id = p_user_id
    or not stagedoor.account_is_live(p_heir_id)
  then
    return false;
  end if;
  -- A colleague: both work in one organization, or below it.
  if exists (
    select
    from stagedoor.live_accesses as mine
    join stagedoor.scopes as here on here.id = mine.scope_id
    join stagedoor.scopes as there on there.organization_id = here.organization_id
    join stagedoor.live_accesses as theirs
      on theirs.scope_id = there.id and theirs.user_id = p_heir_id
    where mine.user_id = p_user_id
  ) then
    return true;
  end if;
  for v_hook in
    select h.* from stagedoor.ownership_hooks as h where h.may_be_heir is not null
  loop
    execute format('select %s($1, $2)', v_hook.may_be_heir::pg_catalog.regproc)
      into v_may using p_user_id, p_heir_id;
    if v_may then
      return true;
    end if;
  end loop;
  return false;
end;
$$;

comment on function stagedoor.may_be_heir is
'Whether a user may be made the heir of another (F73).

A live account that works in the same organization, or whom a part names.';

alter table stagedoor.ownership_hooks enable row level security;

-- Privileges. For definers only.

revoke all on function
  stagedoor.owned_by,
  stagedoor.hand_over,
  stagedoor.may_be_heir
from public, anon, authenticated, service_role;
revoke all on stagedoor.ownership_hooks from public, anon, authenticated, service_role;
