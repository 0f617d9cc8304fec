-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."tracked_tables" (
  "table_name"      regclass not null,
  "kind"            text     not null,
  "scope_type"      text,
  "scope_column"    name     not null,
  "refers_to"       regclass,
  "refers_column"   name,
  "parent_column"   name,
  "name_column"     name,
  "archived_column" name,
  "user_column"     name,
  "role_column"     name,
  "role_map"        jsonb    not null default '{}'::jsonb,
  "null_role"       text,
  "name_map"        jsonb    not null default '{}'::jsonb,
  constraint "tracked_tables_kind_has_its_columns_check" check (
CASE kind
    WHEN 'scopes'::text THEN ((scope_type IS NOT NULL) AND (user_column IS NULL))
    ELSE ((scope_type IS NULL) AND (user_column IS NOT NULL) AND (parent_column IS NULL))
END),
  constraint "tracked_tables_kind_known_check"
    check ((kind = ANY (ARRAY['scopes'::text, 'members'::text]))),
  constraint "tracked_tables_pkey" primary key (table_name, kind),
  constraint "tracked_tables_reference_complete_check"
    check (((refers_to IS NULL) = (refers_column IS NULL))),
  constraint "tracked_tables_scope_type_fkey" foreign key (scope_type)
    references stagedoor.scope_types(scope_type) on delete restrict
);

alter table "stagedoor"."tracked_tables"
  enable row level security;

create index tracked_tables_scope_type_idx on stagedoor.tracked_tables
  using btree (scope_type);

create trigger _900_record
  after insert or delete or update on stagedoor.tracked_tables
  for each row
  execute function stagedoor.tg_any__record('tracked_table', '');

alter table "stagedoor"."tracked_tables"
  enable always trigger "_900_record";

comment on column "stagedoor"."tracked_tables"."kind" is 'scopes: a row is a scope. members: a row gives a user a role at a scope.';

comment on column "stagedoor"."tracked_tables"."name_map" is 'Which key of raw_user_meta_data each column of a name comes from.';

comment on column "stagedoor"."tracked_tables"."null_role" is 'The role of a row whose role is null, or of a table without a role.';

comment on column "stagedoor"."tracked_tables"."refers_column" is 'The column of refers_to that is referred to.';

comment on column "stagedoor"."tracked_tables"."refers_to" is 'The tracked table whose key the column of the parent, or of the scope, holds.

Null: the column holds the id of the scope itself.';

comment on column "stagedoor"."tracked_tables"."role_map" is 'Which role of the engine each of their roles is; a null gives no access.';

comment on column "stagedoor"."tracked_tables"."scope_column" is 'Of scopes the uuid column with the id of the scope; of members what names the scope.';

comment on table "stagedoor"."tracked_tables" is 'Tables outside the engine whose rows become scopes or accesses (F130).

Written by track_scopes and track_members.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."tracked_tables"
  to "postgres";
