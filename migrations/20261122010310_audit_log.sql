-- The audit log: append-only, hash-linked sequences of events that an outsider can verify.
--
-- One sequence per project, one per organization and one for the installation, each a list
-- of leaves without a gap. A leaf is exact bytes: one line of JSON, made once, stored and
-- exported as it is. Its hash is that of an RFC 6962 leaf, and the next leaf names it, so
-- that checkpoints signed outside the database pin every byte. The log is tamper-evident,
-- not tamper-proof: docs/audit.md says which attacks remain, and how each is detected.

-- Roles belong to the server: a second database finds this one made.
do $$
begin
  if not exists (
    select from pg_catalog.pg_roles as r where r.rolname = 'stagedoor_auditor'
  ) then
    create role stagedoor_auditor nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end;
$$;

grant stagedoor_auditor to current_user;

create schema stagedoor_audit;

comment on schema stagedoor_audit is
'The audit log, owned by a role without a login and without members.

No login enters directly: the engine appends at commit, and definers in stagedoor read.';

revoke all on schema stagedoor_audit from public, anon, authenticated, service_role;

create table stagedoor_audit.heads (
  sequence_id uuid        not null,
  last_seq    bigint      not null,
  last_hash   bytea       not null,
  changed_at  timestamptz not null default clock_timestamp(),

  constraint heads_pkey
    primary key (sequence_id),
  constraint heads_last_seq_not_negative_check
    check (last_seq >= 0),
  constraint heads_last_hash_length_check
    check (octet_length(last_hash) = 32)
)
-- Each append rewrites its row in place, on the page where it stands.
with (fillfactor = 50);

comment on table stagedoor_audit.heads is
'Where each sequence ends. An appender locks it until its commit.';
comment on column stagedoor_audit.heads.sequence_id is
'The project or organization. The nil uuid is the installation.';

create table stagedoor_audit.leaves (
  sequence_id uuid        not null,
  seq         bigint      not null,
  body        bytea       not null,
  leaf_hash   bytea       not null,
  occurred_at timestamptz not null,
  event       text        not null,
  override_id uuid,

  constraint leaves_pkey
    primary key (sequence_id, seq),
  constraint leaves_seq_from_one_check
    check (seq >= 1),

  -- RFC 6962, 2.1: a zero byte keeps leaves and inner nodes apart.
  constraint leaves_leaf_hash_of_body_check
    check (leaf_hash = sha256('\x00'::bytea || body))
);

comment on table stagedoor_audit.leaves is
'Every event, once, in the order of commits (F24, F47, F60).';
comment on column stagedoor_audit.leaves.body is
'The bytes of the event: a line of JSON in UTF-8, without its newline.';
comment on column stagedoor_audit.leaves.event is
'The event of the body, here for queries.

Like occurred_at and override_id it is compared with the body by verify_audit.';

create index leaves_override_id_idx on stagedoor_audit.leaves (override_id)
  where override_id is not null;

-- A body holds the salted hash of a value about a person; the value is here, erasable.
create table stagedoor_audit.personal_values (
  sequence_id uuid   not null,
  seq         bigint not null,
  key         text   not null,
  person_id   uuid,
  salt        bytea  not null,
  value       text   not null,

  constraint personal_values_pkey
    primary key (sequence_id, seq, key),

  -- A short salt would let a reader of the body guess an e-mail address.
  constraint personal_values_salt_length_check
    check (octet_length(salt) = 32)
);

comment on table stagedoor_audit.personal_values is
'Personal values of events, erasable without touching a leaf.';
comment on column stagedoor_audit.personal_values.person_id is
'The user whom the value is about. Null where only the value itself tells.';

create index personal_values_person_id_idx on stagedoor_audit.personal_values (person_id);

-- A sealer with the key of one installation must not sign the log of another: a preview
-- branch, or a copy of the database, that was given the same secrets.
create table stagedoor_audit.installation (
  id           uuid    not null default gen_random_uuid(),
  is_only      boolean not null default true,
  is_restoring boolean not null default false,

  constraint installation_pkey
    primary key (id),
  -- A database is one installation.
  constraint installation_is_only_key
    unique (is_only),
  constraint installation_is_only_check
    check (is_only)
);

