-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."scope_types" (
  "scope_type"       text     not null,
  "parent_type"      text,
  "label"            text     not null,
  "position"         smallint not null,
  "creator_role_key" text,
  constraint "scope_types_organization_has_creator_role_check"
    check (((scope_type <> 'organization'::text) OR (creator_role_key IS NOT NULL))),
  constraint "scope_types_parent_is_another_type_check" check ((parent_type <> scope_type)),
  constraint "scope_types_pkey" primary key (scope_type),
  constraint "scope_types_parent_type_fkey" foreign key (parent_type)
    references stagedoor.scope_types(scope_type) on delete restrict,
  constraint "scope_types_scope_type_snake_case_check"
    check ((scope_type ~ '^[a-z][a-z0-9_]*$'::text))
);

alter table "stagedoor"."scope_types"
  enable row level security;

create index scope_types_parent_type_idx on stagedoor.scope_types using btree (parent_type);

create trigger _100_know_creator_role
  before insert or update of creator_role_key on stagedoor.scope_types
  for each row
  execute function stagedoor.tg_scope_types__know_creator_role();

alter table "stagedoor"."scope_types"
  enable always trigger "_100_know_creator_role";

create trigger _900_record
  after insert or delete or update on stagedoor.scope_types
  for each row
  execute function stagedoor.tg_any__record('scope_type', '');

alter table "stagedoor"."scope_types"
  enable always trigger "_900_record";

create policy "scope_types_select" on "stagedoor"."scope_types"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on column "stagedoor"."scope_types"."creator_role_key" is 'The built-in role that the creator of such a scope gets in it (F129).

Null: none; their accesses above reach down. The owner of the database writes it; existing
accesses stay.';

comment on column "stagedoor"."scope_types"."parent_type" is 'The kind that it stands under. Null for the top of a tree.';

comment on policy "scope_types_select"
  on "stagedoor"."scope_types" is 'Every user sees the kinds of scope.';

comment on table "stagedoor"."scope_types" is 'The kinds of scope, and which kind each stands under (F93).

A part adds rows.';

grant select on table "stagedoor"."scope_types" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."scope_types"
  to "postgres";
