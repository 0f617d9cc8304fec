-- Protections: what stood on a table before protect changed it, so that it can come back.

create table stagedoor.protections (
  table_name   regclass    not null,
  asked        jsonb       not null,
  before       jsonb       not null,
  before_hash  bytea       not null,
  protected_at timestamptz not null default stagedoor.instant(),

  constraint protections_pkey
    primary key (table_name),
  constraint protections_asked_is_object_check
    check (jsonb_typeof(asked) = 'object'),
  -- What unprotect would execute is what protect wrote down.
  constraint protections_before_as_written_check
    check (before_hash = sha256(convert_to(before::text, 'UTF8')))
);

comment on table stagedoor.protections is
'What protect was asked for, and the statements that take it back (F107).

For the owner of the database only.';
comment on column stagedoor.protections.before is
'Statements that restore what stood there, each with its kind, in their order.';

create trigger _900_record
  after insert or update or delete on stagedoor.protections
  for each row execute function stagedoor.tg_any__record('protection', '');
alter table stagedoor.protections enable always trigger _900_record;

-- No policy and no grant: it holds statements that its owner executes.
alter table stagedoor.protections enable row level security;

-- Privileges. For the owner of the database only.

revoke all on stagedoor.protections from public, anon, authenticated, service_role;