comment on table stagedoor_audit.installation is
'Which installation this is: one row, made with it.';
comment on column stagedoor_audit.installation.is_restoring is
'Whether the log is being filled from a backup or by a publisher.

Set when the row itself arrives that way, ended by guard_audit_log.';

insert into stagedoor_audit.installation (is_only) values (true);

create function stagedoor_audit.is_restoring()
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads which installation this is, which no other role may.
begin
  -- Before its row is there, all of the log is still to come.
  return coalesce((select i.is_restoring from stagedoor_audit.installation as i), true);
end;
$$;

comment on function stagedoor_audit.is_restoring is
'Whether the log is being filled from a backup or by a publisher.';

create function stagedoor.is_replaying()
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Asks the log about itself, which no other role may.
begin
  return current_setting('session_replication_role') = 'replica'
    and stagedoor_audit.is_restoring();
end;
$$;

comment on function stagedoor.is_replaying is
'Whether this statement brings rows of a backup or of a publisher.

Both write with session_replication_role = replica, into a log that is not complete yet.
Such rows were guarded and recorded at their origin: the triggers that are enabled always
let them pass. In a complete log that setting has no effect.';

create function stagedoor_audit.tg_any__refuse()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
begin
  raise insufficient_privilege using
    message = format(
      'The audit log is append-only: no %s of %s', lower(tg_op), tg_table_name);
end;
$$;

comment on function stagedoor_audit.tg_any__refuse is
'Refuse to change or remove recorded events. Raises 42501.';

create function stagedoor_audit.tg_heads__advance()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
begin
  if new.sequence_id <> old.sequence_id or new.last_seq <= old.last_seq then
    raise insufficient_privilege using
      message = 'The audit log is append-only: a sequence only grows';
  end if;
  return new;
end;
$$;

comment on function stagedoor_audit.tg_heads__advance is
'Refuse to turn a sequence back. Raises 42501.';

create function stagedoor_audit.tg_installation__settle()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.is_restoring := current_setting('session_replication_role') = 'replica';
  elsif (new.id, new.is_only) is distinct from (old.id, old.is_only)
    or (new.is_restoring and not old.is_restoring)
  then
    raise insufficient_privilege using
      message = 'The audit log is append-only: an installation stays what it is';
  end if;
  return new;
end;
$$;

comment on function stagedoor_audit.tg_installation__settle is
'Let a restore begin with the row that it brings, and end once.

Raises 42501 for any other change.';

revoke all on function
  stagedoor_audit.is_restoring,
  stagedoor.is_replaying,
  stagedoor_audit.tg_any__refuse,
  stagedoor_audit.tg_heads__advance,
  stagedoor_audit.tg_installation__settle
from public, anon, authenticated, service_role;

create trigger _100_refuse
  before update or delete on stagedoor_audit.leaves
  for each row execute function stagedoor_audit.tg_any__refuse();
create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.leaves
  for each statement execute function stagedoor_audit.tg_any__refuse();

create trigger _100_refuse
  before delete on stagedoor_audit.heads
  for each row execute function stagedoor_audit.tg_any__refuse();
create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.heads
  for each statement execute function stagedoor_audit.tg_any__refuse();
create trigger _120_advance
  before update on stagedoor_audit.heads
  for each row execute function stagedoor_audit.tg_heads__advance();

-- Erasing is deleting, so a delete is not refused here: it is left to one function.
create trigger _100_refuse
  before update on stagedoor_audit.personal_values
  for each row execute function stagedoor_audit.tg_any__refuse();
create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.personal_values
  for each statement execute function stagedoor_audit.tg_any__refuse();

create trigger _100_refuse
  before delete on stagedoor_audit.installation
  for each row execute function stagedoor_audit.tg_any__refuse();
create trigger _110_refuse_truncate
  before truncate on stagedoor_audit.installation
  for each statement execute function stagedoor_audit.tg_any__refuse();
create trigger _120_settle
  before insert or update on stagedoor_audit.installation
  for each row execute function stagedoor_audit.tg_installation__settle();

