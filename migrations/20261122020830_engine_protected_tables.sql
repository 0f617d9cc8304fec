-- Protected tables: the tables outside the engine that its keys protect, with the columns
-- for scope, department and owner.

create table stagedoor.protected_tables (
  table_name        regclass not null,
  scope_column      name     not null,
  department_column name,
  owner_column      name,
  scope_via         text,

  constraint protected_tables_pkey
    primary key (table_name),
  constraint protected_tables_columns_differ_check
    check (
      scope_column <> department_column and scope_column <> owner_column
      and department_column <> owner_column)
);

comment on table stagedoor.protected_tables is
'Tables outside the engine whose rows belong to scopes (F97, F107, F109).

A part adds its rows by migration. Functions that explain a row, or list the rows that a
user reaches, read these tables only.';
comment on column stagedoor.protected_tables.table_name is
'The table, also after a rename.';
comment on column stagedoor.protected_tables.scope_column is
'The uuid column that names the scope of a row, or the first on the way to it.';
comment on column stagedoor.protected_tables.department_column is
'The uuid column that names a department within it. Null: the table has none.';
comment on column stagedoor.protected_tables.owner_column is
'The uuid column that names the user who owns a row. Null: the table has none.';
comment on column stagedoor.protected_tables.scope_via is
'The way to the scope of a row, as protect takes it: column -> schema.table.column, or the
key of a table that is tracked. Null: scope_column holds its id.';

create function stagedoor.tg_protected_tables__check_columns()
returns trigger
language plpgsql
volatile
set search_path = ''
as $$
-- Readers of these names do not check again that the columns exist.
declare
  v_column pg_catalog.name;
begin
  if not exists (
    select from pg_catalog.pg_class as c
    where c.oid = new.table_name and c.relkind in ('r', 'p') and c.relrowsecurity
  ) then
    raise check_violation using
      message = format('%s is no table with row-level security', new.table_name);
  end if;
  if new.scope_via is not null
    and stagedoor.their_term(new.table_name, new.scope_via) ->> 'column' <> new.scope_column
  then
    raise check_violation using
      message = format('The way to the scope of %s begins with %I',
        new.table_name, new.scope_column);
  end if;
  foreach v_column in array
    array[case when new.scope_via is null then new.scope_column end,
      new.department_column, new.owner_column]
  loop
    if v_column is not null and not exists (
      select from pg_catalog.pg_attribute as a
      where a.attrelid = new.table_name
        and a.attname = v_column
        and a.atttypid = 'pg_catalog.uuid'::pg_catalog.regtype
        and a.attnum > 0
        and not a.attisdropped
    ) then
      raise check_violation using
        message = format('%s has no column %s of type uuid', new.table_name, v_column);
    end if;
  end loop;
  return new;
end;
$$;

comment on function stagedoor.tg_protected_tables__check_columns is
'Refuse a table that is not protected, and a column that is not there.

Raises 23514, and 22023 for a way that leads nowhere.';

create trigger _100_check_columns
  before insert or update on stagedoor.protected_tables
  for each row execute function stagedoor.tg_protected_tables__check_columns();
alter table stagedoor.protected_tables enable always trigger _100_check_columns;

create trigger _900_record
  after insert or update or delete on stagedoor.protected_tables
  for each row execute function stagedoor.tg_any__record('protected_table', '');
alter table stagedoor.protected_tables enable always trigger _900_record;

alter table stagedoor.protected_tables enable row level security;

-- Privileges. For definers only.

revoke all on function stagedoor.tg_protected_tables__check_columns
from public, anon, authenticated, service_role;
revoke all on stagedoor.protected_tables from public, anon, authenticated, service_role;
