-- Tracked tables: an adopter's own projects, teams and membership tables, whose rows are
-- scopes and accesses here.

create table stagedoor.tracked_tables (
  table_name      regclass not null,
  kind            text     not null,
  scope_type      text,
  scope_column    name     not null,
  refers_to       regclass,
  refers_column   name,
  parent_column   name,
  name_column     name,
  archived_column name,
  user_column     name,
  role_column     name,
  role_map        jsonb    not null default '{}',
  null_role       text,
  name_map        jsonb    not null default '{}',

  constraint tracked_tables_pkey
    primary key (table_name, kind),
  constraint tracked_tables_scope_type_fkey
    foreign key (scope_type) references stagedoor.scope_types (scope_type)
    on delete restrict,
  constraint tracked_tables_kind_known_check
    check (kind in ('scopes', 'members')),
  constraint tracked_tables_kind_has_its_columns_check
    check (case kind
      when 'scopes' then scope_type is not null and user_column is null
      else scope_type is null and user_column is not null and parent_column is null
    end),
  constraint tracked_tables_reference_complete_check
    check ((refers_to is null) = (refers_column is null))
);

comment on table stagedoor.tracked_tables is
'Tables outside the engine whose rows become scopes or accesses (F130).

Written by track_scopes and track_members.';
comment on column stagedoor.tracked_tables.kind is
'scopes: a row is a scope. members: a row gives a user a role at a scope.';
comment on column stagedoor.tracked_tables.scope_column is
'Of scopes the uuid column with the id of the scope; of members what names the scope.';
comment on column stagedoor.tracked_tables.refers_to is
'The tracked table whose key the column of the parent, or of the scope, holds.

Null: the column holds the id of the scope itself.';
comment on column stagedoor.tracked_tables.refers_column is
'The column of refers_to that is referred to.';
comment on column stagedoor.tracked_tables.role_map is
'Which role of the engine each of their roles is; a null gives no access.';
comment on column stagedoor.tracked_tables.null_role is
'The role of a row whose role is null, or of a table without a role.';
comment on column stagedoor.tracked_tables.name_map is
'Which key of raw_user_meta_data each column of a name comes from.';

create index tracked_tables_scope_type_idx on stagedoor.tracked_tables (scope_type);

create trigger _900_record
  after insert or update or delete on stagedoor.tracked_tables
  for each row execute function stagedoor.tg_any__record('tracked_table', '');
alter table stagedoor.tracked_tables enable always trigger _900_record;

create table stagedoor.tracked_accesses (
  access_id  uuid     not null,
  table_name regclass not null,

  constraint tracked_accesses_pkey
    primary key (access_id, table_name),
  constraint tracked_accesses_access_id_fkey
    foreign key (access_id) references stagedoor.user_accesses (id) on delete cascade
);

comment on table stagedoor.tracked_accesses is
'Which access follows the rows of which membership table (F130).';

create function stagedoor.refuse_tracked(p_access_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads which table an access follows, which no request role may. Asked by definers that
-- have checked the right to end it.
declare
  v_tracked stagedoor.tracked_tables;
begin
  select t.* into v_tracked
  from stagedoor.tracked_accesses as f
  join stagedoor.tracked_tables as t on t.table_name = f.table_name and t.kind = 'members'
  where f.access_id = p_access_id
  order by t.table_name::pg_catalog.text
  limit 1;
  if found then
    raise check_violation using
      message = format('This access follows a row of %s', v_tracked.table_name),
      detail = json_build_object(
        'error_code', 'TRACKED', 'table', v_tracked.table_name,
        'user_column', v_tracked.user_column, 'scope_column', v_tracked.scope_column),
      hint = format('Change or remove the row of %s: the access follows it.',
        v_tracked.table_name);
  end if;
end;
$$;

comment on function stagedoor.refuse_tracked is
'Refuse to end or change an access that follows a membership table.

Raises 23514 that names the table and its columns (F130).';

-- No policy and no grant: definers alone read which table gives what.
alter table stagedoor.tracked_tables enable row level security;
alter table stagedoor.tracked_accesses enable row level security;

-- Privileges. For definers only.

revoke all on function stagedoor.refuse_tracked
from public, anon, authenticated, service_role;
revoke all on stagedoor.tracked_tables, stagedoor.tracked_accesses
  from public, anon, authenticated, service_role;