-- session_replication_role switches ordinary triggers off, and postgres may set it.
alter table stagedoor_audit.leaves enable always trigger _100_refuse;
alter table stagedoor_audit.leaves enable always trigger _110_refuse_truncate;
alter table stagedoor_audit.heads enable always trigger _100_refuse;
alter table stagedoor_audit.heads enable always trigger _110_refuse_truncate;
alter table stagedoor_audit.heads enable always trigger _120_advance;
alter table stagedoor_audit.personal_values enable always trigger _100_refuse;
alter table stagedoor_audit.personal_values enable always trigger _110_refuse_truncate;
alter table stagedoor_audit.installation enable always trigger _100_refuse;
alter table stagedoor_audit.installation enable always trigger _110_refuse_truncate;
alter table stagedoor_audit.installation enable always trigger _120_settle;

-- No policy and no grant: only its own functions reach the log.
alter table stagedoor_audit.heads enable row level security;
alter table stagedoor_audit.leaves enable row level security;
alter table stagedoor_audit.personal_values enable row level security;
alter table stagedoor_audit.installation enable row level security;
revoke all on
  stagedoor_audit.heads, stagedoor_audit.leaves, stagedoor_audit.personal_values,
  stagedoor_audit.installation
  from public, anon, authenticated, service_role;

create function stagedoor.guard_audit_log()
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_name pg_catalog.text;
begin
  if not exists (
    select from pg_catalog.pg_roles as r where r.rolname = 'stagedoor_auditor'
  ) then
    create role stagedoor_auditor nologin;
  end if;
  execute format('grant stagedoor_auditor to %I', current_user);

  alter schema stagedoor_audit owner to stagedoor_auditor;
  for v_name in
    select format('table %s', c.oid::pg_catalog.regclass)
    from pg_catalog.pg_class as c
    where c.relnamespace = 'stagedoor_audit'::pg_catalog.regnamespace and c.relkind = 'r'
    union all
    select format('function %s', f.oid::pg_catalog.regprocedure)
    from pg_catalog.pg_proc as f
    where f.pronamespace = 'stagedoor_audit'::pg_catalog.regnamespace
  loop
    execute format('alter %s owner to stagedoor_auditor', v_name);
    execute format(
      'revoke all on %s from public, anon, authenticated, service_role, %I',
      v_name, current_user);
  end loop;

  -- The log reads the shape of an event there, and nothing else.
  grant usage on schema stagedoor to stagedoor_auditor;

  -- The owner of the engine calls these functions and has no grant on the tables.
  execute format(
    'revoke all on schema stagedoor_audit
     from public, anon, authenticated, service_role, %1$I;
     grant usage on schema stagedoor_audit to %1$I', current_user);
  for v_name in
    select f.oid::pg_catalog.regprocedure
    from pg_catalog.pg_proc as f
    where f.pronamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and f.prorettype <> 'trigger'::pg_catalog.regtype
  loop
    execute format('grant execute on function %s to %I', v_name, current_user);
  end loop;

  for v_name in
    select format('%s enable always trigger %I', t.tgrelid::pg_catalog.regclass, t.tgname)
    from pg_catalog.pg_trigger as t
    join pg_catalog.pg_class as c on c.oid = t.tgrelid
    where c.relnamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and not t.tgisinternal
      and t.tgenabled <> 'A'
  loop
    execute format('alter table %s', v_name);
  end loop;

  -- What was restored is there: from now on every change is guarded and recorded. What a
  -- subscription fills goes on being filled.
  update stagedoor_audit.installation as i
  set is_restoring = false
  where i.is_restoring and not exists (
    select s.subname
    from pg_catalog.pg_subscription as s
    join pg_catalog.pg_database as d on d.oid = s.subdbid
    where d.datname = current_database()
  );

  execute format('revoke stagedoor_auditor from %I', current_user);
end;
$$;

comment on function stagedoor.guard_audit_log is
'Give the audit log to its own role, close it, leave no member behind.

Run at the end of each migration that touches the log, and by its owner after a restore: a
dump restored as postgres leaves everything owned by postgres. It ends the restore. Run
again it changes nothing.';

revoke all on function stagedoor.guard_audit_log
  from public, anon, authenticated, service_role;

select stagedoor.guard_audit_log();
