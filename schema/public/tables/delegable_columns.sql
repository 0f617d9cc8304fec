-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."delegable_columns" (
  "column_key"  text     not null,
  "table_name"  text     not null,
  "column_name" text     not null,
  "description" text     not null,
  "position"    smallint not null,
  constraint "delegable_columns_column_key_names_both_check"
    check ((column_key = ((table_name || '.'::text) || column_name))),
  constraint "delegable_columns_column_name_is_content_check"
    check
    ((column_name <> ALL (ARRAY['id'::text, 'owner_id'::text, 'organization_id'::text,
    'script_id'::text,
    'audience'::text,
    'revision'::text,
    'is_private'::text, 'department_id'::text, 'parent_element_id'::text]))),
  constraint "delegable_columns_pkey" primary key (column_key),
  constraint "delegable_columns_table_name_known_check"
    check ((table_name = ANY (ARRAY['scripts'::text, 'script_elements'::text])))
);

alter table "public"."delegable_columns"
  enable row level security;

create trigger _900_record
  after insert or delete or update on public.delegable_columns
  for each row
  execute function
    stagedoor_theatre.tg_any__record('delegable_column', 'installation', '', 'column_key');

alter table "public"."delegable_columns"
  enable always trigger "_900_record";

create policy "delegable_columns_select" on "public"."delegable_columns"
  for select
  to "authenticated"
  using ((( select stagedoor.live_caller() as live_caller) is not null));

comment on policy "delegable_columns_select"
  on "public"."delegable_columns" is 'What can be delegated is read by whoever is signed in.';

comment on table "public"."delegable_columns" is 'Columns that the owner of a script can let crew write (F71).';

revoke all on table "public"."delegable_columns" from "authenticated";

grant select on table "public"."delegable_columns" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."delegable_columns"
  to "postgres";

revoke all on table "public"."delegable_columns" from "service_role";

grant select on table "public"."delegable_columns" to "service_role";
