-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."protected_tables" (
  "table_name"        regclass not null,
  "scope_column"      name     not null,
  "department_column" name,
  "owner_column"      name,
  "scope_via"         text,
  constraint "protected_tables_columns_differ_check"
    check
    (((scope_column <> department_column) AND (scope_column <> owner_column) AND
    (department_column <> owner_column))),
  constraint "protected_tables_pkey" primary key (table_name)
);

alter table "stagedoor"."protected_tables"
  enable row level security;

create trigger _100_check_columns
  before insert or update on stagedoor.protected_tables
  for each row
  execute function stagedoor.tg_protected_tables__check_columns();

alter table "stagedoor"."protected_tables"
  enable always trigger "_100_check_columns";

create trigger _900_record
  after insert or delete or update on stagedoor.protected_tables
  for each row
  execute function stagedoor.tg_any__record('protected_table', '');

alter table "stagedoor"."protected_tables"
  enable always trigger "_900_record";

comment on column "stagedoor"."protected_tables"."department_column" is
  'The uuid column that names a department within it. Null: the table has none.';

comment on column "stagedoor"."protected_tables"."owner_column" is 'The uuid column that names the user who owns a row. Null: the table has none.';

comment on column "stagedoor"."protected_tables"."scope_column" is 'The uuid column that names the scope of a row, or the first on the way to it.';

comment on column "stagedoor"."protected_tables"."scope_via" is 'The way to the scope of a row, as protect takes it: column -> schema.table.column, or the
key of a table that is tracked. Null: scope_column holds its id.';

comment on column "stagedoor"."protected_tables"."table_name" is 'The table, also after a rename.';

comment on table "stagedoor"."protected_tables" is 'Tables outside the engine whose rows belong to scopes (F97, F107, F109).

A part adds its rows by migration. Functions that explain a row, or list the rows that a
user reaches, read these tables only.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."protected_tables"
  to "postgres";
